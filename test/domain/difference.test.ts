import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, verdictOf } from '../../src/domain/difference.ts';
import { wilson, type Interval } from '../../src/domain/wilson.ts';

function share(count: number, total: number): Interval {
  const interval = wilson(count, total);
  if (!interval) throw new Error('expected a share');
  return interval;
}

const shares = fc
  .tuple(fc.nat(500), fc.nat(500))
  .map(([satisfied, others]) => share(satisfied + 1, satisfied + others + 2));

describe('domain/difference', () => {
  // R. G. Newcombe, Statistics in Medicine 17, 1998, 873-890, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('puts %i/%i less %i/%i between the published limits', (a, m, b, n, low, high) => {
    const difference = differenceOf(share(a, m), share(b, n));
    expect(difference.value).toBeCloseTo(a / m - b / n, 12);
    expect(difference.low).toBeCloseTo(low, 4);
    expect(difference.high).toBeCloseTo(high, 4);
  });

  it('says nothing clear when the interval holds no difference', () => {
    expect(verdictOf(differenceOf(share(56, 70), share(48, 80)))).toBe('higher');
    expect(verdictOf(differenceOf(share(48, 80), share(56, 70)))).toBe('lower');
    expect(verdictOf(differenceOf(share(40, 50), share(38, 50)))).toBe('not-distinguishable');
  });

  it('turns round when its sides do, and tells apart whatever has intervals apart', () => {
    fc.assert(
      fc.property(shares, shares, (a, b) => {
        const [there, back] = [differenceOf(a, b), differenceOf(b, a)];
        expect(back.low).toBeCloseTo(-there.high, 12);
        expect(a.low <= b.high || verdictOf(there) === 'higher').toBe(true);
      }),
    );
  });
});
