import { groupBy } from '../lib/group-by.ts';
import { isAnswered, type Attributes, type Ballot } from './response.ts';

export interface Waiting {
  readonly id: string;
  readonly ballot: Ballot;
  readonly enteredAt: Date;
}

export interface MixRules {
  /** Never fewer alike leave together; 1 releases at once. */
  readonly batch: number;
  /** How long a ballot waits for others exactly like it before it gives up attributes. */
  readonly maxHours: number;
  readonly now: Date;
}

/** The two lists are in unrelated orders: nothing says which id became which ballot. */
export interface Release {
  readonly released: readonly string[];
  readonly ballots: readonly Ballot[];
}

/** Given up in this order: first what no figure needs, last what most of them are about. */
export const GIVEN_UP: readonly (keyof Attributes | 'rating')[] = [
  'locale',
  'flagged',
  'proof',
  'rating',
  'filedVia',
  'procedureCode',
  'late',
];

const HOUR_MS = 3_600_000;

/**
 * What may leave the mix now: groups of at least `batch` ballots of one unit, survey, month and disposition that
 * agree on every attribute they keep, and on whether there are answers and a rating: so no published cell moves by
 * fewer. Ballots that wait too long give up attributes one by one, together with
 * others left over, until enough agree. What agrees with too few stays: there is never a smaller group.
 *
 * @param shuffle gives a permutation of 0 to n-1; the plan depends on it and on the set of ballots, not on their order.
 */
export function planRelease(
  waiting: readonly Waiting[],
  rules: MixRules,
  shuffle: (n: number) => readonly number[],
): Release {
  const ordered = waiting.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const chosen = [...groupBy(ordered, keptWhole).values()].flatMap((group) => pick(group, rules));
  const byId = chosen.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    released: byId.map(({ id }) => id),
    ballots: shuffle(byId.length).flatMap((position) => byId[position]?.ballot ?? []),
  };
}

/** Of one unit, survey, month and disposition: passes over the rest, each time with one attribute less. */
function pick(group: readonly Waiting[], { batch, maxHours, now }: MixRules): readonly Waiting[] {
  const overdue = now.getTime() - maxHours * HOUR_MS;
  const isOverdue = ({ enteredAt }: Waiting) => enteredAt.getTime() <= overdue;
  const chosen: Waiting[] = [];
  let rest = group;
  for (let given = 0; given <= GIVEN_UP.length; given += 1) {
    const kept: Waiting[] = [];
    const candidates = rest.map((one) => giveUp(one, given));
    for (const alike of groupBy(candidates, ({ ballot }) => attributesKey(ballot)).values()) {
      const enough = alike.length >= batch && (given === 0 || alike.some(isOverdue));
      (enough ? chosen : kept).push(...alike);
    }
    rest = kept;
  }
  return chosen;
}

/** These have no `other`: the register knows them too, so a group must agree on them. */
function keptWhole({ ballot }: Waiting): string {
  const { unitCode, surveyId, completedMonth, disposition } = ballot;
  return JSON.stringify([unitCode, surveyId, completedMonth, disposition, isAnswered(ballot)]);
}

function attributesKey({ attributes, rating }: Ballot): string {
  return JSON.stringify(GIVEN_UP.map((name) => (name === 'rating' ? rating !== null : attributes[name])));
}

/** A ballot that is not released keeps what it gave up only in memory: the next plan starts from the mix again. */
function giveUp(one: Waiting, count: number): Waiting {
  if (count === 0) return one;
  const { ballot } = one;
  const given = GIVEN_UP.slice(0, count);
  const others = Object.fromEntries(given.filter((name) => name !== 'rating').map((name) => [name, 'other']));
  // Whoever has only rated has nothing else to leave with.
  const rating = given.includes('rating') && isAnswered(ballot) ? null : ballot.rating;
  return { ...one, ballot: { ...ballot, attributes: { ...ballot.attributes, ...others }, rating } };
}
