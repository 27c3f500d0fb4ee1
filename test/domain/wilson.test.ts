import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '../../src/domain/wilson.ts';

describe('domain/wilson', () => {
  it.each([
    [0, 1, 0, 79.35],
    [4, 5, 37.55, 96.38],
    [5, 5, 56.55, 100],
    [24, 30, 62.69, 90.49],
    [30, 30, 88.65, 100],
    [332, 400, 79.01, 86.36],
  ])('gives %i of %i the interval %f to %f percent', (count, total, low, high) => {
    const interval = wilson(count, total);
    expect(((interval?.low ?? NaN) * 100).toFixed(2)).toBe(low.toFixed(2));
    expect(((interval?.high ?? NaN) * 100).toFixed(2)).toBe(high.toFixed(2));
  });

  it('has nothing to say about nothing', () => {
    expect(wilson(0, 0)).toBeNull();
  });

  it('holds its share between limits that are fractions', () => {
    const counts = fc.nat(10_000).chain((total) => fc.tuple(fc.nat(total), fc.constant(total + 1)));
    fc.assert(
      fc.property(counts, ([count, total]) => {
        const { value, low, high } = wilson(count, total) ?? { value: NaN, low: NaN, high: NaN };
        expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true);
      }),
    );
  });
});
