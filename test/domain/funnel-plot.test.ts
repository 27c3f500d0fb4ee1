import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { funnelLimits, funnelPlace } from '../../src/domain/funnel-plot.ts';

/** P(R ≤ count), added up from binomial coefficients. */
function binomial(total: number, share: number, count: number): number {
  let [sum, ways] = [0, 1];
  for (let r = 0; r <= count; r += 1) {
    sum += ways * share ** r * (1 - share) ** (total - r);
    ways = (ways * (total - r)) / (r + 1);
  }
  return sum;
}

describe('domain/funnel-plot', () => {
  // The formula of the appendix by hand for 10 answers at 0.5: P(R ≤ 1) = 11/1024, P(R ≤ 2) = 56/1024.
  it('interpolates between counts', () => {
    const { near, far } = funnelLimits(0.5, 10);
    expect(near.low).toBeCloseTo((2 - (56 - 25.6) / 45) / 10, 10);
    expect(near.high).toBeCloseTo((8 - (1013 - 998.4) / 45) / 10, 10);
    expect(far.low).toBeCloseTo((1 - (11 - 1.024) / 10) / 10, 10);
  });

  it('comes close to the normal limits when there are many answers', () => {
    const { near, far } = funnelLimits(0.84, 20_000);
    const error = Math.sqrt((0.84 * 0.16) / 20_000);
    expect(near.low).toBeCloseTo(0.84 - 1.95996 * error, 3);
    expect(near.high).toBeCloseTo(0.84 + 1.95996 * error, 3);
    expect(far.low).toBeCloseTo(0.84 - 3.0902 * error, 3);
    expect(far.high).toBeCloseTo(0.84 + 3.0902 * error, 3);
  });

  it('says of many answers what adding up every count says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 900 }),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        (total, share) => {
          const { near } = funnelLimits(share, total);
          const count = Math.ceil(near.low * total);
          const upTo = binomial(total, share, count);
          const mass = upTo - binomial(total, share, count - 1);
          expect(near.low).toBeCloseTo((count - (upTo - 0.025) / mass) / total, 7);
        },
      ),
    );
  });

  it('has no width where everybody agrees', () => {
    expect(funnelLimits(1, 40).near).toEqual({ low: 1, high: 1 });
    expect(funnelLimits(0, 40).far).toEqual({ low: 0, high: 0 });
  });

  it('leaves at most one unit in 40 on either side, and in 1,000 beyond the far limits', () => {
    const cases = fc.tuple(fc.integer({ min: 1, max: 120 }), fc.double({ min: 0.02, max: 0.98, noNaN: true }));
    fc.assert(
      fc.property(cases, ([total, share]) => {
        const { near, far } = funnelLimits(share, total);
        // Counts strictly below a limit are those whose sum stays below its probability.
        const below = (limit: number) => binomial(total, share, Math.ceil(limit * total - 1e-9) - 1);
        expect(below(near.low)).toBeLessThanOrEqual(0.025 + 1e-9);
        expect(below(far.low)).toBeLessThanOrEqual(0.001 + 1e-9);
        expect(far.low <= near.low && near.low <= near.high && near.high <= far.high).toBe(true);
      }),
    );
  });

  it('puts units into three groups', () => {
    const limits = funnelLimits(0.84, 100);
    expect(funnelPlace(0.85, limits)).toEqual({ kind: 'as-expected' });
    expect(funnelPlace(0.76, limits)).toEqual({ kind: 'worth-a-look', side: 'below' });
    expect(funnelPlace(0.92, limits)).toEqual({ kind: 'worth-a-look', side: 'above' });
    expect(funnelPlace(0.6, limits)).toEqual({ kind: 'far-out', side: 'below' });
    expect(funnelPlace(0.99, limits)).toEqual({ kind: 'far-out', side: 'above' });
  });
});
