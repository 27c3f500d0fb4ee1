import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/domain/conversation/draft.ts';
import { step, type Input, type Step } from '../../../src/domain/conversation/step.ts';
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
  phases,
  survey,
  tap,
  tapped,
  type,
} from './sample.ts';

describe('domain/conversation/step', () => {
  it('leads from the invitation through five questions and the comment to the farewell', () => {
    const inputs: readonly Input[] = [
      { kind: 'choice', choice: { kind: 'begin' } },
      { kind: 'choice', choice: { kind: 'score', question: 'q1', value: 4 } },
      { kind: 'text', text: '5' },
      { kind: 'choice', choice: { kind: 'skip', question: 'q3' } },
      { kind: 'text', text: 'rất không hài lòng' },
      { kind: 'choice', choice: { kind: 'gate', question: 'q5', yes: true } },
      { kind: 'choice', choice: { kind: 'score', question: 'q5', value: 3 } },
      { kind: 'text', text: '  Bàn viết hơi thấp.  ' },
    ];
    const steps: Step[] = [];
    inputs.reduce((draft, input) => {
      const next = step(draft, input, counter);
      steps.push(next);
      return next.draft;
    }, draftAt(offered));
    expect(steps.map(({ replies }) => replies.map(({ kind }) => kind).join())).toEqual([
      'ask',
      'ask',
      'ask',
      'ask',
      'ask-gate',
      'ask',
      'ask-comment',
      'farewell',
    ]);
    expect(steps.at(-1)).toMatchObject({ outcome: 'finished', changed: true });
    expect(steps.at(-1)?.draft).toMatchObject({
      phase: done,
      answers: {
        q1: { value: 4, how: 'button' },
        q2: { value: 5, how: 'number' },
        q3: { value: 'skipped', how: 'button' },
        q4: { value: 1, how: 'phrase' },
        q5: { value: 3, how: 'button' },
      },
      comment: 'Bàn viết hơi thấp.',
    });
  });

  it.each<[string, Draft, Input, Step['outcome']]>([
    ['"k" at the invitation', draftAt(offered), { kind: 'text', text: 'k' }, 'declined'],
    ['a skipped invitation', draftAt(offered), { kind: 'text', text: 'bỏ qua' }, 'declined'],
    ['not my dossier', draftAt(offered), { kind: 'choice', choice: { kind: 'wrong-dossier' } }, 'wrong-dossier'],
    ['yes to stopping', draftAt(aside('confirming-stop', gate)), { kind: 'text', text: 'dung' }, 'stopped'],
    [
      'a late yes to stopping',
      draftAt(gate),
      { kind: 'choice', choice: { kind: 'confirm-stop', yes: true } },
      'stopped',
    ],
    ['"huy" said twice', draftAt(aside('confirming-stop', commenting)), { kind: 'text', text: 'huy' }, 'stopped'],
    [
      'yes to deleting',
      draftAt(aside('confirming-discard', gate)),
      { kind: 'choice', choice: { kind: 'discard', yes: true } },
      'discarded',
    ],
    ['delete said twice', draftAt(aside('confirming-discard', gate)), { kind: 'text', text: 'xóa' }, 'discarded'],
  ])('ends on %s, and keeps nothing', (_, draft, input, outcome) => {
    const next = step({ ...draft, answers: firstFour, comment: 'x' }, input, counter);
    expect(next).toMatchObject({ outcome, changed: true, replies: [{ kind: outcome }] });
    expect(next.draft).toMatchObject({ answers: {}, comment: null });
  });

  it('asks again after a sticker and counts it as nothing', () => {
    expect(step(draftAt(asking('q1')), { kind: 'media' }, counter).replies).toEqual([
      { kind: 'not-understood', question: 'q1' },
    ]);
    expect(step(draftAt(confirming), { kind: 'media' }, counter).draft.phase).toEqual(confirming);
  });

  it('goes on in the other language where it stood', () => {
    const tappedLanguage = tap(draftAt(asking('q2')), { kind: 'language', locale: 'en' });
    expect(tappedLanguage).toMatchObject({
      draft: { locale: 'en' },
      replies: [{ kind: 'ask', question: 'q2' }],
      changed: false,
    });
    expect(type(tappedLanguage.draft, 'tiếng việt').draft.locale).toBe('vi');
  });

  it.each(phases.map((phase) => [JSON.stringify(phase), phase] as const))(
    'stops at once and re-asks in %s',
    (_, phase) => {
      const draft = draftAt(phase, { answers: firstFour });
      for (const stopped of [tap(draft, { kind: 'stop' }), type(draft, 'DỪNG'), type(draft, 'stop')]) {
        expect(stopped).toMatchObject({ outcome: 'stopped', replies: [{ kind: 'stopped' }], draft: { answers: {} } });
      }
      for (const kind of ['open', 'forged'] as const) {
        const same = step(draft, { kind }, counter);
        expect(same).toMatchObject({ draft, changed: false });
        expect(same.replies).toHaveLength(1);
      }
    },
  );

  it('finishes with the farewell for every score alike', () => {
    const farewells = ([1, 5] as const).map((value) => {
      const answers = Object.fromEntries(survey.questions.map(({ key }) => [key, tapped(value)]));
      return tap(draftAt(commenting, { answers }), { kind: 'no-comment' }).replies;
    });
    expect(farewells[0]).toEqual(farewells[1]);
  });
});
