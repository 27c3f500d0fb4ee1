import { assertNever } from '../../lib/assert-never.ts';
import type { Score } from '../answer.ts';
import type { QuestionKey } from '../survey.ts';
import { readAnswer } from '../typed/read-answer.ts';
import { readCommand } from '../typed/read-command.ts';
import { readYesNo } from '../typed/read-yes-no.ts';
import { addRemark, isNoComment } from './comment.ts';
import type { Draft, Phase } from './draft.ts';
import type { StepContext } from './input.ts';
import { close, confirmScore, finish, notUnderstood, record, settled, stay, type Move } from './move.ts';
import { findQuestion, saysNotApplicable } from './not-applicable.ts';
import { basePhase } from './prompt.ts';
import { answerDiscard, begin } from './take-choice.ts';
import { takeCommand } from './take-command.ts';
import { answerConfirmation, openGate, setAside } from './take-question-choice.ts';

/** A typed message: a command first, then what the current prompt waits for. */
export function takeText(draft: Draft, text: string, context: StepContext): Move {
  const { phase } = draft;
  const command = readCommand(text, placeOf(phase));
  const agrees = readYesNo(text);
  const isMeant = command?.kind !== 'confirm-stop' || !isAnswerHere(text, agrees, phase);
  if (command !== null && isMeant) return takeCommand(draft, command, context);
  switch (phase.kind) {
    case 'offered':
      if (agrees === null) return stay(draft);
      return agrees ? begin(draft, context) : close(draft, 'declined');
    case 'asking':
      return takeOpinion(draft, phase.question, text, context);
    case 'gate':
      return takeGateText(draft, phase.question, agrees, context);
    case 'confirming': {
      const settling = agrees === null ? null : answerConfirmation(draft, phase.question, agrees, context);
      return settling ?? takeOpinion(draft, phase.question, text, context);
    }
    case 'commenting':
      return takeComment(draft, text, agrees);
    case 'confirming-stop':
      if (agrees === null) return takeText(settled(draft), text, context);
      return agrees ? close(draft, 'stopped') : stay(settled(draft));
    case 'confirming-discard':
      return agrees === null ? takeText(settled(draft), text, context) : answerDiscard(draft, agrees);
    case 'done':
      return stay(draft);
    default:
      return assertNever(phase);
  }
}

function placeOf(phase: Phase): 'question' | 'comment' | 'outside' {
  const { kind } = basePhase(phase);
  if (kind === 'commenting') return 'comment';
  return kind === 'offered' || kind === 'done' ? 'outside' : 'question';
}

/** A doubtful "stop" is none where it answers what was asked: "dung" as "đúng", "không cần" as no comment. */
function isAnswerHere(text: string, agrees: boolean | null, phase: Phase): boolean {
  if (phase.kind === 'confirming' || phase.kind === 'confirming-stop') return agrees === true;
  return phase.kind === 'commenting' && isNoComment(text);
}

/** Doubt is asked about once; a second doubt asks for a number. */
function takeOpinion(draft: Draft, question: QuestionKey, text: string, context: StepContext): Move {
  const asked = findQuestion(context, question);
  if (asked !== null && saysNotApplicable(text, asked, context.filedVia)) {
    return setAside(draft, question, 'phrase', context);
  }
  const answer = readAnswer(text);
  switch (answer.kind) {
    case 'score':
      return record(draft, question, { value: answer.value, how: answer.how }, context.survey);
    case 'confirm':
      return doubt(draft, question, answer.value);
    case 'mixed':
      return notUnderstood({ ...draft, comment: addRemark(draft.comment, text) }, question);
    case 'unclear':
      return notUnderstood(draft, question);
    default:
      return assertNever(answer);
  }
}

function doubt(draft: Draft, question: QuestionKey, value: Score): Move {
  return draft.phase.kind === 'confirming' ? notUnderstood(draft, question) : confirmScore(draft, question, value);
}

function takeGateText(draft: Draft, question: QuestionKey, agrees: boolean | null, context: StepContext): Move {
  if (agrees === null) return stay(draft);
  return agrees ? openGate(draft, question) : setAside(draft, question, 'phrase', context);
}

/** "Có" answers "do you want to add something?", and says nothing yet. */
function takeComment(draft: Draft, text: string, agrees: boolean | null): Move {
  if (isNoComment(text)) return finish(draft);
  const comment = addRemark(draft.comment, text);
  return agrees === true || comment === null || text.trim() === '' ? stay(draft) : finish({ ...draft, comment });
}
