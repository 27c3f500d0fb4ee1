/** Yamane's sample size for a population and a margin of error, rounded up. */
export function yamane(population: number, error = 0.05): number {
  return Math.ceil(population / (1 + population * error ** 2));
}

/** A group known for all completed dossiers, such as a filing channel. */
export interface Stratum {
  readonly population: number;
  readonly responses: number;
  readonly satisfied: number;
}

export interface WeightedShare {
  /** Percent as answered, and with every stratum at its share of the population. */
  readonly raw: number;
  readonly weighted: number;
  /** 1 + CV² of the weights (Kish): how much the weighting costs. */
  readonly designEffect: number;
  readonly effectiveResponses: number;
}

/** Post-stratification over strata that somebody answered in; null when nobody did. */
export function postStratify(strata: readonly Stratum[]): WeightedShare | null {
  const answered = strata.filter(({ responses }) => responses > 0);
  if (answered.length === 0) return null;
  const sum = (of: (stratum: Stratum) => number) => answered.reduce((total, stratum) => total + of(stratum), 0);
  const [population, responses] = [sum((s) => s.population), sum((s) => s.responses)];
  const weighted = sum((s) => (s.population * s.satisfied) / s.responses) / population;
  // Each answer weighs population / responses of its stratum; Σw = population, Σw² = Σ population² / responses.
  const designEffect = (responses * sum((s) => s.population ** 2 / s.responses)) / population ** 2;
  return {
    raw: (100 * sum((s) => s.satisfied)) / responses,
    weighted: 100 * weighted,
    designEffect,
    effectiveResponses: responses / designEffect,
  };
}
