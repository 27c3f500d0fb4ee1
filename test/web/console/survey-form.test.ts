import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edit, readNumbers, readSurveyForm, writeNumbers } from '../../../src/web/console/surveys/survey-form.ts';
import { survey as SURVEY } from '../../domain/conversation/sample.ts';

const keys = (deed: string) => edit(SURVEY, SURVEY, deed).survey.questions.map(({ key }) => key);

describe('src/web/console/surveys/survey-form.ts', () => {
  it.each([
    ['15-18', [15, 16, 17, 18]],
    ['15, 16;18', [15, 16, 18]],
    [' 19–20 ', [19, 20]],
    ['', []],
    ['18-15', null],
    ['1-999', null],
    ['15, mười', null],
    ['-3', null],
  ])('reads %j as %j', (typed, numbers) => {
    expect(readNumbers(typed)).toEqual(numbers);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 20 }), (numbers) => {
        expect(readNumbers(writeNumbers(numbers))).toEqual(numbers);
      }),
    );
  });

  it('moves, adds and removes, and does nothing that it does not know', () => {
    expect(keys('down-0')).toEqual(['q2', 'q1', 'q3', 'q4', 'q5']);
    expect(keys('up-4')).toEqual(['q1', 'q2', 'q3', 'q5', 'q4']);
    expect(keys('up-0')).toEqual(['q1', 'q2', 'q3', 'q4', 'q5']);
    expect(keys('remove-2')).toEqual(['q1', 'q2', 'q4', 'q5']);
    expect(keys('add')).toEqual(['q1', 'q2', 'q3', 'q4', 'q5', 'q6']);
    for (const deed of ['remove-9', 'remove-', 'down--1', 'x-1', 'save', '']) expect(keys(deed)).toHaveLength(5);
  });

  it('reads any form without failing, and never more than thirty questions', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.string(), (form, count) => {
        const { survey } = readSurveyForm({ ...form, count }, SURVEY);
        expect(survey.questions.length).toBeLessThanOrEqual(30);
        expect(survey.factors).toEqual(SURVEY.factors);
      }),
    );
    expect(readSurveyForm({ count: '1e9' }, SURVEY).survey.questions).toHaveLength(30);
    expect(readSurveyForm({ count: '-5' }, SURVEY).survey.questions).toEqual([]);
  });
});
