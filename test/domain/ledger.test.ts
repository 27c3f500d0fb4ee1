import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addsUp,
  dayHash,
  entryHash,
  GENESIS,
  type LedgerDay,
  type LedgerEntry,
  ledgerLeaf,
  rootOfEntries,
  rootOfLeaves,
} from '../../src/domain/ledger.ts';
import type { Hash } from '../../src/domain/merkle.ts';
import {
  formatPublished,
  type FoundResponse,
  type LedgerData,
  parsePublished,
  type StoredLeaf,
  verifyLedger,
} from '../../src/domain/verify-ledger.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { sha256 } from '../../src/lib/vault.ts';

const hash: Hash = (bytes) => sha256(bytes);
const DAYS = ['2026-11-20', '2026-11-21', '2026-11-23'] as const;
const UNITS = ['99001', '99002'];

const leafOf = (content: string) => ledgerLeaf(hash, sha256(`salt of ${content}`), content);

/** Two units over three days, five responses each a day; on the last day one of the first day leaves. */
function honest(): LedgerData & { readonly responses: FoundResponse[]; readonly leaves: StoredLeaf[] } {
  const leaves: StoredLeaf[] = UNITS.flatMap((unitCode) =>
    DAYS.flatMap((day) =>
      Array.from({ length: 5 }, (_, i) => ({
        unitCode,
        day,
        leaf: leafOf(`${unitCode} ${day} ${i}`),
        withdrawnOn: null,
      })),
    ),
  );
  const first = leaves.findIndex(({ unitCode, day }) => unitCode === '99002' && day === DAYS[0]);
  const kept = leaves.map((leaf, i) => (i === first ? { ...leaf, withdrawnOn: DAYS[2] } : leaf));
  const entries = UNITS.flatMap((unitCode) => entriesOf(unitCode, kept));
  return {
    responses: kept
      .filter(({ withdrawnOn }) => withdrawnOn === null)
      .map(({ unitCode, day, leaf }) => ({ unitCode, releasedOn: day, leaf })),
    leaves: kept,
    passages: [],
    entries,
    days: daysOf(entries),
    published: [],
  };
}

function entriesOf(unitCode: string, leaves: readonly StoredLeaf[]): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const day of DAYS) {
    const now = leaves.filter((leaf) => leaf.unitCode === unitCode && leaf.day === day).map(({ leaf }) => leaf);
    const gone = leaves
      .filter((leaf) => leaf.unitCode === unitCode && leaf.withdrawnOn === day)
      .map(({ leaf }) => leaf);
    const before = entries.at(-1);
    const withdrawn = (before?.withdrawn ?? 0) + gone.length;
    const released = (before?.released ?? 0) + now.length - gone.length;
    entries.push({
      unitCode,
      day,
      previous: before ? entryHash(hash, before) : GENESIS,
      finished: released + withdrawn + 3,
      released,
      waiting: 3,
      withdrawn,
      discarded: 0,
      passedUp: 0,
      takenIn: 0,
      leaves: now.length,
      root: rootOfLeaves(hash, now),
      withdrawnRoot: rootOfLeaves(hash, gone),
    });
  }
  return entries;
}

function daysOf(entries: readonly LedgerEntry[]): LedgerDay[] {
  const days: LedgerDay[] = [];
  for (const day of DAYS) {
    const of = entries.filter((entry) => entry.day === day);
    const before = days.at(-1);
    days.push({
      day,
      previous: before ? dayHash(hash, before) : GENESIS,
      entries: of.length,
      root: rootOfEntries(hash, of),
    });
  }
  return days;
}

const published = ({ entries, days }: LedgerData) => [
  ...entries.map((entry) => ({ day: entry.day, unitCode: entry.unitCode, hash: entryHash(hash, entry) })),
  ...days.map((day) => ({ day: day.day, unitCode: null, hash: dayHash(hash, day) })),
];

const position = fc.nat(28);

describe('domain/ledger', () => {
  it('hashes lines that anybody can write down', () => {
    const [entry] = honest().entries;
    if (!entry) throw new Error('expected an entry');
    const lines = `hai-long ledger entry 1\nunit 99001\nday 2026-11-20\nprevious ${GENESIS}\nfinished 8\nreleased 5\nwaiting 3\nwithdrawn 0\ndiscarded 0\nleaves 5\nroot ${entry.root}\nwithdrawn-root ${entry.withdrawnRoot}\n`;
    expect(entryHash(hash, entry)).toBe(createHash('sha256').update(lines).digest('hex'));
  });

  it('hashes what passed between a commune and its province, and nothing where nothing did', () => {
    const [entry] = honest().entries;
    if (!entry) throw new Error('expected an entry');
    const hashes = [entry, { ...entry, passedUp: 2 }, { ...entry, takenIn: 2 }].map((one) => entryHash(hash, one));
    expect(new Set(hashes).size).toBe(3);
  });

  it('knows when every ballot is accounted for', () => {
    const counts = { finished: 12, released: 5, waiting: 4, withdrawn: 2, discarded: 1, passedUp: 0, takenIn: 0 };
    expect(addsUp(counts)).toBe(true);
    expect(addsUp({ ...counts, discarded: 0 })).toBe(false);
    expect(addsUp({ ...counts, waiting: 1, passedUp: 3 })).toBe(true);
    expect(addsUp({ ...counts, released: 8, takenIn: 3 })).toBe(true);
    expect(addsUp({ ...counts, released: 8 })).toBe(false);
  });

  it('has the same root whatever the order in which leaves came', () => {
    const shuffled = fc
      .array(fc.string(), { maxLength: 20 })
      .chain((contents) =>
        fc.tuple(fc.constant(contents), fc.shuffledSubarray(contents, { minLength: contents.length })),
      );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(rootOfLeaves(hash, one.map(leafOf))).toBe(rootOfLeaves(hash, other.map(leafOf)));
      }),
    );
  });

  it('writes the same data in the same bytes', () => {
    expect(canonicalJson({ b: 1, a: { d: [2, { z: 1, y: null }], c: undefined }, e: null })).toBe(
      '{"a":{"d":[2,{"z":1}]},"b":1}',
    );
  });
});

describe('domain/verify-ledger', () => {
  it('finds nothing wrong with an honest ledger', () => {
    const data = honest();
    expect(verifyLedger(hash, data)).toEqual([]);
    expect(verifyLedger(hash, { ...data, published: published(data) })).toEqual([]);
  });

  it('names day and unit of a response that was removed, changed or added', () => {
    fc.assert(
      fc.property(position, (i) => {
        const data = honest();
        const { responses } = data;
        const victim = responses[i];
        if (!victim) throw new Error('expected a response');
        const at = { day: victim.releasedOn, unitCode: victim.unitCode };
        const removed = responses.toSpliced(i, 1);
        expect(verifyLedger(hash, { ...data, responses: removed })).toEqual([{ ...at, kind: 'response-missing' }]);
        const changed = responses.with(i, { ...victim, leaf: leafOf('changed') });
        expect(
          verifyLedger(hash, { ...data, responses: changed })
            .map(({ kind }) => kind)
            .toSorted(),
        ).toEqual(['response-missing', 'response-unknown']);
        const added = [...responses, { ...victim, leaf: leafOf('added') }];
        expect(verifyLedger(hash, { ...data, responses: added })).toEqual([{ ...at, kind: 'response-unknown' }]);
      }),
    );
  });

  it('finds a removal that also took the leaf, or called it withdrawn', () => {
    fc.assert(
      fc.property(position, (i) => {
        const data = honest();
        const victim = data.responses[i];
        if (!victim) throw new Error('expected a response');
        const responses = data.responses.toSpliced(i, 1);
        const at = { day: victim.releasedOn, unitCode: victim.unitCode };
        const without = data.leaves.filter(({ leaf }) => leaf !== victim.leaf);
        expect(verifyLedger(hash, { ...data, responses, leaves: without })).toContainEqual({
          ...at,
          kind: 'leaves-changed',
        });
        const called = data.leaves.map((leaf) =>
          leaf.leaf === victim.leaf ? { ...leaf, withdrawnOn: DAYS[1] } : leaf,
        );
        expect(verifyLedger(hash, { ...data, responses, leaves: called })).toContainEqual({
          day: DAYS[1],
          unitCode: victim.unitCode,
          kind: 'withdrawals-changed',
        });
      }),
    );
  });

  it('finds a ledger rewritten from end to end by what was published', () => {
    const data = honest();
    const leaves = data.leaves.filter((_, i) => i !== 6);
    const entries = UNITS.flatMap((unit) => entriesOf(unit, leaves));
    const responses = data.responses.filter(({ leaf }) => leaf !== data.leaves[6]?.leaf);
    const forged = { responses, leaves, passages: [], entries, days: daysOf(entries), published: [] };
    expect(verifyLedger(hash, forged)).toEqual([]);
    const [first] = verifyLedger(hash, { ...forged, published: published(data) });
    expect(first).toEqual({ day: DAYS[1], unitCode: '99001', kind: 'published-differs' });
  });

  it('names both ends of a passage that is in no entry, and the entry that holds what never passed', () => {
    const data = honest();
    const kinds = (some: Partial<LedgerData>) =>
      verifyLedger(hash, { ...data, ...some })
        .filter(({ kind }) => kind === 'passages-changed')
        .map(({ day, unitCode }) => `${day} ${unitCode ?? '*'}`);
    const passage = { unitCode: '99002', provinceCode: '01', day: DAYS[1], ballots: 3 };
    expect(kinds({ passages: [passage] })).toEqual([`${DAYS[1]} 01`, `${DAYS[1]} 99002`, `${DAYS[2]} 99002`]);
    expect(kinds({ passages: [{ ...passage, day: '2026-11-24' }] })).toEqual([]);
    const [entry] = data.entries;
    if (!entry) throw new Error('expected an entry');
    const held = data.entries.with(0, { ...entry, waiting: 1, passedUp: 2 });
    expect(kinds({ entries: held })).toEqual([`${DAYS[0]} 99001`]);
    expect(kinds({ entries: data.entries.with(0, { ...entry, finished: 6, takenIn: 2 }) })).toEqual([
      `${DAYS[0]} 99001`,
    ]);
  });

  it('finds entries changed, taken out or put in, and counts that do not add up', () => {
    const data = honest();
    const [entry] = data.entries;
    if (!entry) throw new Error('expected an entry');
    const kinds = (some: Partial<LedgerData>) => verifyLedger(hash, { ...data, ...some }).map(({ kind }) => kind);
    expect(kinds({ entries: data.entries.with(0, { ...entry, finished: 9, waiting: 4 }) })).toEqual([
      'day-changed',
      'chain-broken',
    ]);
    expect(kinds({ entries: data.entries.with(0, { ...entry, waiting: 2 }) })).toContain('does-not-add-up');
    expect(kinds({ entries: data.entries.slice(1) })).toContain('chain-broken');
    expect(kinds({ days: data.days.slice(1) })).toContain('day-changed');
  });

  it('reads the published file as it writes it', () => {
    const lines = published(honest());
    expect(parsePublished(formatPublished(lines))).toEqual(lines);
    expect(parsePublished('2026-11-20 99001 xyz')).toBeNull();
    expect(parsePublished('\n\n')).toEqual([]);
  });
});
