import type { Cell } from '../domain/publication.ts';
import { RATING_SURVEY } from '../domain/rating.ts';
import { factorSatisfaction, unitSatisfaction, type Satisfaction } from '../domain/satisfaction.ts';
import type { Factor, Survey } from '../domain/survey.ts';
import { COUNTRY } from '../domain/unit.ts';
import { monthOf } from '../lib/calendar.ts';
import { groupBy } from '../lib/group-by.ts';
import { checkScope } from './check-scope.ts';
import { dimensionOf, type IndexFilter } from './find-published.ts';
import type { FigureParts, Viewer } from './show-rates.ts';

/** One month that has a published cell. */
export interface TrendMonth {
  /** Its first day. */
  readonly month: string;
  /** Of the survey that most answered in this month; where it changes, the series breaks. */
  readonly surveyId: string;
  readonly satisfaction: Satisfaction;
  readonly factors: readonly { readonly factor: Factor; readonly satisfaction: Satisfaction }[];
}

/**
 * Months with a published cell, oldest first: published cells only, versions of a survey never added up.
 * @throws CodedError `unit-out-of-scope`, `too-many-dimensions`
 */
export async function showTrend(
  parts: FigureParts,
  filter: IndexFilter,
  viewer: Viewer,
): Promise<readonly TrendMonth[]> {
  await checkScope(parts.references, filter.unit, viewer.scope);
  const unit = filter.unit ?? viewer.scope ?? COUNTRY;
  const range = { from: monthOf(filter.from), to: monthOf(filter.to) };
  const published = await parts.figures.cells({ ...range, units: [unit], ...dimensionOf(filter) });
  const surveys = await parts.references.surveys();
  const months = groupBy(
    published.filter(({ surveyId }) => surveyId !== RATING_SURVEY),
    ({ month }) => month,
  );
  return [...months.values()].flatMap((cells) => {
    const cell = cells.toSorted((a, b) => b.responses - a.responses)[0];
    const survey = cell && surveys.get(cell.surveyId);
    return cell && survey ? [monthOfTrend(cell, survey)] : [];
  });
}

function monthOfTrend(cell: Cell, survey: Survey): TrendMonth {
  return {
    month: cell.month,
    surveyId: survey.id,
    satisfaction: unitSatisfaction(cell, survey),
    factors: survey.factors.map((factor) => ({ factor, satisfaction: factorSatisfaction(cell, survey, factor.key) })),
  };
}
