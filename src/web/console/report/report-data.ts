import type { Satisfaction } from '../../../domain/satisfaction.ts';
import { addDays, firstOfMonth, monthOf } from '../../../lib/calendar.ts';
import { isWard, type Viewer } from '../../auth/viewer.ts';
import { eyesOf, indexFilter, rateFilter, whyNoIndex } from '../figure-filters.ts';
import { loadOverview, type OverviewData } from '../overview-data.ts';
import type { ConsoleParts } from '../parts.ts';
import { lastDayOf, type ReportFilter } from './report-filter.ts';

export interface ReportData extends Pick<OverviewData, 'funnel' | 'index' | 'units'> {
  /** Of the month before. */
  readonly before: { readonly month: string; readonly satisfaction: Satisfaction };
}

interface Ask {
  readonly parts: ConsoleParts;
  readonly filter: ReportFilter;
  readonly viewer: Viewer;
}

export async function loadReport(ask: Ask): Promise<ReportData> {
  const month = firstOfMonth(ask.filter.months.from, -1);
  const [{ funnel, index, units }, satisfaction, isSafe] = await Promise.all([
    loadOverview(ask),
    loadBefore(ask, month),
    halvesAreShown(ask),
  ]);
  return { funnel: isSafe ? funnel : hidden(funnel), index, units, before: { month, satisfaction } };
}

async function loadBefore({ parts, filter, viewer }: Ask, month: string): Promise<Satisfaction> {
  if (whyNoIndex(filter, viewer)) return { kind: 'too-few', responses: 0 };
  const asked = { ...indexFilter(filter), from: month, to: lastDayOf(month) };
  return (await parts.showIndices(asked, eyesOf(viewer))).overall;
}

/**
 * Whole months and reporting months together tell of half months: a ward sees the latter only where every half that
 * they could be taken apart into has ten invitations or none.
 */
async function halvesAreShown({ parts, filter, viewer }: Ask): Promise<boolean> {
  if (filter.span === 'calendar' || !isWard(viewer)) return true;
  const { from, to } = filter;
  const halves = [
    { from: monthOf(from), to: addDays(from, -1) },
    { from, to: lastDayOf(from) },
    { from: monthOf(to), to },
    { from: addDays(to, 1), to: lastDayOf(to) },
  ];
  const rows = await Promise.all(
    halves.map((days) => parts.showRates({ ...rateFilter(filter), ...days }, null, eyesOf(viewer))),
  );
  return rows.flat().every(({ invited, rates }) => invited === 0 || rates.kind === 'rates');
}

function hidden(row: OverviewData['funnel']): OverviewData['funnel'] {
  return row && { ...row, started: 0, finished: 0, partial: 0, rates: { kind: 'hidden' } };
}
