import { toPercent, wilson, type Interval } from './wilson.ts';

/** A group known for all completed dossiers, such as late dossiers filed at the counter. */
export interface Stratum {
  readonly population: number;
  readonly responses: number;
  readonly satisfied: number;
}

export interface WeightedShare {
  /** Percent as answered, and with every stratum at its share of the population; 95 % intervals. */
  readonly raw: Interval;
  readonly weighted: Interval;
  /** What the weighting costs: 1 + CV² of the weights. */
  readonly designEffect: number;
  /** As many unweighted responses would tell as much. */
  readonly effectiveResponses: number;
}

/** A thinner stratum is joined to its neighbour: a few answers must not speak for hundreds. */
export const MIN_STRATUM = 10;
/** No answer weighs more than five times the mean. */
const MAX_WEIGHT = 5;

/**
 * Post-stratification: each answer weighs population / responses of its stratum, over the mean weight, at most 5
 * (domain.md §6.3). Design effect and effective number after L. Kish (Weighting for unequal Pi, Journal of Official
 * Statistics 8, 1992, 183-200): n·Σw² / (Σw)², and n over it; the interval is Wilson's of the effective number.
 *
 * @param strata in an order in which neighbours resemble each other. Null when nobody answered.
 */
export function postStratify(strata: readonly Stratum[]): WeightedShare | null {
  const joined = joinThin(strata).filter(({ responses }) => responses > 0);
  const responses = sumOf(joined, (stratum) => stratum.responses);
  const satisfied = sumOf(joined, (stratum) => stratum.satisfied);
  const raw = wilson(satisfied, responses);
  if (!raw) return null;
  const mean = sumOf(joined, (stratum) => stratum.population) / responses;
  const weightOf = (stratum: Stratum) => Math.min(MAX_WEIGHT, stratum.population / stratum.responses / mean);
  const weight = sumOf(joined, (stratum) => weightOf(stratum) * stratum.responses);
  const share = sumOf(joined, (stratum) => weightOf(stratum) * stratum.satisfied) / weight;
  const squares = sumOf(joined, (stratum) => weightOf(stratum) ** 2 * stratum.responses);
  const designEffect = (responses * squares) / weight ** 2;
  const effectiveResponses = responses / designEffect;
  const weighted = wilson(share * effectiveResponses, effectiveResponses) ?? raw;
  return { raw: toPercent(raw), weighted: toPercent({ ...weighted, value: share }), designEffect, effectiveResponses };
}

/** Joins each stratum below `MIN_STRATUM` responses to the next, the last one to the one before. */
export function joinThin(strata: readonly Stratum[]): readonly Stratum[] {
  const joined: Stratum[] = [];
  for (const stratum of strata) {
    const last = joined.at(-1);
    if (last && last.responses < MIN_STRATUM) joined[joined.length - 1] = join(last, stratum);
    else joined.push(stratum);
  }
  const last = joined.at(-1);
  const before = joined.at(-2);
  if (!last || !before || last.responses >= MIN_STRATUM) return joined;
  return [...joined.slice(0, -2), join(before, last)];
}

function join(a: Stratum, b: Stratum): Stratum {
  return {
    population: a.population + b.population,
    responses: a.responses + b.responses,
    satisfied: a.satisfied + b.satisfied,
  };
}

function sumOf(strata: readonly Stratum[], of: (stratum: Stratum) => number): number {
  return strata.reduce((sum, stratum) => sum + of(stratum), 0);
}
