import { groupBy } from '../../src/lib/group-by.ts';
import type { Dump, DumpedRow } from './dump.ts';
import { byCells, byCounts } from './linkage-counts.ts';
import {
  attributesOf,
  fits,
  pairInOrder,
  place,
  sidesOf,
  text,
  type Guesses,
  type InvitationRow,
  type ResponseRow,
  type Sides,
  type Strategy,
} from './linkage-rows.ts';

/** All that somebody can try who has two dumps a day apart and no key. */
export function attack(before: Dump, after: Dump): readonly Strategy[] {
  const sides = sidesOf(before, after);
  const named: Strategy = { name: 'identifiers that stand together', guesses: findTogether(after, sides) };
  const ranked = RESPONSE_ORDERS.flatMap(([by, responseKey]) =>
    INVITATION_ORDERS.flatMap(([with_, invitationKey]) =>
      Object.entries(NARROWINGS).map(([narrowing, narrow]): Strategy => {
        const guesses = pairByRank(sides, { responseKey, invitationKey, narrow });
        return { name: `${by} of responses with ${with_} of invitations${narrowing}`, guesses };
      }),
    ),
  );
  return [named, ...ranked, ...byCounts(sides), byCells(before, after, sides)];
}

type Key = (row: DumpedRow) => number | string;

const RESPONSE_ORDERS: readonly (readonly [string, Key])[] = [
  ['place', place],
  ['transaction', (row) => row.xmin * 1_000_000 + place(row)],
  ['id', (row) => text(row, 'id')],
  ['receipt', (row) => text(row, 'withdrawal_index')],
];

const INVITATION_ORDERS: readonly (readonly [string, Key])[] = [
  ['place', place],
  ['transaction', (row) => row.xmin * 1_000_000 + place(row)],
  ['id', (row) => text(row, 'id')],
  ['dossier', (row) => text(row, 'dossier_id')],
  ['time', (row) => `${text(row, 'closed_on')} ${text(row, 'delivered_at')} ${text(row, 'started_on')}`],
];

/** Which of the invitations that fit the responses `alike` may be meant by the old or the new ones among them. */
type Narrow = (
  fitting: readonly InvitationRow[],
  alike: readonly ResponseRow[],
  isOld: boolean,
) => readonly InvitationRow[];

const NARROWINGS: Readonly<Record<string, Narrow>> = {
  '': (fitting) => fitting,
  ', day by day': (fitting, _, isOld) => (isOld ? fitting.filter((one) => one.isOld) : fitting),
  // Where as many were released by the first dump as had finished, what comes after is of those who came after.
  ', by the counts of who waits': (fitting, alike, isOld) => {
    const finished = fitting.filter((one) => one.isOld);
    const isExhausted = alike.filter((one) => one.isOld).length === finished.length;
    if (isOld) return finished;
    return isExhausted ? fitting.filter((one) => !one.isOld) : fitting;
  },
};

interface Ranking {
  readonly responseKey: Key;
  readonly invitationKey: Key;
  readonly narrow: Narrow;
}

/** Within what the attributes of a response allow. */
function pairByRank({ responses, invitations }: Sides, { responseKey, invitationKey, narrow }: Ranking): Guesses {
  const guesses = [...groupBy(responses, attributesOf).values()].flatMap((alike) => {
    const [first] = alike;
    const fitting = first ? invitations.filter((one) => fits(first, one)).toSorted(by(invitationKey)) : [];
    return [true, false].flatMap((isOld) => {
      const some = alike.filter((one) => one.isOld === isOld).toSorted(by(responseKey));
      return [...pairInOrder(some, narrow(fitting, alike, isOld))];
    });
  });
  return new Map(guesses);
}

function by(key: Key): (a: DumpedRow, b: DumpedRow) => number {
  return (a, b) => (key(a) < key(b) ? -1 : 1);
}

const WORD = /[\w+/=-]{8,}/g;

/**
 * Whatever names one invitation only (ids, codes, hashes, sealed texts of rows that belong to it) beside whatever
 * names one response only: in one row, in one line, or as one value in both.
 */
function findTogether(dump: Dump, { responses, invitations }: Sides): Guesses {
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
  for (const words of [...dump.rows.map(wordsOf), ...dump.lines.map((line) => line.text.match(WORD) ?? [])]) {
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
  /** What the attacker settled on, first judged by one half of the responses and then by the other. */
  readonly chosen: readonly string[];
  readonly hits: number;
  readonly of: number;
}

/**
 * The attacker knows one half of the responses, given or bought, and takes on the other half what does best on it;
 * then the other way round.
 */
export function judge(strategies: readonly Strategy[], truth: Guesses): Score {
  const ids = [...truth.keys()];
  const halves = [0, 1].map((half) => ids.filter((id) => Number.parseInt(id.slice(0, 8), 16) % 2 === half));
  const hitsOf = ({ guesses }: Strategy, some: readonly string[]) =>
    some.filter((id) => guesses.get(id) === truth.get(id)).length;
  const turns = halves.map((known, half) => {
    const rated = strategies.map((strategy) => ({ strategy, hits: hitsOf(strategy, known) }));
    const best = rated.toSorted((a, b) => b.hits - a.hits)[0]?.strategy;
    return { name: best?.name ?? '', hits: best ? hitsOf(best, halves[1 - half] ?? []) : 0 };
  });
  return {
    chosen: turns.map(({ name }) => name),
    hits: turns.reduce((sum, { hits }) => sum + hits, 0),
    of: ids.length,
  };
}

/** Upper end of the 95 % interval of the share of `n` guesses that each hit with a probability of `expected`. */
export function boundOf(expected: number, n: number): number {
  return expected + 1.96 * Math.sqrt((expected * (1 - expected)) / n);
}
