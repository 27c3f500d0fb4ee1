import { describe, expect, it } from 'vitest';
import type { Counts } from '../../src/domain/publication.ts';
import {
  compare,
  factorSatisfaction,
  questionSatisfaction,
  rankRanges,
  type Satisfaction,
  satisfactionOf,
  unitSatisfaction,
} from '../../src/domain/satisfaction.ts';
import type { Survey } from '../../src/domain/survey.ts';

const text = { vi: '', en: '' };
const factors = ['access', 'procedure', 'staff', 'result', 'feedback'];
const survey: Survey = {
  id: 'test-1',
  factors: factors.map((key) => ({ key, name: text })),
  criteria: [],
  questions: factors.map((factor) => ({
    key: factor[0] ?? '',
    factor,
    criteria: [],
    text,
    gate: null,
    notApplicable: null,
  })),
  commentPrompt: text,
};

/** The factors of domain.md §1.9, with answers beside that count for nothing. */
const counts: Readonly<Record<string, Counts>> = {
  a: [0, 1, 4, 20, 15, 0, 0],
  p: [1, 2, 5, 22, 10, 0, 3],
  s: [0, 1, 3, 16, 20, 2, 0],
  r: [2, 2, 4, 18, 14, 0, 0],
  f: [1, 1, 4, 3, 1, 30, 0],
};
const cell = { responses: 43, counts };

function share(satisfaction: Satisfaction): string {
  return satisfaction.kind === 'figures' ? satisfaction.share.value.toFixed(2) : satisfaction.kind;
}

describe('domain/satisfaction', () => {
  it('gives every factor its own figure', () => {
    const shares = factors.map((factor) => share(factorSatisfaction(cell, survey, factor)));
    expect(shares).toEqual(['87.50', '80.00', '90.00', '80.00', '40.00']);
    expect(share(questionSatisfaction(cell, 's'))).toBe('90.00');
  });

  it('pools answers by default and takes the mean of factors on request', () => {
    const pooled = unitSatisfaction(cell, survey);
    const mean = unitSatisfaction(cell, survey, 'mean-of-factors');
    expect(pooled).toMatchObject({ kind: 'figures', responses: 43, answers: 170 });
    expect([share(pooled), share(mean)]).toEqual(['81.76', '75.50']);
  });

  it('keeps the interval of a mean around it', () => {
    const mean = unitSatisfaction(cell, survey, 'mean-of-factors');
    if (mean.kind === 'too-few') throw new Error('expected figures');
    expect(mean.share.low).toBeGreaterThan(65);
    expect(mean.share.low).toBeLessThan(mean.share.value);
    expect(mean.share.high).toBeGreaterThan(mean.share.value);
    expect(mean.share.high).toBeLessThan(85);
  });

  it('leaves a factor that shows no figure of its own out of the mean', () => {
    const thin = { responses: 43, counts: { ...counts, f: [9, 0, 0, 0, 0, 34, 0] as const } };
    expect(share(unitSatisfaction(thin, survey, 'mean-of-factors'))).toBe('84.38');
  });

  it('gives no figure below ten responses, nor below ten answers', () => {
    expect(satisfactionOf([0, 0, 0, 0, 45], 9)).toEqual({ kind: 'too-few', responses: 9 });
    expect(satisfactionOf([0, 0, 0, 0, 9], 12)).toEqual({ kind: 'too-few', responses: 12 });
    expect(satisfactionOf([0, 0, 0, 10, 0], 10).kind).toBe('figures');
    expect(questionSatisfaction(cell, 'unknown').kind).toBe('too-few');
  });

  it('calls units different only when their intervals are apart', () => {
    const good = satisfactionOf([0, 0, 5, 55, 40], 100);
    const fair = satisfactionOf([2, 3, 10, 50, 35], 100);
    const bad = satisfactionOf([20, 20, 20, 20, 20], 100);
    expect(compare(good, bad)).toBe('higher');
    expect(compare(bad, good)).toBe('lower');
    expect(compare(good, fair)).toBe('not-distinguishable');
    expect(compare(good, { kind: 'too-few', responses: 3 })).toBe('not-distinguishable');
  });

  it('ranks in ranges and not at all below thirty responses', () => {
    const units = [
      satisfactionOf([0, 0, 5, 55, 40], 100),
      satisfactionOf([2, 3, 10, 50, 35], 100),
      satisfactionOf([20, 20, 20, 20, 20], 100),
      satisfactionOf([0, 0, 0, 29, 0], 29),
    ];
    expect(rankRanges(units)).toEqual([{ best: 1, worst: 2 }, { best: 1, worst: 2 }, { best: 3, worst: 3 }, null]);
  });
});
