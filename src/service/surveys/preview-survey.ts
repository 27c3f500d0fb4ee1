import type { FilingChannel } from '../../domain/dossier.ts';
import type { Reply } from '../../domain/conversation/reply.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Question, Survey } from '../../domain/survey.ts';
import { render } from '../../domain/text/render.ts';
import type { Rendered } from '../../domain/text/rendered.ts';
import { wordOnPage, type Prompt } from '../show-survey.ts';
import { SAMPLE } from './sample-facts.ts';

/** What can be looked at, in the order in which a citizen meets it. */
export type PreviewStep =
  | { readonly kind: 'invite' }
  | { readonly kind: 'question'; readonly position: number; readonly gate: boolean }
  | { readonly kind: 'comment' };

export interface Preview {
  /** As the survey page shows it. */
  readonly page: Prompt;
  /** As it is said in Zalo. */
  readonly chat: Rendered;
}

export function previewSteps({ questions }: Survey): readonly PreviewStep[] {
  return [
    { kind: 'invite' },
    ...questions.flatMap(({ gate }, position) => [
      ...(gate === null ? [] : [{ kind: 'question', position, gate: true } as const]),
      { kind: 'question', position, gate: false } as const,
    ]),
    { kind: 'comment' },
  ];
}

/** The survey as citizens would meet it, by the very words and buttons that they get; no dossier stands behind it. */
export function previewSurvey(survey: Survey, step: PreviewStep, locale: Locale): Preview {
  const reply = replyTo(step, survey);
  const filedVia = filedFor(step, survey);
  const saying = { reply, facts: SAMPLE, locale, draft: null, survey, filedVia, receiptsUrl: null, pageUrl: null };
  return {
    page: {
      kind: 'asking',
      locale,
      facts: SAMPLE,
      isPhone: false,
      ...wordOnPage({ ...saying, channel: 'web' }, survey, () => ''),
      delivered: true,
    },
    chat: render({ ...saying, channel: 'zalo' }),
  };
}

function replyTo(step: PreviewStep, survey: Survey): Reply {
  if (step.kind === 'invite') return { kind: 'invite' };
  const question = questionOf(step, survey);
  if (question === undefined) return { kind: 'ask-comment' };
  return { kind: step.kind === 'question' && step.gate ? 'ask-gate' : 'ask', question: question.key };
}

/** Where a button shows for some filing channels only, it is shown. */
function filedFor(step: PreviewStep, survey: Survey): FilingChannel {
  const channels = questionOf(step, survey)?.notApplicable?.filedVia ?? [];
  return (['counter', 'online', 'post'] as const).find((via) => channels.includes(via)) ?? 'counter';
}

function questionOf(step: PreviewStep, { questions }: Survey): Question | undefined {
  return step.kind === 'question' ? questions[step.position] : undefined;
}
