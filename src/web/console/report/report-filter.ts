import { z } from 'zod';
import { addDays, firstOfMonth, monthOf } from '../../../lib/calendar.ts';
import { readFilter, type OverviewFilter } from '../overview-filter.ts';

/** `calendar`: the whole month. `reporting`: from the 15th of the month before to the 14th. */
export const SPANS = ['calendar', 'reporting'] as const;
export type Span = (typeof SPANS)[number];

/** The overview's filter for one month. */
export interface ReportFilter extends OverviewFilter {
  /** `2026-11`. */
  readonly month: string;
  readonly span: Span;
}

/** Reads a query leniently; without a month it is the last one that is over. */
export function readReportFilter(query: unknown, today: string): ReportFilter {
  const Query = z.object({
    month: z
      .string()
      .regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/)
      .catch(firstOfMonth(today, -1).slice(0, 7)),
    span: z.enum(SPANS).catch('calendar'),
    unit: z.unknown().optional(),
  });
  const { month, span, unit } = Query.parse(query);
  return { ...readFilter({ period: span === 'calendar' ? month : `r${month}`, unit }, today), month, span };
}

export function writeReportFilter({ month, span, unit }: Pick<ReportFilter, 'month' | 'span' | 'unit'>): string {
  const set = { month, ...(span === 'calendar' ? {} : { span }), ...(unit === null ? {} : { unit }) };
  return new URLSearchParams(set).toString();
}

export function lastDayOf(day: string): string {
  return addDays(firstOfMonth(monthOf(day), 1), -1);
}
