import { describe, expect, it } from 'vitest';
import { postStratify, yamane } from '../../src/domain/sampling.ts';

describe('domain/sampling', () => {
  it.each([
    [100, 80],
    [500, 223],
    [1_000, 286],
    [5_000, 371],
    [10_000, 385],
    [100_000, 399],
  ])('asks of %i people a sample of %i', (population, size) => {
    expect(yamane(population)).toBe(size);
  });

  it('weighs the filing channels by what they are of all dossiers', () => {
    const weighted = postStratify([
      { population: 600, responses: 20, satisfied: 18 },
      { population: 400, responses: 80, satisfied: 60 },
    ]);
    expect(weighted?.raw).toBeCloseTo(78, 10);
    expect(weighted?.weighted).toBeCloseTo(84, 10);
    expect(weighted?.designEffect).toBeCloseTo(2, 10);
    expect(weighted?.effectiveResponses).toBeCloseTo(50, 10);
  });

  it('says nothing when nobody answered', () => {
    expect(postStratify([{ population: 600, responses: 0, satisfied: 0 }])).toBeNull();
  });
});
