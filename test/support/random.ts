/** Fractions from 0 to 1, the same for the same seed (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A sequence of its own for whatever is named, which nothing that goes on beside it disturbs. */
export function seededFor(seed: number, name: string): Random {
  let mixed = seed | 0;
  for (const char of name) mixed = Math.imul(mixed ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return seeded(mixed);
}

export function chance(random: Random, share: number): boolean {
  return random() < share;
}

/** An integer, both ends included. */
export function whole(random: Random, low: number, high: number): number {
  return low + Math.floor((high - low + 1) * random());
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(items.length * random())];
  if (item === undefined) throw new RangeError('Nothing to pick from.');
  return item;
}
