import { randomInt } from 'node:crypto';

/** A permutation of 0 to n-1 by Fisher and Yates, from the system's randomness. */
export function shuffled(n: number): readonly number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1);
    [order[i], order[j]] = [order[j] ?? j, order[i] ?? i];
  }
  return order;
}
