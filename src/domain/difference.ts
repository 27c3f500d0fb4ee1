import type { Interval } from './wilson.ts';

/**
 * The difference `a - b` of two independent shares with its 95 % interval, in the unit of the shares.
 * Newcombe's hybrid score interval (method 10 of R. G. Newcombe, Statistics in Medicine 17, 1998, 873-890): the
 * distances to the limits of both Wilson intervals, added at right angles.
 */
export function differenceOf(a: Interval, b: Interval): Interval {
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

/** `not-distinguishable` is shown as "chưa khác biệt rõ": an interval that holds 0 says neither up nor down. */
export type Comparison = 'higher' | 'lower' | 'not-distinguishable';

export function verdictOf({ low, high }: Interval): Comparison {
  if (low > 0) return 'higher';
  return high < 0 ? 'lower' : 'not-distinguishable';
}
