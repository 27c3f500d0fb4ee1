/**
 * Control limits of a funnel plot: where the share of a unit no different from all of them would fall, by its number
 * of answers. Fractions from 0 to 1; `near` holds 95 % of such units, `far` 99.8 %.
 */
export interface FunnelLimits {
  readonly near: { readonly low: number; readonly high: number };
  readonly far: { readonly low: number; readonly high: number };
}

/**
 * Exact binomial limits, interpolated between counts as in the appendix (A.1.1) of D. J. Spiegelhalter, Funnel plots
 * for comparing institutional performance, Statistics in Medicine 24, 2005, 1185-1202: with r the smallest count for
 * which P(R ≤ r) ≥ p, the limit is (r - a) / n where a = (P(R ≤ r) - p) / P(R = r).
 *
 * @param target the share of all units together, from 0 to 1
 * @param total of answers that are independent of one another: one question's, not five of one person
 */
export function funnelLimits(target: number, total: number): FunnelLimits {
  const [farLow = 0, nearLow = 0, nearHigh = 1, farHigh = 1] = quantiles(target, total, [0.001, 0.025, 0.975, 0.999]);
  return { near: { low: nearLow, high: nearHigh }, far: { low: farLow, high: farHigh } };
}

/** Interpolated quantiles of a binomial share, for rising probabilities. */
function quantiles(share: number, total: number, probabilities: readonly number[]): readonly number[] {
  if (share <= 0 || share >= 1 || total === 0) return probabilities.map(() => share);
  const found: number[] = [];
  const odds = Math.log(share) - Math.log1p(-share);
  const first = firstThatWeighs(share, total);
  let logMass = logChoices(total, first) + first * Math.log(share) + (total - first) * Math.log1p(-share);
  let below = 0;
  for (let count = first; count <= total && found.length < probabilities.length; count += 1) {
    const mass = Math.exp(logMass);
    const upTo = below + mass;
    for (const p of probabilities.slice(found.length)) {
      if (upTo < p) break;
      found.push(clamp((count - (upTo - p) / mass) / total));
    }
    below = upTo;
    logMass += Math.log(total - count) - Math.log(count + 1) + odds;
  }
  // Rounding may leave the last sum a hair below 1.
  return probabilities.map((_, i) => found[i] ?? 1);
}

/** All counts below it together are rarer than any rounding: eight standard deviations from the middle. */
function firstThatWeighs(share: number, total: number): number {
  return Math.max(0, Math.floor(total * share - 8 * Math.sqrt(total * share * (1 - share)) - 8));
}

function logChoices(total: number, count: number): number {
  return logFactorial(total) - logFactorial(count) - logFactorial(total - count);
}

/** Stirling's series, from where it is exact to ten digits; the sum of logarithms before. */
function logFactorial(n: number): number {
  if (n > 30) return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
  return Array.from({ length: n }, (_, i) => Math.log(i + 1)).reduce((sum, log) => sum + log, 0);
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** Three groups: as expected by chance, worth a look, too far out for chance; and on which side. */
export type FunnelPlace =
  | { readonly kind: 'as-expected' }
  | { readonly kind: 'worth-a-look'; readonly side: 'above' | 'below' }
  | { readonly kind: 'far-out'; readonly side: 'above' | 'below' };

export function funnelPlace(share: number, { near, far }: FunnelLimits): FunnelPlace {
  const side = share > near.high ? 'above' : 'below';
  if (share > far.high || share < far.low) return { kind: 'far-out', side };
  return share > near.high || share < near.low ? { kind: 'worth-a-look', side } : { kind: 'as-expected' };
}
