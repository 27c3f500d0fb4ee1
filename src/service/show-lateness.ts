import { differenceOf, verdictOf, type Comparison } from '../domain/difference.ts';
import { sumCells, type Cell } from '../domain/publication.ts';
import { RATING_SURVEY } from '../domain/rating.ts';
import { unitSatisfaction, type Satisfaction } from '../domain/satisfaction.ts';
import type { Survey } from '../domain/survey.ts';
import { COUNTRY } from '../domain/unit.ts';
import type { Interval } from '../domain/wilson.ts';
import { monthOf } from '../lib/calendar.ts';
import { checkScope } from './check-scope.ts';
import type { IndexFilter } from './find-published.ts';
import type { FigureParts, Viewer } from './show-rates.ts';

/** What those say who waited longer than promised, beside the others. */
export interface LatenessReport {
  readonly late: Satisfaction;
  readonly onTime: Satisfaction;
  /** Late less on time, in points; null where either has too few answers. */
  readonly difference: (Interval & { readonly verdict: Comparison }) | null;
}

/**
 * From published cells of the dimension `late`.
 * @throws CodedError `unit-out-of-scope`
 */
export async function showLateness(
  parts: FigureParts,
  filter: Pick<IndexFilter, 'from' | 'to' | 'unit'>,
  viewer: Viewer,
): Promise<LatenessReport> {
  await checkScope(parts.references, filter.unit, viewer.scope);
  const units = [filter.unit ?? viewer.scope ?? COUNTRY];
  const range = { from: monthOf(filter.from), to: monthOf(filter.to) };
  const published = await parts.figures.cells({ ...range, units, dimension: 'late', value: null });
  const cells = published.filter(({ surveyId }) => surveyId !== RATING_SURVEY);
  const newest = cells.at(-1)?.surveyId;
  const survey = newest === undefined ? undefined : (await parts.references.surveys()).get(newest);
  const [late, onTime] = [satisfactionOf(cells, 'late', survey), satisfactionOf(cells, 'on-time', survey)];
  return { late, onTime, difference: differenceBetween(late, onTime) };
}

function satisfactionOf(cells: readonly Cell[], value: string, survey: Survey | undefined): Satisfaction {
  const alike = cells.filter((cell) => cell.value === value && cell.surveyId === survey?.id);
  const [total] = sumCells(alike.map((cell) => Object.assign({}, cell, { month: '' })));
  return total && survey ? unitSatisfaction(total, survey) : { kind: 'too-few', responses: 0 };
}

function differenceBetween(late: Satisfaction, onTime: Satisfaction): LatenessReport['difference'] {
  if (late.kind === 'too-few' || onTime.kind === 'too-few') return null;
  const difference = differenceOf(late.share, onTime.share);
  return { ...difference, verdict: verdictOf(difference) };
}
