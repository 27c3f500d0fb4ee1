import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleProgress, sampleSize } from '../../src/domain/sampling.ts';

describe('domain/sampling', () => {
  it.each([
    [100, 80],
    [500, 223],
    [1_000, 286],
    [5_000, 371],
    [10_000, 385],
    [100_000, 399],
  ])('asks of %i people a sample of %i by the formula of the ministry', (population, size) => {
    expect(sampleSize('yamane', { population, margin: 0.05 })).toBe(size);
  });

  // R. V. Krejcie and D. W. Morgan, Determining sample size for research activities, 1970, table 1 (5 %, share 0.5);
  // the table rounds to the nearest, we round up.
  it.each([
    [100, 80],
    [500, 217],
    [1_000, 278],
    [5_000, 357],
    [10_000, 370],
    [75_000, 382],
    [1_000_000, 384],
  ])('asks of %i people a sample of %i by the finite population formula', (population, size) => {
    const needed = sampleSize('finite', { population, margin: 0.05 });
    expect(needed - size).toBeGreaterThanOrEqual(0);
    expect(needed - size).toBeLessThanOrEqual(1);
  });

  it('tells how far the answers have come and what they already say', () => {
    const question = { population: 1_000, margin: 0.05 };
    const progress = sampleProgress('finite', question, { responses: 139, invited: 1_390 });
    expect(progress).toMatchObject({ needed: 278, responses: 139, fraction: 0.5, toInvite: 1_390 });
    expect(progress.margin).toBeCloseTo(0.0772, 4);
    expect(sampleProgress('yamane', question, { responses: 0, invited: 0 })).toEqual({
      needed: 286,
      responses: 0,
      fraction: 0,
      margin: null,
      toInvite: null,
    });
  });

  it('has nobody to ask where nobody is', () => {
    for (const formula of ['yamane', 'finite'] as const) {
      const progress = sampleProgress(formula, { population: 0, margin: 0.05 }, { responses: 0, invited: 0 });
      expect(progress).toMatchObject({ needed: 0, fraction: 1 });
    }
  });

  it('keeps the margin it promised, and would not with one response fewer', () => {
    const questions = fc.record({
      population: fc.integer({ min: 2, max: 1_000_000 }),
      margin: fc.constantFrom(0.03, 0.05, 0.1),
    });
    fc.assert(
      fc.property(fc.constantFrom('yamane', 'finite'), questions, (formula, question) => {
        const { needed } = sampleProgress(formula, question, { responses: 0, invited: 0 });
        const marginOf = (responses: number) =>
          sampleProgress(formula, question, { responses, invited: responses }).margin ?? 1;
        expect(needed).toBeLessThanOrEqual(question.population);
        expect(marginOf(needed)).toBeLessThanOrEqual(question.margin + 1e-9);
        expect(needed === 1 || marginOf(needed - 1) > question.margin - 1e-9).toBe(true);
      }),
    );
  });
});
