import { assertNever } from '../../lib/assert-never.ts';
import type { Choice } from './choice.ts';
import type { Draft } from './draft.ts';
import type { StepContext } from './input.ts';
import { close, finish, goTo, settled, stay, type Move } from './move.ts';
import { nextPhase, previousPhase } from './progress.ts';
import { basePhase, currentQuestion } from './prompt.ts';
import { takeQuestionChoice } from './take-question-choice.ts';

/** A tap. What the current prompt does not offer is stale, and changes nothing. */
export function takeChoice(draft: Draft, choice: Choice, context: StepContext): Move {
  if (choice.kind === 'back' && choice.question === 'comment') return leaveComment(draft, context);
  if ('question' in choice) {
    const isCurrent = currentQuestion(basePhase(draft.phase)) === choice.question;
    return (isCurrent ? takeQuestionChoice(settled(draft), choice, context) : null) ?? stay(draft);
  }
  switch (choice.kind) {
    case 'begin':
      return begin(draft, context);
    case 'later':
      return later(draft);
    case 'wrong-dossier':
      return close(draft, 'wrong-dossier');
    case 'stop':
      return close(draft, 'stopped');
    case 'confirm-stop':
      // A missed stop is worse than a lost answer: "yes" counts however old its button is.
      return choice.yes ? close(draft, 'stopped') : stay(settled(draft));
    case 'discard':
      return answerDiscard(draft, choice.yes);
    case 'no-comment':
      return declineComment(draft);
    case 'not-me':
      return stay(draft);
    case 'language':
      return stay({ ...draft, locale: choice.locale });
    default:
      return assertNever(choice);
  }
}

/** Starts the survey, or goes on where it stood. */
export function begin(draft: Draft, { survey }: StepContext): Move {
  const phase = basePhase(draft.phase);
  return goTo(draft, phase.kind === 'offered' ? nextPhase(draft, survey) : phase);
}

export function later(draft: Draft): Move {
  const open = settled(draft);
  return open.phase.kind === 'done' ? stay(open) : stay(open, { kind: 'later' });
}

export function leaveComment(draft: Draft, { survey }: StepContext): Move {
  return basePhase(draft.phase).kind === 'commenting' ? goTo(draft, previousPhase('comment', survey)) : stay(draft);
}

/** Deleting takes the question first: a stale "yes" deletes nothing. */
export function answerDiscard(draft: Draft, yes: boolean): Move {
  if (draft.phase.kind !== 'confirming-discard') return stay(draft);
  return yes ? close(draft, 'discarded') : stay(settled(draft));
}

/** The second tap of a double tap says nothing, or it would replace the farewell. */
export function declineComment(draft: Draft): Move {
  const phase = basePhase(draft.phase);
  if (phase.kind === 'done') return { ...stay(draft), replies: [] };
  return phase.kind === 'commenting' ? finish(settled(draft)) : stay(draft);
}
