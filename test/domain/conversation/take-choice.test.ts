import { describe, expect, it } from 'vitest';
import type { Choice } from '../../../src/domain/conversation/choice.ts';
import type { Phase } from '../../../src/domain/conversation/draft.ts';
import type { StepContext } from '../../../src/domain/conversation/step.ts';
import {
  aside,
  asking,
  commenting,
  confirming,
  counter,
  done,
  draftAt,
  firstFour,
  gate,
  offered,
  online,
  tap,
  tapped,
} from './sample.ts';

describe('domain/conversation/take-choice', () => {
  it.each<[string, Phase, Choice, Phase, string]>([
    ['begin starts', offered, { kind: 'begin' }, asking('q1'), 'ask'],
    ['begin goes on where it stood', asking('q3'), { kind: 'begin' }, asking('q3'), 'ask'],
    ['begin dismisses a side question', aside('confirming-stop', gate), { kind: 'begin' }, gate, 'ask-gate'],
    ['later keeps the question', asking('q2'), { kind: 'later' }, asking('q2'), 'later'],
    ['later keeps the invitation open', offered, { kind: 'later' }, offered, 'later'],
    ['back leads one question back', asking('q3'), { kind: 'back', question: 'q3' }, asking('q2'), 'ask'],
    ['back from the first stays there', asking('q1'), { kind: 'back', question: 'q1' }, asking('q1'), 'ask'],
    ['back from the gate leads to the question before', gate, { kind: 'back', question: 'q5' }, asking('q4'), 'ask'],
    ['back from a gated question, too', asking('q5'), { kind: 'back', question: 'q5' }, asking('q4'), 'ask'],
    ['back from the comment leads to the gate', commenting, { kind: 'back', question: 'comment' }, gate, 'ask-gate'],
    ['back of another question is stale', asking('q3'), { kind: 'back', question: 'q2' }, asking('q3'), 'ask'],
    ['back of the comment is stale elsewhere', gate, { kind: 'back', question: 'comment' }, gate, 'ask-gate'],
    [
      'a score of another question is stale',
      asking('q3'),
      { kind: 'score', question: 'q1', value: 1 },
      asking('q3'),
      'ask',
    ],
    ['a score is stale at the gate', gate, { kind: 'score', question: 'q5', value: 1 }, gate, 'ask-gate'],
    ['yes opens the gate', gate, { kind: 'gate', question: 'q5', yes: true }, asking('q5'), 'ask'],
    [
      'a wrong guess is asked again',
      confirming,
      { kind: 'confirm-score', question: 'q1', value: 1, yes: false },
      asking('q1'),
      'ask',
    ],
    [
      'a guess of another value is stale',
      confirming,
      { kind: 'confirm-score', question: 'q1', value: 2, yes: true },
      confirming,
      'confirm-score',
    ],
    ['no to stopping goes on', aside('confirming-stop', gate), { kind: 'confirm-stop', yes: false }, gate, 'ask-gate'],
    ['no to deleting goes on', aside('confirming-discard', gate), { kind: 'discard', yes: false }, gate, 'ask-gate'],
    ['a stale yes deletes nothing', asking('q4'), { kind: 'discard', yes: true }, asking('q4'), 'ask'],
    ['no comment is stale before the comment', gate, { kind: 'no-comment' }, gate, 'ask-gate'],
    [
      'not applicable is not offered at the counter',
      asking('q3'),
      { kind: 'not-applicable', question: 'q3' },
      asking('q3'),
      'ask',
    ],
    [
      'what comes after the end changes nothing',
      done,
      { kind: 'score', question: 'q1', value: 1 },
      done,
      'already-closed',
    ],
  ])('%s', (_, from, choice, to, reply) => {
    const next = tap(draftAt(from), choice);
    expect(next.draft.phase).toEqual(to);
    expect(next.replies.map(({ kind }) => kind)).toEqual([reply]);
    expect(next.draft.answers).toEqual({});
    expect(next.changed).toBe(false);
  });

  it.each<[string, Phase, Choice, StepContext, unknown]>([
    ['a score', asking('q1'), { kind: 'score', question: 'q1', value: 2 }, counter, { value: 2, how: 'button' }],
    [
      'a score instead of a confirmation',
      confirming,
      { kind: 'score', question: 'q1', value: 5 },
      counter,
      { value: 5, how: 'button' },
    ],
    [
      'a score in spite of a side question',
      aside('confirming-stop', asking('q1')),
      { kind: 'score', question: 'q1', value: 5 },
      counter,
      { value: 5, how: 'button' },
    ],
    [
      'a confirmation',
      confirming,
      { kind: 'confirm-score', question: 'q1', value: 1, yes: true },
      counter,
      { value: 1, how: 'confirmed' },
    ],
    ['a skipped question', confirming, { kind: 'skip', question: 'q1' }, counter, { value: 'skipped', how: 'button' }],
    [
      'a question without staff',
      asking('q3'),
      { kind: 'not-applicable', question: 'q3' },
      online,
      tapped('not-applicable'),
    ],
    ['no feedback', gate, { kind: 'gate', question: 'q5', yes: false }, counter, tapped('not-applicable')],
    [
      'no feedback after all',
      asking('q5'),
      { kind: 'gate', question: 'q5', yes: false },
      counter,
      tapped('not-applicable'),
    ],
  ])('records %s', (_, from, choice, context, answer) => {
    const next = tap(draftAt(from), choice, context);
    expect(Object.values(next.draft.answers)).toEqual([answer]);
    expect(next.changed).toBe(true);
  });

  it('asks only what is still open after an earlier answer was changed', () => {
    const back = tap(draftAt(gate, { answers: firstFour }), { kind: 'back', question: 'q5' });
    const changed = tap(back.draft, { kind: 'score', question: 'q4', value: 5 });
    expect(changed.draft.phase).toEqual(gate);
    expect(changed.draft.answers).toEqual({ ...firstFour, q4: tapped(5) });
  });

  it('takes back "no feedback" when the gate is opened after all', () => {
    const draft = draftAt(gate, { answers: { ...firstFour, q5: tapped('not-applicable') } });
    const next = tap(draft, { kind: 'gate', question: 'q5', yes: true });
    expect(next.draft.answers).toEqual(firstFour);
    expect(next.changed).toBe(true);
  });

  it('lets the second tap of a double tap leave the farewell alone', () => {
    const first = tap(draftAt(commenting), { kind: 'no-comment' });
    expect(first.replies).toEqual([{ kind: 'farewell' }]);
    expect(tap(first.draft, { kind: 'no-comment' })).toMatchObject({
      replies: [],
      outcome: 'finished',
      draft: first.draft,
    });
  });
});
