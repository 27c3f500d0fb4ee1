import { sumCells, type Cell, type Dimension } from '../domain/publication.ts';
import { RATING_SURVEY } from '../domain/rating.ts';
import type { Survey } from '../domain/survey.ts';
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

/** What is published of one unit for whole months, and the survey that it answers. */
export interface Published {
  readonly unit: UnitCode;
  readonly survey: Survey;
  /** One a month, of that survey. */
  readonly cells: readonly Cell[];
  readonly ratings: readonly Cell[];
}

/** @throws CodedError `unit-out-of-scope`, `too-many-dimensions` */
export async function findPublished(parts: FigureParts, filter: IndexFilter, viewer: Viewer): Promise<Published> {
  await checkScope(parts.references, filter.unit, viewer.scope);
  const unit = filter.unit ?? viewer.scope ?? COUNTRY;
  const { dimension, value } = dimensionOf(filter);
  const range = { from: monthOf(filter.from), to: monthOf(filter.to) };
  const published = await parts.figures.cells({ ...range, units: [unit], dimension, value });
  const found = published.filter(({ surveyId }) => surveyId !== RATING_SURVEY);
  const survey = await surveyOf(parts, found);
  return {
    unit,
    survey,
    cells: found.filter(({ surveyId }) => surveyId === survey.id),
    ratings: published.filter(({ surveyId }) => surveyId === RATING_SURVEY),
  };
}

/** Cells know at most one dimension beside unit and month. */
export function dimensionOf({ procedure, filedVia }: IndexFilter): { dimension: Dimension; value: string } {
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

/** Over the months; an empty cell when there are none. */
export function totalOf(cells: readonly Cell[], surveyId: string, unitCode: UnitCode): Cell {
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
