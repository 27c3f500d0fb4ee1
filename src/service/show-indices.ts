import type { Cell } from '../domain/publication.ts';
import { RATING_ALONE, RATING_QUESTION, RATING_SURVEY } from '../domain/rating.ts';
import {
  factorSatisfaction,
  questionSatisfaction,
  unitSatisfaction,
  type Satisfaction,
} from '../domain/satisfaction.ts';
import type { Factor } from '../domain/survey.ts';
import type { UnitCode } from '../domain/unit.ts';
import { findPublished, totalOf, type IndexFilter } from './find-published.ts';
import { showRates, type FigureParts, type Viewer } from './show-rates.ts';

export type { IndexFilter } from './find-published.ts';

export interface IndexReport {
  readonly unit: UnitCode;
  readonly surveyId: string;
  /** First days of the months that have a published cell. */
  readonly months: readonly string[];
  readonly overall: Satisfaction;
  readonly factors: readonly { readonly factor: Factor; readonly satisfaction: Satisfaction }[];
  readonly trend: readonly { readonly month: string; readonly satisfaction: Satisfaction }[];
  /** Stars that a platform collected: another question, in no other figure. */
  readonly rating: Satisfaction;
  /**
   * Responses of the period that no published cell of the unit holds: still in the mix, in a month with fewer than ten,
   * or a commune's that were counted with its province when the quarter closed.
   */
  readonly waiting: number;
}

/**
 * Index and factors from published cells only.
 * @throws CodedError `unit-out-of-scope`, `too-many-dimensions`
 */
export async function showIndices(parts: FigureParts, filter: IndexFilter, viewer: Viewer): Promise<IndexReport> {
  const { unit, survey, cells, ratings } = await findPublished(parts, filter, viewer);
  const total = totalOf(cells, survey.id, unit);
  const rated = totalOf(ratings, RATING_SURVEY, unit);
  return {
    unit,
    surveyId: survey.id,
    months: cells.map(({ month }) => month),
    overall: unitSatisfaction(total, survey),
    factors: survey.factors.map((factor) => ({ factor, satisfaction: factorSatisfaction(total, survey, factor.key) })),
    trend: cells.map((cell) => ({ month: cell.month, satisfaction: unitSatisfaction(cell, survey) })),
    rating: questionSatisfaction(rated, RATING_QUESTION),
    waiting: await waitingOf(parts, filter, viewer, total.responses + ratedOnly(rated)),
  };
}

/** Their responses are in no cell of the survey. */
function ratedOnly({ counts }: Cell): number {
  return counts[RATING_ALONE]?.[5] ?? 0;
}

/** Where a ward may not know how many answered, it would tell. */
async function waitingOf(parts: FigureParts, filter: IndexFilter, viewer: Viewer, published: number): Promise<number> {
  const { from, to, unit, procedure } = filter;
  if (filter.filedVia !== null) return 0;
  const [counts] = await showRates(parts, { from, to, unit, procedure, channel: null }, null, viewer);
  return counts ? Math.max(0, counts.finished + counts.partial - published) : 0;
}
