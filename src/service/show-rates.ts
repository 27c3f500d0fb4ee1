import { ratesOf, type RateCounts, type RateFilter, type RateGrouping, type Rates } from '../domain/rate.ts';
import type { UnitScope } from '../domain/unit.ts';
import { checkScope } from './check-scope.ts';
import type { FigureStore, ReferenceStore } from './ports.ts';

/** Who looks: a ward knows the people behind small numbers, and sees less of them. */
export interface Viewer {
  readonly scope: UnitScope;
  readonly ward: boolean;
}

export interface RatesRow extends RateCounts {
  readonly rates: Rates;
}

export interface FigureParts {
  readonly figures: FigureStore;
  readonly references: ReferenceStore;
}

/**
 * Response funnel by invitation, one row a group (one row `all` without grouping), the same filters above and below
 * every line.
 * @throws CodedError `unit-out-of-scope`
 */
export async function showRates(
  parts: FigureParts,
  filter: RateFilter,
  groupBy: RateGrouping | null,
  viewer: Viewer,
): Promise<readonly RatesRow[]> {
  await checkScope(parts.references, filter.unit, viewer.scope);
  const counts = await parts.figures.counts(filter, groupBy, viewer.scope);
  return counts.map((row) => ({ ...row, rates: ratesOf(row, viewer.ward ? 'ward' : 'above') }));
}
