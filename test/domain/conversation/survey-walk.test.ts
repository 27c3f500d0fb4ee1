import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newDraft, type Draft } from '../../../src/domain/conversation/draft.ts';
import { isComplete } from '../../../src/domain/conversation/progress.ts';
import { step, type StepContext } from '../../../src/domain/conversation/step.ts';
import { render } from '../../../src/domain/text/render.ts';
import { sampleFacts } from '../text/sample-facts.ts';
import { anySurvey } from './sample.ts';

const FORWARD = new Set(['begin', 'score', 'skip', 'not-applicable', 'gate', 'no-comment']);

describe('domain/conversation', () => {
  it('completes every survey by always tapping something that is offered', () => {
    fc.assert(
      fc.property(
        anySurvey,
        fc.infiniteStream(fc.nat()),
        fc.constantFrom('counter' as const, 'online' as const),
        (survey, picks, filedVia) => {
          const limit = survey.questions.length * 2 + 2;
          const context = { survey, filedVia };
          let draft = newDraft(survey.id, 'vi', 'tracked');
          for (let i = 0; i < limit && draft.phase.kind !== 'done'; i += 1) {
            draft = tapForward(draft, Number(picks.next().value), context);
          }
          expect(draft.phase).toEqual({ kind: 'done' });
          expect(isComplete(draft, survey)).toBe(true);
        },
      ),
    );
  });
});

function tapForward(draft: Draft, pick: number, context: StepContext): Draft {
  const [reply] = step(draft, { kind: 'open' }, context).replies;
  if (!reply) throw new Error('nothing is asked');
  const shown = { facts: sampleFacts, locale: 'vi', receiptsUrl: null, channel: 'web', pageUrl: null } as const;
  const { buttons } = render({ reply, draft, ...shown, ...context });
  const forward = buttons.flat().filter(({ choice }) => FORWARD.has(choice.kind));
  const chosen = forward[pick % forward.length];
  if (!chosen) throw new Error('no button leads on');
  return step(draft, { kind: 'choice', choice: chosen.choice }, context).draft;
}
