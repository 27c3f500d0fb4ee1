import { assertNever } from '../../lib/assert-never.ts';
import { CodedError } from '../../lib/coded-error.ts';
import type { Reply } from '../conversation/reply.ts';
import type { Question, QuestionKey, Survey } from '../survey.ts';
import { chatText } from './chat-text.ts';
import { button, commentKeyboard, gateKeyboard, scaleKeyboard } from './keyboard.ts';
import { say } from './render-outside.ts';
import type { Rendered } from './rendered.ts';
import type { Saying } from './saying.ts';

export type QuestionReply = Extract<Reply, { readonly question: unknown } | { readonly kind: 'ask-comment' }>;

/** What the survey asks. Only the question "did you mean …?" names a score: the one that was understood. */
export function renderQuestion(reply: QuestionReply, saying: Saying): Rendered {
  const { locale, filedVia } = saying;
  const text = chatText(locale);
  const survey = surveyOf(saying);
  if (reply.kind === 'ask-comment') return say([survey.commentPrompt[locale]], commentKeyboard(text));
  const { question, position } = placeIn(survey, reply.question);
  const numbered = text.survey.position(position, survey.questions.length);
  switch (reply.kind) {
    case 'ask':
      return say([numbered, question.text[locale]], scaleKeyboard(question, filedVia, locale));
    case 'ask-gate':
      return say([numbered, (question.gate ?? question.text)[locale]], gateKeyboard(question.key, text));
    case 'not-understood':
      return say(
        [text.survey.notUnderstood, numbered, question.text[locale]],
        scaleKeyboard(question, filedVia, locale),
      );
    case 'confirm-score':
      return say([text.survey.confirmScore(text.scale[reply.value])], [confirmRow(reply, saying)]);
    default:
      return assertNever(reply);
  }
}

function confirmRow({ question, value }: Extract<Reply, { kind: 'confirm-score' }>, { locale }: Saying) {
  const { buttons } = chatText(locale);
  return [
    button(buttons.right, { kind: 'confirm-score', question, value, yes: true }),
    button(buttons.chooseAgain, { kind: 'confirm-score', question, value, yes: false }),
  ];
}

function surveyOf({ survey }: Saying): Survey {
  if (survey === null) throw new CodedError('survey-missing', 'A question is asked before there is a survey.');
  return survey;
}

function placeIn(survey: Survey, key: QuestionKey): { readonly question: Question; readonly position: number } {
  const i = survey.questions.findIndex((question) => question.key === key);
  const question = survey.questions[i];
  if (!question) throw new CodedError('question-unknown', 'A question is asked that the survey does not have.');
  return { question, position: i + 1 };
}
