import { groupBy } from '../lib/group-by.ts';
import { movingTogether } from './moving-together.ts';
import { isQuarterClosed, lastClosedMonth } from './quarter.ts';
import { isAnswered, type Attributes, type Ballot } from './response.ts';
import type { UnitCode } from './unit.ts';

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

export interface ProvinceRules extends MixRules {
  readonly province: UnitCode;
  /** Local day of `now`. */
  readonly today: string;
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
 * agree on every attribute they keep, and on whether there are answers and a rating, and of which each question was
 * scored by nobody or by as many: so no published cell moves by fewer, nor what it says of a question. Ballots that wait too long give up attributes one by one, together with
 * others left over, until enough agree. What agrees with too few stays: there is never a smaller group.
 *
 * @param shuffle the plan depends on it and on the set of ballots, not on their order
 */
export function planRelease(waiting: readonly Waiting[], rules: MixRules, shuffle: Shuffle): Release {
  return toRelease(choose(waiting, rules), shuffle);
}

/**
 * What may leave a province's mix at the end of a quarter: ballots of its units that found too few of their own unit in
 * all their time, of months whose quarter is closed. They leave as the province's, never as a unit's, in the same groups
 * of at least `batch`; what agrees with too few of its month goes with others as of the last month that is closed.
 * What is still too few waits for the next quarter.
 *
 * @param waiting of every unit of the province
 */
export function planAtProvince(waiting: readonly Waiting[], rules: ProvinceRules, shuffle: Shuffle): Release {
  const { province: unitCode, today } = rules;
  const completedMonth = lastClosedMonth(today);
  const ripe = waiting.filter((one) => isOverdue(one, rules) && isQuarterClosed(one.ballot.completedMonth, today));
  const within = ripe.map((one) => ({ ...one, ballot: { ...one.ballot, unitCode } }));
  const ofMonth = choose(within, rules);
  const gone = new Set(ofMonth.map(({ id }) => id));
  const rest = within.filter(({ id }) => !gone.has(id));
  const ofQuarter = choose(
    rest.map((one) => ({ ...one, ballot: { ...one.ballot, completedMonth } })),
    rules,
  );
  return toRelease([...ofMonth, ...ofQuarter], shuffle);
}

/** @returns a permutation of 0 to n-1 */
export type Shuffle = (n: number) => readonly number[];

function choose(waiting: readonly Waiting[], rules: MixRules): readonly Waiting[] {
  const ordered = waiting.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [...groupBy(ordered, keptWhole).values()].flatMap((group) => pick(group, rules));
}

function toRelease(chosen: readonly Waiting[], shuffle: Shuffle): Release {
  const byId = chosen.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    released: byId.map(({ id }) => id),
    ballots: shuffle(byId.length).flatMap((position) => byId[position]?.ballot ?? []),
  };
}

function isOverdue({ enteredAt }: Waiting, { maxHours, now }: MixRules): boolean {
  return enteredAt.getTime() <= now.getTime() - maxHours * HOUR_MS;
}

/** Of one unit, survey, month and disposition: passes over the rest, each time with one attribute less. */
function pick(group: readonly Waiting[], rules: MixRules): readonly Waiting[] {
  const chosen: Waiting[] = [];
  let rest = group;
  for (let given = 0; given <= GIVEN_UP.length; given += 1) {
    const kept: Waiting[] = [];
    const candidates = rest.map((one) => giveUp(one, given));
    for (const alike of groupBy(candidates, ({ ballot }) => attributesKey(ballot)).values()) {
      const fit = movingTogether(alike, [], ({ ballot }) => ballot, rules.batch);
      const leaving = new Set(given === 0 || fit.some((one) => isOverdue(one, rules)) ? fit : []);
      chosen.push(...leaving);
      kept.push(...alike.filter((one) => !leaving.has(one)));
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
