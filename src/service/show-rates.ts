import { ratesOf, type RateCounts, type RateFilter, type RateGrouping, type Rates } from '../domain/rate.ts';
import type { UnitScope } from '../domain/unit.ts';
import { hiddenRows } from '../domain/small-rows.ts';
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
 * every line. A ward sees of at most one dimension beside months, and neither few nor what sums less others would tell.
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
  const rows = counts.map((row): RatesRow => ({ ...row, rates: ratesOf(row, viewer.ward ? 'ward' : 'above') }));
  if (!viewer.ward) return rows;
  return (await isTold(parts, filter, groupBy, viewer)) ? withoutSmall(rows) : rows.map(hiddenRow);
}

function withoutSmall(rows: readonly RatesRow[]): readonly RatesRow[] {
  const hidden = hiddenRows(rows.map(({ invited }) => invited));
  return rows.map((row, i) => (hidden.has(i) || row.rates.kind === 'hidden' ? hiddenRow(row) : row));
}

/** Nothing that may not be shown goes further: neither into a page nor into its fingerprint. */
export function hiddenRow(row: RatesRow): RatesRow {
  return { ...row, started: 0, finished: 0, partial: 0, rates: { kind: 'hidden' } };
}

/** What is filtered by one value must not tell of the few others: it is shown as it would be beside them. */
async function isTold(
  { figures }: FigureParts,
  filter: RateFilter,
  groupBy: RateGrouping | null,
  { scope }: Viewer,
): Promise<boolean> {
  const { procedure, channel, filedVia = null } = filter;
  const chosen = Object.entries({ procedure, channel, filedVia }).filter(([, value]) => value !== null);
  const [first] = chosen;
  if (first === undefined) return true;
  if (chosen.length > 1 || (groupBy !== null && !AMONG_WARDS.has(groupBy))) return false;
  const [dimension, value] = first;
  const whole = { ...filter, procedure: null, channel: null, filedVia: null };
  const beside = await figures.counts(whole, DIMENSIONS[dimension] ?? null, scope);
  return !hiddenRows(beside.map(({ invited }) => invited)).has(beside.findIndex(({ key }) => key === value));
}

/** Groupings that are no dimension for who sees one commune. */
const AMONG_WARDS: ReadonlySet<RateGrouping> = new Set<RateGrouping>(['month', 'unit', 'province']);
const DIMENSIONS: Readonly<Record<string, RateGrouping>> = {
  procedure: 'procedure',
  channel: 'channel',
  filedVia: 'filedVia',
};
