import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinThin, MIN_STRATUM, postStratify, type Stratum } from '../../src/domain/post-stratification.ts';

const stratum: fc.Arbitrary<Stratum> = fc
  .record({ extra: fc.nat(5_000), responses: fc.nat(60), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ extra, responses, share }) => ({
    population: responses + extra,
    responses,
    satisfied: Math.round(share * responses),
  }));

const total = (strata: readonly Stratum[], key: keyof Stratum) => strata.reduce((sum, one) => sum + one[key], 0);

describe('domain/post-stratification', () => {
  it('weighs the filing channels by what they are of all dossiers', () => {
    const weighted = postStratify([
      { population: 600, responses: 20, satisfied: 18 },
      { population: 400, responses: 80, satisfied: 60 },
    ]);
    expect(weighted?.raw.value).toBeCloseTo(78, 10);
    expect(weighted?.weighted.value).toBeCloseTo(84, 10);
    expect(weighted?.designEffect).toBeCloseTo(2, 10);
    expect(weighted?.effectiveResponses).toBeCloseTo(50, 10);
  });

  it('gives the weighted share the interval of the effective number', () => {
    const { weighted } = postStratify([
      { population: 600, responses: 20, satisfied: 18 },
      { population: 400, responses: 80, satisfied: 60 },
    ]) ?? { weighted: { value: NaN, low: NaN, high: NaN } };
    // Wilson of 42 in 50.
    expect(weighted.low).toBeCloseTo(71.49, 2);
    expect(weighted.high).toBeCloseTo(91.66, 2);
  });

  it('joins what is too thin to its neighbour and lets no answer weigh more than five times the mean', () => {
    const thin = { population: 500, responses: 3, satisfied: 0 };
    const fine = { population: 100, responses: 40, satisfied: 40 };
    expect(joinThin([fine, thin])).toEqual([{ population: 600, responses: 43, satisfied: 40 }]);
    expect(joinThin([thin, fine, thin])).toHaveLength(1);
    // 100 weighs 91 times the mean without a bound, 5 of 14.08 with it.
    const heavy = postStratify([
      { population: 10_000, responses: 10, satisfied: 0 },
      { population: 1_000, responses: 1_000, satisfied: 1_000 },
    ]);
    expect(heavy?.weighted.value).toBeCloseTo((100 * 1_000 * (1_010 / 11_000)) / (50 + 1_000 * (1_010 / 11_000)), 8);
  });

  it('says nothing when nobody answered', () => {
    expect(postStratify([{ population: 600, responses: 0, satisfied: 0 }])).toBeNull();
    expect(postStratify([])).toBeNull();
  });

  it('leaves no thin stratum beside another and loses nobody', () => {
    fc.assert(
      fc.property(fc.array(stratum, { maxLength: 12 }), (strata) => {
        const joined = joinThin(strata);
        const thinnest = Math.min(...joined.map(({ responses }) => responses));
        expect(joined.length <= 1 || thinnest >= MIN_STRATUM).toBe(true);
        for (const key of ['population', 'responses', 'satisfied'] as const) {
          expect(total(joined, key)).toBe(total(strata, key));
        }
      }),
    );
  });

  it('costs responses and never gains any', () => {
    fc.assert(
      fc.property(fc.array(stratum, { minLength: 1, maxLength: 8 }), (strata) => {
        const result = postStratify(strata);
        if (result === null) return;
        expect(result.designEffect).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(result.effectiveResponses).toBeLessThanOrEqual(total(strata, 'responses') + 1e-6);
        expect(result.weighted.value).toBeGreaterThanOrEqual(-1e-9);
        expect(result.weighted.value).toBeLessThanOrEqual(100 + 1e-9);
      }),
    );
  });
});
