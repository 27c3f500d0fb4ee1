/** A share with its uncertainty; all three are fractions from 0 to 1. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile of a two-sided 95 % interval. */
const Z = 1.959964;

/** Wilson's 95 % score interval: right also at 0 and n of n. Null when there is nothing to divide by. */
export function wilson(count: number, total: number): Interval | null {
  if (total === 0) return null;
  const value = count / total;
  const z2 = Z * Z;
  const scale = 1 + z2 / total;
  const centre = (value + z2 / (2 * total)) / scale;
  const margin = (Z / scale) * Math.sqrt((value * (1 - value)) / total + z2 / (4 * total * total));
  return { value, low: count === 0 ? 0 : centre - margin, high: count === total ? 1 : centre + margin };
}

/** A share in percent. */
export function toPercent({ value, low, high }: Interval): Interval {
  return { value: 100 * value, low: 100 * low, high: 100 * high };
}
