/** Standard normal quantile of a two-sided 95 % interval. */
const Z = 1.959964;

/**
 * How many of a population to ask so that a share is known to within a margin of error.
 * yamane: n = N / (1 + N·e²) (T. Yamane, Statistics, 1967), the ministry's formula in its manual of 2013 (domain.md
 * §1.7); it rounds z = 1.96 up to 2.
 * finite: n = n0 / (1 + (n0 - 1) / N) with n0 = z²·p·(1 - p) / e² (W. G. Cochran, Sampling Techniques, 1977, §4.4).
 */
export type SampleFormula = 'yamane' | 'finite';

export interface SampleQuestion {
  readonly population: number;
  /** Half the width of the interval: 0.05 is five points up or down. */
  readonly margin: number;
  /** Expected share, for `finite` only: 0.5, the default, asks the most. */
  readonly share?: number;
}

/** Responses needed, rounded up; never more than there are people. */
export function sampleSize(formula: SampleFormula, { population, margin, share = 0.5 }: SampleQuestion): number {
  if (population === 0) return 0;
  const exact = formula === 'yamane' ? population / (1 + population * margin ** 2) : finite(population, margin, share);
  // A rounding error above a whole number asks nobody more.
  return Math.min(population, Math.ceil(exact - 1e-9));
}

function finite(population: number, margin: number, share: number): number {
  const unlimited = (Z ** 2 * share * (1 - share)) / margin ** 2;
  return unlimited / (1 + (unlimited - 1) / population);
}

export interface SampleProgress {
  readonly needed: number;
  readonly responses: number;
  /** From 0 to 1. */
  readonly fraction: number;
  /** What the responses so far allow to say, with the same population; null before the first. */
  readonly margin: number | null;
  /** Invitations still to send at the response rate seen so far; null while nobody has answered. */
  readonly toInvite: number | null;
}

export function sampleProgress(
  formula: SampleFormula,
  question: SampleQuestion,
  seen: { readonly responses: number; readonly invited: number },
): SampleProgress {
  const needed = sampleSize(formula, question);
  const missing = Math.max(0, needed - seen.responses);
  return {
    needed,
    responses: seen.responses,
    fraction: needed === 0 ? 1 : Math.min(1, seen.responses / needed),
    margin: marginOf(formula, question, seen.responses),
    toInvite: seen.responses === 0 ? null : Math.ceil((missing * seen.invited) / seen.responses),
  };
}

/** The formulas turned round. */
function marginOf(formula: SampleFormula, { population, share = 0.5 }: SampleQuestion, n: number): number | null {
  if (n === 0) return null;
  const left = Math.max(0, population - n);
  if (formula === 'yamane') return Math.sqrt(left / (n * population));
  return population <= 1 ? 0 : Z * Math.sqrt((share * (1 - share) * left) / (n * (population - 1)));
}
