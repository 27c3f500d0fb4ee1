import { describe, expect, it } from 'vitest';
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
  gate,
  offered,
  online,
  type,
} from './sample.ts';

describe('domain/conversation/take-text', () => {
  it.each<[string, Phase, string, Phase, string]>([
    ['yes at the invitation begins', offered, 'có', asking('q1'), 'ask'],
    ['"dung" at the invitation is asked about', offered, 'dung', aside('confirming-stop', offered), 'confirm-stop'],
    ['a number at the invitation is no answer', offered, '5', offered, 'invite'],
    ['doubt is asked about', asking('q1'), '0', confirming, 'confirm-score'],
    ['a second doubt asks for a number', confirming, '0', asking('q1'), 'not-understood'],
    ['nonsense asks for a number', asking('q1'), 'xyz abc', asking('q1'), 'not-understood'],
    ['no to a guess asks again', confirming, 'không', asking('q1'), 'ask'],
    [
      '"dung" at a question is asked about',
      asking('q2'),
      'dung',
      aside('confirming-stop', asking('q2')),
      'confirm-stop',
    ],
    ['no to stopping goes on', aside('confirming-stop', asking('q2')), 'không', asking('q2'), 'ask'],
    [
      'a side question never covers another',
      aside('confirming-stop', gate),
      'xóa',
      aside('confirming-discard', gate),
      'confirm-discard',
    ],
    ['delete is asked about', asking('q2'), 'XÓA', aside('confirming-discard', asking('q2')), 'confirm-discard'],
    ['no to deleting goes on', aside('confirming-discard', commenting), 'không', commenting, 'ask-comment'],
    ['yes opens the gate', gate, 'có', asking('q5'), 'ask'],
    ['anything else at the gate is asked again', gate, 'rất hài lòng', gate, 'ask-gate'],
    ['back goes back', asking('q2'), 'quay lại', asking('q1'), 'ask'],
    ['back leaves the comment', commenting, 'quay lại', gate, 'ask-gate'],
    ['help keeps the question', asking('q2'), '?', asking('q2'), 'help'],
    ['a person is pointed to', asking('q2'), 'gặp cán bộ', asking('q2'), 'human'],
    ['later keeps the question', asking('q2'), 'để sau', asking('q2'), 'later'],
    [
      'a name alone in the comment is asked about',
      commenting,
      'huy',
      aside('confirming-stop', commenting),
      'confirm-stop',
    ],
    ['yes to "do you want to add something" waits for it', commenting, 'có', commenting, 'ask-comment'],
    ['what comes after the end changes nothing', done, '5', done, 'already-closed'],
  ])('understands what is typed: %s', (_, from, text, to, reply) => {
    const next = type(draftAt(from), text);
    expect(next.draft.phase).toEqual(to);
    expect(next.replies.map(({ kind }) => kind)).toEqual([reply]);
    expect(next.changed).toBe(false);
  });

  it.each<[string, Phase, string, StepContext, unknown]>([
    ['a phrase', asking('q1'), 'khong hai long', counter, { value: 2, how: 'phrase' }],
    ['"dung" where "đúng" was asked for', confirming, 'dung', counter, { value: 1, how: 'confirmed' }],
    ['a clear score after a doubt', confirming, '4', counter, { value: 4, how: 'number' }],
    [
      'a score typed at a side question',
      aside('confirming-stop', asking('q1')),
      '4',
      counter,
      { value: 4, how: 'number' },
    ],
    ['a typed skip', asking('q1'), 'bỏ qua', counter, { value: 'skipped', how: 'phrase' }],
    ['a typed no at the gate', gate, 'không', counter, { value: 'not-applicable', how: 'phrase' }],
    ['a typed label', asking('q3'), 'khong gap can bo', online, { value: 'not-applicable', how: 'phrase' }],
  ])('records what is typed: %s', (_, from, text, context, answer) => {
    const next = type(draftAt(from), text, context);
    expect(Object.values(next.draft.answers)).toEqual([answer]);
    expect(next.changed).toBe(true);
  });

  it.each(['không', 'không cần', 'Không có gì thêm ạ', 'bỏ qua', 'no'])(
    'finishes without a comment on "%s"',
    (text) => {
      expect(type(draftAt(commenting), text)).toMatchObject({
        outcome: 'finished',
        draft: { phase: done, comment: null },
      });
    },
  );

  it.each(['Cán bộ Huy rất tốt', 'Dừng xe hơi khó', 'Không có chỗ ngồi'])('takes "%s" for the comment', (text) => {
    expect(type(draftAt(commenting), text)).toMatchObject({ outcome: 'finished', draft: { comment: text } });
  });

  it('keeps a mixed opinion as a comment and never as a score', () => {
    const said = 'Cán bộ tốt nhưng lâu quá';
    const once = type(draftAt(asking('q1')), said);
    expect(once).toMatchObject({ replies: [{ kind: 'not-understood', question: 'q1' }], changed: true });
    expect(once.draft).toMatchObject({ answers: {}, comment: said });
    expect(type(once.draft, said).draft.comment).toBe(said);
    const finished = type({ ...once.draft, phase: commenting }, 'Cảm ơn đã hỏi');
    expect(finished.draft.comment).toBe(`${said}\nCảm ơn đã hỏi`);
    expect(type({ ...once.draft, phase: commenting }, 'không có').draft.comment).toBe(said);
  });
});
