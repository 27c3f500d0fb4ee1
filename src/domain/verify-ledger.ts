import { groupBy } from '../lib/group-by.ts';
import {
  addsUp,
  dayHash,
  entryHash,
  GENESIS,
  rootOfEntries,
  rootOfLeaves,
  type Hex,
  type LedgerDay,
  type LedgerEntry,
  type Passage,
} from './ledger.ts';
import type { Hash } from './merkle.ts';
import type { UnitCode } from './unit.ts';

/** A leaf as the ledger keeps it, without a way to its response. */
export interface StoredLeaf {
  readonly unitCode: UnitCode;
  readonly day: string;
  readonly leaf: Hex;
  readonly withdrawnOn: string | null;
}

/** A response with the leaf that its content has now. */
export interface FoundResponse {
  readonly unitCode: UnitCode;
  readonly releasedOn: string;
  readonly leaf: Hex;
}

/** A line of what was published: a unit's entry, or the whole day where `unitCode` is null. */
export interface PublishedHash {
  readonly day: string;
  readonly unitCode: UnitCode | null;
  readonly hash: Hex;
}

export interface LedgerData {
  readonly responses: Iterable<FoundResponse>;
  readonly leaves: Iterable<StoredLeaf>;
  readonly passages: readonly Passage[];
  readonly entries: readonly LedgerEntry[];
  readonly days: readonly LedgerDay[];
  /** From a copy outside; empty to trust the database's own. */
  readonly published: readonly PublishedHash[];
}

export type LedgerFaultKind =
  /** A leaf without a response of this content: it was removed, or changed. */
  | 'response-missing'
  /** A response without a leaf: it was added, or changed. */
  | 'response-unknown'
  /** Leaves or withdrawals are not those under the day's root. */
  | 'leaves-changed'
  | 'withdrawals-changed'
  | 'chain-broken'
  | 'day-changed'
  /** finished + takenIn = released + waiting + withdrawn + discarded + passedUp does not hold. */
  | 'does-not-add-up'
  /** What a commune passed up, or a province took in, is not what the passages between them say. */
  | 'passages-changed'
  /** Not what was published. */
  | 'published-differs';

export interface LedgerFault {
  readonly day: string;
  /** Null for the whole day. */
  readonly unitCode: UnitCode | null;
  readonly kind: LedgerFaultKind;
}

/** Every fault, the first day first; empty when data, ledger and what was published agree. */
export function verifyLedger(hash: Hash, data: LedgerData): readonly LedgerFault[] {
  const entriesOf = groupBy(data.entries, ({ unitCode }) => unitCode);
  const leaves = [...data.leaves];
  const leavesOf = groupBy(leaves, ({ unitCode }) => unitCode);
  const faults = [
    ...responseFaults(leaves, data.responses),
    ...[...entriesOf].flatMap(([unit, entries]) => unitFaults(hash, entries, leavesOf.get(unit) ?? [])),
    ...passageFaults(data),
    ...dayFaults(hash, data.days, data.entries),
    ...publishedFaults(hash, data),
  ];
  return faults.toSorted((a, b) => compareText(placeOf(a), placeOf(b)));
}

function placeOf({ day, unitCode }: LedgerFault): string {
  // A unit is named before the day that it spoils.
  return `${day} ${unitCode ?? '~'}`;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function responseFaults(leaves: readonly StoredLeaf[], responses: Iterable<FoundResponse>): readonly LedgerFault[] {
  const counted = new Map(
    leaves.filter(({ withdrawnOn }) => withdrawnOn === null).map((stored) => [stored.leaf, stored]),
  );
  const unknown: LedgerFault[] = [];
  for (const { leaf, unitCode, releasedOn } of responses) {
    if (!counted.delete(leaf)) unknown.push({ day: releasedOn, unitCode, kind: 'response-unknown' });
  }
  const missing = [...counted.values()].map(({ day, unitCode }) => ({
    day,
    unitCode,
    kind: 'response-missing' as const,
  }));
  return [...unknown, ...missing];
}

/** Each entry of a unit against the one before it and the leaves of its days. */
function unitFaults(
  hash: Hash,
  entries: readonly LedgerEntry[],
  leaves: readonly StoredLeaf[],
): readonly LedgerFault[] {
  let previous: Hex = GENESIS;
  let since = '';
  let counted = 0;
  return entries
    .toSorted((a, b) => compareText(a.day, b.day))
    .flatMap((entry) => {
      const isWithin = (day: string | null) => day !== null && day > since && day <= entry.day;
      const rootOf = (some: readonly StoredLeaf[]) =>
        rootOfLeaves(
          hash,
          some.map(({ leaf }) => leaf),
        );
      const now = leaves.filter(({ day }) => isWithin(day));
      const faults: LedgerFaultKind[] = [];
      if (entry.previous !== previous) faults.push('chain-broken');
      if (rootOf(now) !== entry.root || now.length !== entry.leaves) faults.push('leaves-changed');
      const gone = leaves.filter(({ withdrawnOn }) => isWithin(withdrawnOn));
      counted += now.length - gone.length;
      if (rootOf(gone) !== entry.withdrawnRoot) faults.push('withdrawals-changed');
      if (!addsUp(entry) || entry.released !== counted) faults.push('does-not-add-up');
      previous = entryHash(hash, entry);
      since = entry.day;
      return faults.map((kind) => ({ day: entry.day, unitCode: entry.unitCode, kind }));
    });
}

/** Both ends of every passage: entries hold all of them up to their day, and a day that is closed held them. */
function passageFaults({ entries, days, passages }: LedgerData): readonly LedgerFault[] {
  const up = groupBy(passages, ({ unitCode }) => unitCode);
  const into = groupBy(passages, ({ provinceCode }) => provinceCode);
  const sum = (some: readonly Passage[] | undefined, day: string) =>
    (some ?? []).reduce((total, passage) => total + (passage.day <= day ? passage.ballots : 0), 0);
  const wrong = entries.filter(
    ({ unitCode, day, passedUp, takenIn }) =>
      passedUp !== sum(up.get(unitCode), day) || takenIn !== sum(into.get(unitCode), day),
  );
  const lastOf = new Map(entries.toSorted((a, b) => compareText(a.day, b.day)).map((entry) => [entry.unitCode, entry]));
  const closed =
    days
      .map(({ day }) => day)
      .toSorted()
      .at(-1) ?? '';
  const unheld = passages.flatMap(({ unitCode, provinceCode, day }) =>
    day > closed
      ? []
      : [unitCode, provinceCode].flatMap((unit) =>
          (lastOf.get(unit)?.day ?? '') < day ? [{ unitCode: unit, day }] : [],
        ),
  );
  return [...wrong, ...unheld].map(({ unitCode, day }) => ({ day, unitCode, kind: 'passages-changed' }));
}

function dayFaults(hash: Hash, days: readonly LedgerDay[], entries: readonly LedgerEntry[]): readonly LedgerFault[] {
  const entriesOf = groupBy(entries, ({ day }) => day);
  let previous: Hex = GENESIS;
  const known = new Set(days.map(({ day }) => day));
  const orphans = [...entriesOf.keys()].filter((day) => !known.has(day));
  const faults = days
    .toSorted((a, b) => compareText(a.day, b.day))
    .flatMap((day) => {
      const of = entriesOf.get(day.day) ?? [];
      const holds = day.previous === previous && day.entries === of.length && day.root === rootOfEntries(hash, of);
      previous = dayHash(hash, day);
      return holds ? [] : [day.day];
    });
  return [...faults, ...orphans].map((day) => ({ day, unitCode: null, kind: 'day-changed' }));
}

function publishedFaults(hash: Hash, { published, entries, days }: LedgerData): readonly LedgerFault[] {
  const hashes = new Map([
    ...entries.map((entry) => [keyOf(entry.day, entry.unitCode), entryHash(hash, entry)] as const),
    ...days.map((day) => [keyOf(day.day, null), dayHash(hash, day)] as const),
  ]);
  return published
    .filter((line) => hashes.get(keyOf(line.day, line.unitCode)) !== line.hash)
    .map(({ day, unitCode }) => ({ day, unitCode, kind: 'published-differs' }));
}

function keyOf(day: string, unitCode: UnitCode | null): string {
  return `${day} ${unitCode ?? '*'}`;
}

/** `2026-11-23 99001 <hash>` a line, `*` for the whole day. */
export function formatPublished(lines: readonly PublishedHash[]): string {
  return lines.map(({ day, unitCode, hash }) => `${keyOf(day, unitCode)} ${hash}\n`).join('');
}

/** Null when a line is not of that form; empty lines are passed over. */
export function parsePublished(text: string): readonly PublishedHash[] | null {
  const lines: PublishedHash[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [, day, unit, hash] = /^(\d{4}-\d{2}-\d{2}) (\d{2,5}|\*) ([0-9a-f]{64})$/.exec(line.trim()) ?? [];
    if (day === undefined || unit === undefined || hash === undefined) return null;
    lines.push({ day, unitCode: unit === '*' ? null : unit, hash });
  }
  return lines;
}
