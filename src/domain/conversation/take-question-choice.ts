import type { AnswerMode } from '../answer.ts';
import { assertNever } from '../../lib/assert-never.ts';
import type { QuestionKey } from '../survey.ts';
import type { Choice } from './choice.ts';
import type { Draft } from './draft.ts';
import type { StepContext } from './input.ts';
import { goTo, record, type Move } from './move.ts';
import { findQuestion, notApplicableFor } from './not-applicable.ts';
import { previousPhase } from './progress.ts';

type QuestionChoice = Extract<Choice, { readonly question: unknown }>;

/** A tap on a button of the question in hand; null when its prompt does not offer that button. */
export function takeQuestionChoice(draft: Draft, choice: QuestionChoice, context: StepContext): Move | null {
  const { question } = choice;
  const { phase } = draft;
  switch (choice.kind) {
    case 'score':
      return phase.kind === 'gate'
        ? null
        : record(draft, question, { value: choice.value, how: 'button' }, context.survey);
    case 'confirm-score':
      if (phase.kind !== 'confirming' || phase.value !== choice.value) return null;
      return answerConfirmation(draft, question, choice.yes, context);
    case 'skip':
      return skip(draft, question, 'button', context);
    case 'not-applicable': {
      const asked = findQuestion(context, question);
      const isOffered = phase.kind !== 'gate' && asked !== null && notApplicableFor(asked, context.filedVia) !== null;
      return isOffered ? setAside(draft, question, 'button', context) : null;
    }
    case 'gate':
      return takeGate(draft, question, choice.yes, context);
    case 'back':
      return goTo(draft, previousPhase(question, context.survey));
    default:
      return assertNever(choice);
  }
}

/** "Có" counts at the gate only, "Không" also while its question is asked. */
function takeGate(draft: Draft, question: QuestionKey, yes: boolean, context: StepContext): Move | null {
  if (!yes) return findQuestion(context, question)?.gate ? setAside(draft, question, 'button', context) : null;
  return draft.phase.kind === 'gate' ? openGate(draft, question) : null;
}

/** "Có" takes back an earlier "Không". */
export function openGate(draft: Draft, question: QuestionKey): Move {
  const { [question]: earlier, ...others } = draft.answers;
  const answers = earlier?.value === 'not-applicable' ? others : draft.answers;
  return goTo({ ...draft, answers }, { kind: 'asking', question });
}

/** Right: the score that was understood is recorded. Wrong: the question is asked again. */
export function answerConfirmation(
  draft: Draft,
  question: QuestionKey,
  yes: boolean,
  context: StepContext,
): Move | null {
  if (draft.phase.kind !== 'confirming') return null;
  if (!yes) return goTo(draft, { kind: 'asking', question });
  return record(draft, question, { value: draft.phase.value, how: 'confirmed' }, context.survey);
}

export function skip(draft: Draft, question: QuestionKey, how: AnswerMode, { survey }: StepContext): Move {
  return record(draft, question, { value: 'skipped', how }, survey);
}

/** The question does not apply to this respondent. */
export function setAside(draft: Draft, question: QuestionKey, how: AnswerMode, { survey }: StepContext): Move {
  return record(draft, question, { value: 'not-applicable', how }, survey);
}
