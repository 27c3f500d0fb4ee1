import { groupBy } from '../../src/lib/group-by.ts';
import type { Dump, DumpedRow } from './dump.ts';

/** Response id to the id of the invitation that it is taken for. */
export type Guesses = ReadonlyMap<string, string>;

export interface Strategy {
  readonly name: string;
  readonly guesses: Guesses;
}

interface Response extends DumpedRow {
  readonly id: string;
  readonly unit: string;
  readonly isOld: boolean;
}

interface Invitation extends DumpedRow {
  readonly id: string;
  readonly unit: string;
  /** Finished when the first dump was taken. */
  readonly isOld: boolean;
}

const text = ({ row }: DumpedRow, column: string) => String(row[column] ?? '');

/** All that somebody can try who has two dumps a day apart and no key. */
export function attack(before: Dump, after: Dump): readonly Strategy[] {
  const responses = responsesIn(before, after);
  const invitations = invitationsIn(before, after);
  const named: Strategy = {
    name: 'identifiers that stand together',
    guesses: findTogether(after, responses, invitations),
  };
  const ranked = RESPONSE_ORDERS.flatMap(([by, responseKey]) =>
    INVITATION_ORDERS.flatMap(([with_, invitationKey]) =>
      [true, false].map((day): Strategy => {
        const guesses = pairByRank(responses, invitations, { responseKey, invitationKey, day });
        return { name: `${by} of responses with ${with_} of invitations${day ? ', day by day' : ''}`, guesses };
      }),
    ),
  );
  return [named, ...ranked];
}

function responsesIn(before: Dump, after: Dump): readonly Response[] {
  const old = new Set(rowsOf(before, 'ballot.response').map((row) => text(row, 'id')));
  return rowsOf(after, 'ballot.response').map((row) => {
    const id = text(row, 'id');
    return { ...row, id, unit: text(row, 'unit_code'), isOld: old.has(id) };
  });
}

function invitationsIn(before: Dump, after: Dump): readonly Invitation[] {
  const isFinished = (row: DumpedRow) => text(row, 'status') === 'finished' || text(row, 'close_reason') === 'finished';
  const old = new Set(
    rowsOf(before, 'register.invitation')
      .filter(isFinished)
      .map((row) => text(row, 'id')),
  );
  return rowsOf(after, 'register.invitation')
    .filter(isFinished)
    .map((row) => {
      const id = text(row, 'id');
      return { ...row, id, unit: text(row, 'unit_code'), isOld: old.has(id) };
    });
}

function rowsOf({ rows }: Dump, table: string): readonly DumpedRow[] {
  return rows.filter((row) => row.table === table);
}

type Key = (row: DumpedRow) => number | string;

const place: Key = ({ place: [page, line] }) => page * 1_000 + line;

const RESPONSE_ORDERS: readonly (readonly [string, Key])[] = [
  ['place', place],
  ['transaction', (row) => row.xmin * 1_000_000 + Number(place(row))],
  ['id', (row) => text(row, 'id')],
  ['receipt', (row) => text(row, 'withdrawal_index')],
];

const INVITATION_ORDERS: readonly (readonly [string, Key])[] = [
  ['place', place],
  ['transaction', (row) => row.xmin * 1_000_000 + Number(place(row))],
  ['id', (row) => text(row, 'id')],
  ['dossier', (row) => text(row, 'dossier_id')],
  ['time', (row) => `${text(row, 'closed_on')} ${text(row, 'delivered_at')} ${text(row, 'started_on')}`],
];

interface Ranking {
  readonly responseKey: Key;
  readonly invitationKey: Key;
  /** Only with invitations that were finished by the same dump. */
  readonly day: boolean;
}

/** Within what the attributes of a response allow: the one that stands as far from the start as it does. */
function pairByRank(responses: readonly Response[], invitations: readonly Invitation[], ranking: Ranking): Guesses {
  const guesses = new Map<string, string>();
  const kinds = groupBy(responses, (one) => JSON.stringify([attributesOf(one), ranking.day && one.isOld]));
  for (const alike of kinds.values()) {
    const [first] = alike;
    if (!first) continue;
    const candidates = invitations
      .filter((one) => fits(first, one) && (!ranking.day || !first.isOld || one.isOld))
      .toSorted(by(ranking.invitationKey));
    for (const [i, response] of alike.toSorted(by(ranking.responseKey)).entries()) {
      const guess = candidates[Math.floor((i * candidates.length) / alike.length)];
      if (guess) guesses.set(response.id, guess.id);
    }
  }
  return guesses;
}

function by(key: Key): (a: DumpedRow, b: DumpedRow) => number {
  return (a, b) => (key(a) < key(b) ? -1 : 1);
}

const ATTRIBUTES = ['procedure_code', 'filed_via', 'late', 'proof'];

export function attributesOf(response: DumpedRow): readonly string[] {
  return ['unit_code', 'completed_month', ...ATTRIBUTES].map((column) => text(response, column));
}

/** What the register says of the dossier, too. */
function fits(response: Response, invitation: Invitation): boolean {
  if (response.unit !== invitation.unit) return false;
  if (text(response, 'completed_month') !== text(invitation, 'completed_month')) return false;
  return ATTRIBUTES.every((column) => {
    const kept = text(response, column);
    const known = column === 'late' ? (invitation.row['late'] === true ? 'late' : 'on-time') : text(invitation, column);
    return kept === 'other' || kept === known;
  });
}

const WORD = /[\w+/=-]{8,}/g;

/**
 * Whatever names one invitation only (ids, codes, hashes, sealed texts of rows that belong to it) beside whatever
 * names one response only: in one row, in one line, or as one value in both.
 */
function findTogether(dump: Dump, responses: readonly Response[], invitations: readonly Invitation[]): Guesses {
  const ofInvitation = namesOf(
    dump.rows,
    new Map(
      invitations.flatMap((one) => [
        [one.id, one.id],
        [text(one, 'dossier_id'), one.id],
      ]),
    ),
    'register.',
  );
  const ofResponse = namesOf(dump.rows, new Map(responses.map(({ id }) => [id, id])), 'ballot.');
  const guesses = new Map<string, string>();
  for (const words of [...dump.rows.map(wordsOf), ...dump.lines.map((line) => line.match(WORD) ?? [])]) {
    const found = words.flatMap((word) => ofResponse.get(word) ?? []);
    const whose = words.flatMap((word) => ofInvitation.get(word) ?? []);
    const [response] = found;
    const [invitation] = whose;
    if (response !== undefined && invitation !== undefined) guesses.set(response, invitation);
  }
  return guesses;
}

/** Words of rows on one side that hold one of the ids, and of no other one's rows. */
function namesOf(
  rows: readonly DumpedRow[],
  ids: ReadonlyMap<string, string>,
  side: string,
): ReadonlyMap<string, string> {
  const owners = new Map<string, string | null>();
  for (const row of rows) {
    if (!row.table.startsWith(side)) continue;
    const words = wordsOf(row);
    const owner = words.flatMap((word) => ids.get(word) ?? [])[0];
    for (const word of words) {
      const known = owners.get(word);
      owners.set(word, owner !== undefined && (known === undefined || known === owner) ? owner : null);
    }
  }
  return new Map([...owners].flatMap(([word, owner]) => (owner === null ? [] : [[word, owner] as const])));
}

function wordsOf({ row }: DumpedRow): readonly string[] {
  return JSON.stringify(row).replaceAll('\\\\x', '').match(WORD) ?? [];
}

export interface Score {
  readonly name: string;
  readonly hits: number;
  readonly of: number;
}

/** The strategy that does best on answers which the attacker gave or bought, judged by the others. */
export function judge(strategies: readonly Strategy[], truth: Guesses, isKnown: (response: string) => boolean): Score {
  const hitsOf = ({ guesses }: Strategy, ids: readonly string[]) =>
    ids.filter((id) => guesses.get(id) === truth.get(id)).length;
  const all = [...truth.keys()];
  const known = all.filter(isKnown);
  const others = all.filter((id) => !isKnown(id));
  const [best] = strategies.toSorted((a, b) => hitsOf(b, known) - hitsOf(a, known));
  return { name: best?.name ?? '', hits: best ? hitsOf(best, others) : 0, of: others.length };
}

/** Upper end of the 95 % interval of guesses that each hit one in `batch`. */
export function boundOf(expected: number, n: number): number {
  return expected + 1.96 * Math.sqrt((expected * (1 - expected)) / n);
}
