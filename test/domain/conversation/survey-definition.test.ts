import { describe, expect, it } from 'vitest';
import { survey } from './sample.ts';

describe('prisma/seed/surveys/sipas-b-1', () => {
  it('holds criteria 15 to 33 of SIPAS part B, 4 + 4 + 5 + 3 + 3', () => {
    expect(survey.criteria.map(({ number }) => number)).toEqual(Array.from({ length: 19 }, (_, i) => i + 15));
    const sizes = survey.factors.map(({ key }) => survey.criteria.filter(({ factor }) => factor === key).length);
    expect(sizes).toEqual([4, 4, 5, 3, 3]);
  });

  it('asks one question a factor, about all of its criteria', () => {
    expect(survey.questions.map(({ factor }) => factor)).toEqual(survey.factors.map(({ key }) => key));
    for (const { factor, criteria } of survey.questions) {
      const own = survey.criteria.filter((criterion) => criterion.factor === factor);
      expect(criteria).toEqual(own.map(({ number }) => number));
    }
  });

  it('numbers nothing itself, and asks in both languages', () => {
    for (const { text } of survey.questions) {
      expect(text.vi).toMatch(/^Ông\/bà .*\?$/);
      expect(text.en).toMatch(/^How satisfied .*\?$/);
    }
  });
});
