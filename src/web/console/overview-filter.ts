import { z } from 'zod';
import { FILING_CHANNELS, type FilingChannel } from '../../domain/dossier.ts';
import { reportingMonthOf, reportingPeriod } from '../../domain/reporting-period.ts';
import { shortestPeriod } from '../../domain/shortest-period.ts';
import { COUNTRY, type UnitCode } from '../../domain/unit.ts';
import { addDays, firstOfMonth, monthOf } from '../../lib/calendar.ts';

export const PRESETS = ['1m', '3m', '6m', '12m'] as const;
export type Preset = (typeof PRESETS)[number];

/** How an invitation went out; a slip is one of its own. */
export const SENT_BY = ['zalo', 'telegram', 'web', 'slip'] as const;
export type SentBy = (typeof SENT_BY)[number];

/** Local calendar days, inclusive. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** What the overview shows; it stands in the address, so that a view can be sent to somebody. */
export interface OverviewFilter extends Days {
  /** `auto`, a preset, one month as `YYYY-MM`, or a reporting month (15th to 14th) as `rYYYY-MM`. */
  readonly period: string;
  /** What `auto` came to; null where the period was chosen. */
  readonly widened: Preset | null;
  /** What scores cover, which are published by whole months: of a reporting month the one that it is named for. */
  readonly months: Days;
  /** Null: everything the viewer may see. */
  readonly unit: UnitCode | null;
  readonly procedure: string | null;
  readonly channel: SentBy | null;
  readonly filedVia: FilingChannel | null;
}

type Chosen = Pick<OverviewFilter, 'period' | 'unit' | 'procedure' | 'channel' | 'filedVia'>;

export const AUTO = 'auto';

const Query = z.object({
  period: z
    .string()
    .regex(/^(?:1m|3m|6m|12m|r?\d{4}-(?:0[1-9]|1[0-2]))$/)
    .catch(AUTO),
  unit: z
    .string()
    .regex(/^(?:\d{2}|\d{5})$/)
    .nullable()
    .catch(null),
  procedure: z
    .string()
    .regex(/^\d\.\d{6}$/)
    .nullable()
    .catch(null),
  channel: z.enum(SENT_BY).nullable().catch(null),
  filedVia: z.enum(FILING_CHANNELS).nullable().catch(null),
});

/**
 * Reads a query string leniently: what cannot be understood is as if it were not there. A period that is not chosen
 * is the present month until `widen` has seen the answers.
 */
export function readFilter(query: unknown, today: string): OverviewFilter {
  const { unit, ...rest } = Query.parse(query);
  const widened = rest.period === AUTO ? '1m' : null;
  const days = daysOf(widened ?? rest.period, today);
  return { ...rest, ...days, widened, unit: unit === COUNTRY ? null : unit };
}

/** @param responses by month, the present one first */
export function widen(filter: OverviewFilter, responses: readonly number[], today: string): OverviewFilter {
  if (filter.period !== AUTO) return filter;
  const length = shortestPeriod(responses, PRESETS.map(monthCount));
  const widened = PRESETS.find((preset) => monthCount(preset) === length) ?? '12m';
  return { ...filter, ...daysOf(widened, today), widened };
}

/** The filter as a query string, defaults left out. */
export function writeFilter({ period, unit, procedure, channel, filedVia }: Chosen): string {
  const set = { period: period === AUTO ? null : period, unit, procedure, channel, filedVia };
  return new URLSearchParams(
    Object.entries(set).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  ).toString();
}

/** A page with a filter in its address, and what else of it is kept. */
export function addressOf(path: string, filter: Chosen, kept: readonly (readonly [string, string])[] = []): string {
  const query = new URLSearchParams([...new URLSearchParams(writeFilter(filter)), ...kept].map(([...pair]) => pair));
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** The twelve months up to today, newest first, as `YYYY-MM`. */
export function recentMonths(today: string): readonly string[] {
  return monthsUpTo(today, 12)
    .toReversed()
    .map((month) => month.slice(0, 7));
}

/** The six reporting months up to the one of today, newest first, as `rYYYY-MM`. */
export function recentReports(today: string): readonly string[] {
  const { year, month } = reportingMonthOf(today);
  const newest = `${String(year)}-${String(month).padStart(2, '0')}-01`;
  return Array.from({ length: 6 }, (_, i) => `r${firstOfMonth(newest, -i).slice(0, 7)}`);
}

/** First days of the months up to the one of a day, oldest first. */
export function monthsUpTo(day: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => firstOfMonth(day, i + 1 - count));
}

function daysOf(period: string, today: string): Days & { readonly months: Days } {
  if (period.startsWith('r')) {
    const month = wholeMonths(`${period.slice(1)}-01`, 1);
    const [year = NaN, position = NaN] = period.slice(1).split('-').map(Number);
    return { ...reportingPeriod('month', year, position), months: month };
  }
  const count = /^\d+m$/.test(period) ? monthCount(period) : null;
  const months = count === null ? wholeMonths(`${period}-01`, 1) : wholeMonths(monthOf(today), count);
  return { ...months, months };
}

/** So many, up to and with the last one. */
function wholeMonths(last: string, count: number): Days {
  return { from: firstOfMonth(last, 1 - count), to: addDays(firstOfMonth(last, 1), -1) };
}

function monthCount(preset: string): number {
  return Number(preset.slice(0, -1));
}
