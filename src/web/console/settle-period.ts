import type { Viewer } from '../auth/viewer.ts';
import { eyesOf, indexFilter, rateFilter, whyNoIndex } from './figure-filters.ts';
import { monthsUpTo, widen, type OverviewFilter } from './overview-filter.ts';
import type { ConsoleParts } from './parts.ts';

interface Ask {
  readonly parts: Pick<ConsoleParts, 'showTrend' | 'showRates'>;
  readonly filter: OverviewFilter;
  readonly viewer: Viewer;
  /** Local calendar day. */
  readonly today: string;
}

const LONGEST_MONTHS = 12;

/** A period that nobody chose is the shortest with enough answers. */
export async function settlePeriod(ask: Ask): Promise<OverviewFilter> {
  if (ask.filter.widened === null) return ask.filter;
  const months = monthsUpTo(ask.today, LONGEST_MONTHS);
  const found = await loadResponses(ask, months[0] ?? ask.filter.from);
  return widen(ask.filter, months.map((month) => found.get(month) ?? 0).toReversed(), ask.today);
}

/** Published responses by month; where no scores are shown, finished surveys that the viewer may know of. */
async function loadResponses({ parts, filter, viewer }: Ask, from: string): Promise<ReadonlyMap<string, number>> {
  if (whyNoIndex(filter, viewer) === null) {
    const trend = await parts.showTrend({ ...indexFilter(filter), from }, eyesOf(viewer));
    return new Map(trend.map(({ month, satisfaction }) => [month, satisfaction.responses]));
  }
  const rows = await parts.showRates({ ...rateFilter(filter), from }, 'month', eyesOf(viewer));
  return new Map(rows.map(({ key, finished, rates }) => [key, rates.kind === 'hidden' ? 0 : finished]));
}
