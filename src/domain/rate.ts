import type { FilingChannel } from './dossier.ts';
import type { UnitCode } from './unit.ts';
import { wilson } from './wilson.ts';

export type RateGrouping = 'unit' | 'procedure' | 'channel' | 'filedVia' | 'month' | 'late' | 'province';

export interface RateFilter {
  /** Local calendar days of completion, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly unit: UnitCode | null;
  readonly procedure: string | null;
  /** telegram | zalo | web | slip */
  readonly channel: string | null;
  /** Left out: any. */
  readonly filedVia?: FilingChannel | null;
}

export const RATE_COUNTS = ['completed', 'eligible', 'invited', 'delivered', 'started', 'finished', 'partial'] as const;

/** Invitations, never messages; `key` is the group's value, `all` without grouping. */
export interface RateCounts {
  readonly key: string;
  readonly completed: number;
  readonly eligible: number;
  readonly invited: number;
  readonly delivered: number;
  readonly started: number;
  readonly finished: number;
  readonly partial: number;
}

/** Invitations of one unit whose dossiers were finished in one month (its first day). */
export interface UnitMonthCounts extends Pick<RateCounts, 'invited' | 'delivered' | 'finished'> {
  readonly unit: UnitCode;
  readonly month: string;
}

/** A fraction from 0 to 1 with Wilson's 95 % interval; null where nothing is below the line. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type RateName = 'coverage' | 'delivery' | 'response' | 'completion';

/**
 * The name in AAPOR's Standard Definitions, where one corresponds. An invitation goes to a listed, eligible person,
 * so the rates that differ by unknown eligibility fall together. Coverage has no outcome rate there; completion is
 * the complement of the break-off rate. AAPOR's own response rate (RR5) is `finished / invited`.
 */
export const AAPOR_NAMES: Readonly<Record<RateName, string | null>> = {
  coverage: null,
  delivery: 'CON3',
  response: 'COOP1',
  completion: null,
};

export type Rates =
  | ({ readonly kind: 'rates' } & Readonly<Record<RateName, Rate>>)
  /** A ward sees no rate over so few invitations. */
  | { readonly kind: 'hidden' };

/** A ward sees no rate over fewer. */
export const MIN_INVITED = 10;

/** @param viewer `ward` roles know the people behind small numbers. */
export function ratesOf(counts: Omit<RateCounts, 'key'>, viewer: 'ward' | 'above'): Rates {
  if (viewer === 'ward' && counts.invited < MIN_INVITED) return { kind: 'hidden' };
  return {
    kind: 'rates',
    coverage: rateOf(counts.invited, counts.eligible),
    delivery: rateOf(counts.delivered, counts.invited),
    response: rateOf(counts.finished, counts.delivered),
    completion: rateOf(counts.finished, counts.started),
  };
}

export function rateOf(numerator: number, denominator: number): Rate {
  const { value, low, high } = wilson(numerator, denominator) ?? { value: null, low: null, high: null };
  return { numerator, denominator, value, low, high };
}
