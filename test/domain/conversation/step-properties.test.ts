import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/domain/conversation/draft.ts';
import { basePhase, currentQuestion } from '../../../src/domain/conversation/prompt.ts';
import { step, type Step } from '../../../src/domain/conversation/step.ts';
import { anyChoice, anyContext, anyDraft, anyInput, counter, tap, type } from './sample.ts';

describe('domain/conversation/step', () => {
  it('never throws, and loses no answer but the one that the citizen changes', () => {
    fc.assert(
      fc.property(anyDraft, fc.array(anyInput, { maxLength: 20 }), anyContext, (start, inputs, context) => {
        let draft = start;
        for (const input of inputs) {
          const next = step(draft, input, context);
          expect(brokenPromises(draft, next)).toEqual([]);
          draft = next.draft;
        }
      }),
      { numRuns: 500 },
    );
    expect.hasAssertions();
  });

  it('makes nothing of the same tap repeated', () => {
    fc.assert(
      fc.property(anyDraft, anyChoice, anyContext, (draft, choice, context) => {
        const once = tap(draft, choice, context);
        fc.pre(isKept(once));
        const twice = tap(once.draft, choice, context);
        expect(twice).toMatchObject({ draft: once.draft, changed: false });
      }),
      { numRuns: 2000 },
    );
    expect.hasAssertions();
  });

  it('can be stopped wherever it got to', () => {
    fc.assert(
      fc.property(
        anyDraft,
        fc.array(anyInput),
        fc.constantFrom('dừng', 'STOP', 'Hủy đăng ký'),
        (start, inputs, word) => {
          const draft = inputs.reduce((before, input) => step(before, input, counter).draft, start);
          expect([tap(draft, { kind: 'stop' }).outcome, type(draft, word).outcome]).toEqual(['stopped', 'stopped']);
        },
      ),
    );
    expect.hasAssertions();
  });
});

function isKept({ outcome }: Step): boolean {
  return outcome === 'open' || outcome === 'finished';
}

/** What a step must never do, by name; empty when all is well. */
function brokenPromises(before: Draft, next: Step): readonly string[] {
  const { draft, changed, replies } = next;
  const current = currentQuestion(basePhase(before.phase));
  const lost = Object.entries(before.answers).filter(([key, answer]) => {
    const now = draft.answers[key];
    return key === current ? now === undefined && answer.value !== 'not-applicable' : !isSame(now, answer);
  });
  const promises: Readonly<Record<string, boolean>> = {
    'is plain data': isSame(JSON.parse(JSON.stringify(draft)), draft),
    'limits the comment': (draft.comment ?? '').length <= 2000,
    'says one thing at most': replies.length <= 1,
    'tells what it changed': changed || isSame([draft.answers, draft.comment], [before.answers, before.comment]),
    'keeps other answers': !isKept(next) || lost.length === 0,
    'keeps the comment': !isKept(next) || (draft.comment ?? '').startsWith((before.comment ?? '').trim()),
  };
  return Object.keys(promises).filter((name) => promises[name] !== true);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
