import { z } from 'zod';
import { FILING_CHANNELS, type FilingChannel } from '../../domain/dossier.ts';
import { COUNTRY, type UnitCode } from '../../domain/unit.ts';
import { addDays, monthOf } from '../../lib/calendar.ts';

export const PRESETS = ['1m', '3m', '6m', '12m'] as const;
export type Preset = (typeof PRESETS)[number];

/** What the overview shows; it stands in the address, so that a view can be sent to somebody. */
export interface OverviewFilter {
  /** A preset, or one month as `YYYY-MM`. */
  readonly period: string;
  /** Local calendar days, inclusive; whole months. */
  readonly from: string;
  readonly to: string;
  /** Null: everything the viewer may see. */
  readonly unit: UnitCode | null;
  readonly procedure: string | null;
  readonly filedVia: FilingChannel | null;
}

const DEFAULT_PERIOD: Preset = '3m';

const Query = z.object({
  period: z
    .string()
    .regex(/^(?:1m|3m|6m|12m|\d{4}-(?:0[1-9]|1[0-2]))$/)
    .catch(DEFAULT_PERIOD),
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
  filedVia: z.enum(FILING_CHANNELS).nullable().catch(null),
});

/** Reads a query string leniently: what cannot be understood is as if it were not there. */
export function readFilter(query: unknown, today: string): OverviewFilter {
  const { period, unit, procedure, filedVia } = Query.parse(query);
  return { period, ...daysOf(period, today), unit: unit === COUNTRY ? null : unit, procedure, filedVia };
}

/** The filter as a query string, defaults left out. */
export function writeFilter(filter: Pick<OverviewFilter, 'period' | 'unit' | 'procedure' | 'filedVia'>): string {
  const { period, unit, procedure, filedVia } = filter;
  const set = Object.entries({ period: period === DEFAULT_PERIOD ? null : period, unit, procedure, filedVia });
  return new URLSearchParams(set.flatMap(([key, value]) => (value === null ? [] : [[key, value]]))).toString();
}

/** The twelve months up to today, newest first, as `YYYY-MM`. */
export function recentMonths(today: string): readonly string[] {
  return monthsUpTo(today, 12)
    .toReversed()
    .map((month) => month.slice(0, 7));
}

/** First days of the months up to the one of a day, oldest first. */
export function monthsUpTo(day: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => monthBefore(day, count - 1 - i));
}

function daysOf(period: string, today: string): { readonly from: string; readonly to: string } {
  const count = /^(\d+)m$/.exec(period)?.[1];
  const last = count === undefined ? `${period}-01` : monthOf(today);
  return {
    from: count === undefined ? last : monthBefore(today, Number(count) - 1),
    to: addDays(monthAfter(last), -1),
  };
}

function monthBefore(day: string, months: number): string {
  return months === 0 ? monthOf(day) : monthBefore(addDays(monthOf(day), -1), months - 1);
}

function monthAfter(month: string): string {
  return monthOf(addDays(month, 31));
}
