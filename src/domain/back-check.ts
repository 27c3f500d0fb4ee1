import type { AnswerValue } from './answer.ts';
import { movingTogether } from './moving-together.ts';
import { lastClosedMonth } from './quarter.ts';
import type { Cell, Counts } from './publication.ts';
import type { UnitCode } from './unit.ts';
import { groupBy } from '../lib/group-by.ts';

/**
 * A random few of those who finished are asked two things afterwards, apart from the answers (domain.md §6.4 (h)):
 * whether they answered themselves, and whether anybody prompted them what to choose.
 */
export const BACK_CHECK_QUESTIONS = ['own', 'prompted'] as const;
export type BackCheckQuestion = (typeof BACK_CHECK_QUESTIONS)[number];

/** Nobody has to remember whether they were prompted. */
export type Said = 'yes' | 'no' | 'unsure';
export const SAID: Readonly<Record<BackCheckQuestion, readonly Said[]>> = {
  own: ['yes', 'no'],
  prompted: ['yes', 'no', 'unsure'],
};

export type BackCheckAnswers = Readonly<Record<BackCheckQuestion, Said>>;

/**
 * drawn      to be asked once its time has come
 * asked      our one message is out; its answers are awaited
 * answered   both questions are answered, and the answers gone into the mix
 * silent     its time is over; a first answer alone is dropped
 * refused    opted out, before or after it was asked
 * unreached  nobody to write to when its time came
 */
export type BackCheckStatus = 'drawn' | 'asked' | 'answered' | 'silent' | 'refused' | 'unreached';

/** What travels sealed, with no way to the survey that it is about. */
export interface BackCheckBallot extends BackCheckAnswers {
  readonly provinceCode: UnitCode;
  /** Of the dossier's completion, its first day. */
  readonly month: string;
}

const DRAW_BITS = 48;
const HOUR_MS = 3_600_000;
/** The next day, when it is fresh and the counter far. */
const DELAY_MS = 20 * HOUR_MS;
const OPEN_MS = 96 * HOUR_MS;

/** @param hash keyed, of the invitation: nobody without the key can tell or choose who is drawn */
export function isDrawn(hash: Uint8Array, percent: number): boolean {
  const first = hash.subarray(0, DRAW_BITS / 8).reduce((sum, byte) => sum * 256 + byte, 0);
  return first / 2 ** DRAW_BITS < percent / 100;
}

/** When one that is drawn now may be asked, and until when it can answer. */
export function backCheckTimes(now: Date): { readonly askAfter: Date; readonly expiresAt: Date } {
  const askAfter = new Date(now.getTime() + DELAY_MS);
  return { askAfter, expiresAt: new Date(askAfter.getTime() + OPEN_MS) };
}

export interface WaitingBackCheck {
  readonly id: string;
  readonly ballot: BackCheckBallot;
}

/**
 * Which answers of one province may be counted now: at least `batch` of a month, else of all months that are closed,
 * counted in the last of them; and of each question as many values, or none. What is fewer waits.
 */
export function planBackChecks(
  waiting: readonly WaitingBackCheck[],
  { batch, today }: { readonly batch: number; readonly today: string },
): readonly WaitingBackCheck[] {
  const enoughOf = (some: readonly WaitingBackCheck[]) =>
    movingTogether(some, [], ({ ballot }) => valuesOf(ballot), batch);
  const ofMonth = [...groupBy(waiting, ({ ballot }) => ballot.month).values()].flatMap(enoughOf);
  const gone = new Set(ofMonth.map(({ id }) => id));
  const closed = lastClosedMonth(today);
  const rest = waiting
    .filter(({ id, ballot }) => !gone.has(id) && ballot.month <= closed)
    .map(({ id, ballot }) => ({ id, ballot: { ...ballot, month: closed } }));
  return [...ofMonth, ...enoughOf(rest)];
}

/** Scores, as far as counting goes: whoever does not remember has given no value. */
const VALUES = { yes: 1, no: 2, unsure: 'skipped' } as const satisfies Readonly<Record<Said, AnswerValue>>;

function valuesOf({ own, prompted }: BackCheckAnswers) {
  return { answers: { own: { value: VALUES[own] }, prompted: { value: VALUES[prompted] } } };
}

/** Its answers are counted and published as a survey of two questions above the communes. */
export const BACK_CHECK_SURVEY = 'back-check';

/** "Yes" counts as a 1, "no" as a 2; whoever does not remember has given no value. */
const COUNTS: Readonly<Record<Said, Counts>> = {
  yes: [1, 0, 0, 0, 0, 0, 0],
  no: [0, 1, 0, 0, 0, 0, 0],
  unsure: [0, 0, 0, 0, 0, 1, 0],
};

export function backCheckCell({ provinceCode, month, own, prompted }: BackCheckBallot): Cell {
  return {
    surveyId: BACK_CHECK_SURVEY,
    unitCode: provinceCode,
    month,
    dimension: 'all',
    value: 'all',
    responses: 1,
    counts: { own: COUNTS[own], prompted: COUNTS[prompted] },
  };
}

/** Who said yes, of those who said yes or no. */
export function yesIn([yes, no]: Counts): { readonly yes: number; readonly of: number } {
  return { yes, of: yes + no };
}
