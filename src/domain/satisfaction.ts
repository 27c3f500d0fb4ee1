import type { Comparison } from './difference.ts';
import type { Cell } from './publication.ts';
import { addScores, figuresOf, scoresOf, type Figures, type ScoreCounts } from './score.ts';
import type { FactorKey, QuestionKey, Survey } from './survey.ts';
import type { Interval } from './wilson.ts';

/** Below this no figure is shown: "chưa đủ 10 ý kiến". */
export const MIN_RESPONSES = 10;
/** Below this nothing is ranked. */
export const MIN_RANKED = 30;

export type Satisfaction =
  | ({ readonly kind: 'figures'; readonly responses: number } & Figures)
  | { readonly kind: 'too-few'; readonly responses: number };

/** How a unit's index is made of its answers: all in one pot, or every factor with the same weight. */
export type IndexMethod = 'pooled' | 'mean-of-factors';

type Counted = Pick<Cell, 'responses' | 'counts'>;

/** Too few when fewer than ten responded, or fewer than ten of them gave this a score. */
export function satisfactionOf(counts: ScoreCounts, responses: number): Satisfaction {
  const figures = figuresOf(counts);
  return figures && responses >= MIN_RESPONSES && figures.answers >= MIN_RESPONSES
    ? { kind: 'figures', responses, ...figures }
    : { kind: 'too-few', responses };
}

export function questionSatisfaction(cell: Counted, question: QuestionKey): Satisfaction {
  return satisfactionOf(countsOf(cell, [question]), cell.responses);
}

export function factorSatisfaction(cell: Counted, survey: Survey, factor: FactorKey): Satisfaction {
  const questions = survey.questions.filter((question) => question.factor === factor).map(({ key }) => key);
  return satisfactionOf(countsOf(cell, questions), cell.responses);
}

/** The index of a unit for a period. */
export function unitSatisfaction(cell: Counted, survey: Survey, method: IndexMethod = 'pooled'): Satisfaction {
  const pooled = satisfactionOf(countsOf(cell, Object.keys(cell.counts)), cell.responses);
  if (method === 'pooled' || pooled.kind === 'too-few') return pooled;
  const factors = survey.factors.map(({ key }) => factorSatisfaction(cell, survey, key));
  return meanOf(factors, cell.responses);
}

function countsOf(cell: Counted, questions: readonly QuestionKey[]): ScoreCounts {
  return addScores(questions.flatMap((key) => (cell.counts[key] ? [scoresOf(cell.counts[key])] : [])));
}

/** A factor too thin for a figure of its own is left out, for subtraction would show it. */
function meanOf(factors: readonly Satisfaction[], responses: number): Satisfaction {
  const shown = factors.filter((factor) => factor.kind === 'figures');
  if (shown.length === 0) return { kind: 'too-few', responses };
  return {
    kind: 'figures',
    responses,
    answers: shown.reduce((sum, { answers }) => sum + answers, 0),
    share: meanOfShares(shown.map(({ share }) => share)),
    meanOf5: mean(shown.map(({ meanOf5 }) => meanOf5)),
    meanOf100: mean(shown.map(({ meanOf100 }) => meanOf100)),
  };
}

/** Interval by recovering each share's variance from its own limits (MOVER, Zou and Donner 2008). */
function meanOfShares(shares: readonly Interval[]): Interval {
  const value = mean(shares.map((share) => share.value));
  const below = Math.hypot(...shares.map((share) => share.value - share.low)) / shares.length;
  const above = Math.hypot(...shares.map((share) => share.high - share.value)) / shares.length;
  return { value, low: value - below, high: value + above };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * How `a` stands to `b` among many, by the shares: overlapping intervals say nothing. Stricter than the interval of
 * one difference (difference.ts), as ranking compares every pair.
 */
export function compare(a: Satisfaction, b: Satisfaction): Comparison {
  if (a.kind === 'too-few' || b.kind === 'too-few') return 'not-distinguishable';
  if (a.share.low > b.share.high) return 'higher';
  return a.share.high < b.share.low ? 'lower' : 'not-distinguishable';
}

/** Every rank that the figures allow, 1 is best. */
export interface RankRange {
  readonly best: number;
  readonly worst: number;
}

/** One for each unit, in the order given; null below 30 responses. */
export function rankRanges(units: readonly Satisfaction[]): readonly (RankRange | null)[] {
  const ranked = units.filter(isRanked);
  return units.map((unit) => {
    if (!isRanked(unit)) return null;
    const better = ranked.filter((other) => compare(other, unit) === 'higher').length;
    const worse = ranked.filter((other) => compare(other, unit) === 'lower').length;
    return { best: better + 1, worst: ranked.length - worse };
  });
}

function isRanked(unit: Satisfaction): boolean {
  return unit.kind === 'figures' && unit.responses >= MIN_RANKED;
}
