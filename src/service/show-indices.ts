import { sumCells, type Cell, type Dimension } from '../domain/publication.ts';
import { RATING_ALONE, RATING_QUESTION, RATING_SURVEY } from '../domain/rating.ts';
import {
  factorSatisfaction,
  questionSatisfaction,
  unitSatisfaction,
  type Satisfaction,
} from '../domain/satisfaction.ts';
import type { Factor, Survey } from '../domain/survey.ts';
import { COUNTRY, type UnitCode } from '../domain/unit.ts';
import { monthOf } from '../lib/calendar.ts';
import { CodedError } from '../lib/coded-error.ts';
import { checkScope } from './check-scope.ts';
import type { FigureParts, Viewer } from './show-rates.ts';

export interface IndexFilter {
  /** Days, inclusive; figures are by whole months. */
  readonly from: string;
  readonly to: string;
  readonly unit: UnitCode | null;
  readonly procedure: string | null;
  readonly filedVia: string | null;
}

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
  /** Responses of the period that no published cell holds: still in the mix, or in a month with fewer than ten. */
  readonly waiting: number;
}

/**
 * Index and factors from published cells only.
 * @throws CodedError `unit-out-of-scope`, `too-many-dimensions`
 */
export async function showIndices(parts: FigureParts, filter: IndexFilter, viewer: Viewer): Promise<IndexReport> {
  await checkScope(parts.references, filter.unit, viewer.scope);
  const unit = filter.unit ?? viewer.scope ?? COUNTRY;
  const { dimension, value } = dimensionOf(filter);
  const range = { from: monthOf(filter.from), to: monthOf(filter.to) };
  const published = await parts.figures.cells({ ...range, units: [unit], dimension, value });
  const ratings = published.filter(({ surveyId }) => surveyId === RATING_SURVEY);
  const found = published.filter(({ surveyId }) => surveyId !== RATING_SURVEY);
  const survey = await surveyOf(parts, found);
  const cells = found.filter(({ surveyId }) => surveyId === survey.id);
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

/** Cells know at most one dimension beside unit and month. */
function dimensionOf({ procedure, filedVia }: IndexFilter): { dimension: Dimension; value: string } {
  if (procedure !== null && filedVia !== null) {
    throw new CodedError(
      'too-many-dimensions',
      'Figures are published by procedure or by filing channel, not by both.',
    );
  }
  if (procedure !== null) return { dimension: 'procedure', value: procedure };
  return filedVia === null ? { dimension: 'all', value: 'all' } : { dimension: 'filedVia', value: filedVia };
}

/** Versions of a survey are never added up: the newest that has cells is shown. */
async function surveyOf({ references }: FigureParts, cells: readonly Cell[]): Promise<Survey> {
  const newest = cells.toSorted((a, b) => (a.month < b.month ? 1 : -1))[0]?.surveyId;
  const known = newest === undefined ? undefined : (await references.surveys()).get(newest);
  return known ?? references.activeSurvey();
}

/** Their responses are in no cell of the survey. */
function ratedOnly({ counts }: Cell): number {
  return counts[RATING_ALONE]?.[5] ?? 0;
}

function totalOf(cells: readonly Cell[], surveyId: string, unitCode: UnitCode): Cell {
  const none: Cell = {
    surveyId,
    unitCode,
    month: '',
    dimension: 'all',
    value: 'all',
    responses: 0,
    counts: {},
  };
  return sumCells(cells.map(({ responses, counts }) => ({ ...none, responses, counts })))[0] ?? none;
}

async function waitingOf(
  { figures }: FigureParts,
  filter: IndexFilter,
  viewer: Viewer,
  published: number,
): Promise<number> {
  const { from, to, unit, procedure } = filter;
  if (filter.filedVia !== null) return 0;
  const [counts] = await figures.counts({ from, to, unit, procedure, channel: null }, null, viewer.scope);
  return counts ? Math.max(0, counts.finished + counts.partial - published) : 0;
}
