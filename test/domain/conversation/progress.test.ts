import { describe, expect, it } from 'vitest';
import { hasAnswer, isComplete, remainingQuestions } from '../../../src/domain/conversation/progress.ts';
import { draftAt, survey, tapped } from './sample.ts';

describe('domain/conversation/progress', () => {
  it('counts what is neither answered, skipped nor not applicable', () => {
    const draft = draftAt({ kind: 'offered' }, { answers: { q1: tapped(1), q3: tapped('skipped') }, comment: 'x' });
    expect(remainingQuestions(draft, survey)).toBe(3);
    expect(isComplete(draft, survey)).toBe(false);
  });

  it('is complete without a comment', () => {
    const answers = Object.fromEntries(survey.questions.map(({ key }) => [key, tapped('skipped')]));
    expect(isComplete(draftAt({ kind: 'commenting' }, { answers }), survey)).toBe(true);
  });

  it.each([
    [{}, false],
    [{ q1: tapped('skipped') }, false],
    [{ q1: tapped('not-applicable') }, true],
    [{ q1: tapped('skipped'), q2: tapped(1) }, true],
  ])('takes %j for an answer: %s', (answers, expected) => {
    expect(hasAnswer(draftAt({ kind: 'offered' }, { answers }))).toBe(expected);
  });
});
