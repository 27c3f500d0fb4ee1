/** Repeatable chance: the same seed always gives the same history. */
export interface Dice {
  /** From 0 to less than 1. */
  roll(): number;
  chance(probability: number): boolean;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** One of the values, as often as its weight says. */
  pick<Value>(weighted: readonly (readonly [Value, number])[]): Value;
  /** Mean 0, standard deviation 1, near enough. */
  bell(): number;
}

/** Mulberry32: 32 bits of state, good enough for made-up people. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  function roll(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    roll,
    chance: (probability) => roll() < probability,
    between: (from, to) => from + Math.floor(roll() * (to - from + 1)),
    pick: (weighted) => pick(weighted, roll()),
    bell: () =>
      roll() + roll() + roll() + roll() + roll() + roll() + roll() + roll() + roll() + roll() + roll() + roll() - 6,
  };
}

function pick<Value>(weighted: readonly (readonly [Value, number])[], rolled: number): Value {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  let left = rolled * total;
  for (const [value, weight] of weighted) {
    left -= weight;
    if (left < 0) return value;
  }
  const last = weighted.at(-1);
  if (!last) throw new RangeError('Nothing to pick from.');
  return last[0];
}
