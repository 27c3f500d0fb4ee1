import { assertNever } from '../../lib/assert-never.ts';
import type { Command } from '../typed/read-command.ts';
import type { Draft } from './draft.ts';
import type { StepContext } from './input.ts';
import { askAside, close, goTo, settled, stay, type Move } from './move.ts';
import { previousPhase } from './progress.ts';
import { basePhase, currentQuestion } from './prompt.ts';
import { answerDiscard, begin, declineComment, later, leaveComment } from './take-choice.ts';
import { skip } from './take-question-choice.ts';

/** A typed command. Saying "stop" or "delete" again to the question about it means yes. */
export function takeCommand(draft: Draft, command: Command, context: StepContext): Move {
  switch (command.kind) {
    case 'stop':
      return close(draft, 'stopped');
    case 'confirm-stop':
      return draft.phase.kind === 'confirming-stop' ? close(draft, 'stopped') : askAside(draft, 'confirming-stop');
    case 'delete':
      return draft.phase.kind === 'confirming-discard'
        ? answerDiscard(draft, true)
        : askAside(draft, 'confirming-discard');
    case 'wrong-dossier':
      return close(draft, 'wrong-dossier');
    case 'later':
      return later(draft);
    case 'help':
    case 'human':
      return stay(settled(draft), { kind: command.kind });
    case 'begin':
    case 'resume':
      return begin(draft, context);
    case 'skip':
      return typedSkip(draft, context);
    case 'back':
      return typedBack(draft, context);
    case 'language':
      return stay({ ...draft, locale: command.locale });
    default:
      return assertNever(command);
  }
}

/** At the invitation "bỏ qua" is a no to this survey. */
function typedSkip(draft: Draft, context: StepContext): Move {
  const phase = basePhase(draft.phase);
  const question = currentQuestion(phase);
  if (question !== null) return skip(settled(draft), question, 'phrase', context);
  if (phase.kind === 'offered') return close(draft, 'declined');
  return phase.kind === 'commenting' ? declineComment(draft) : stay(settled(draft));
}

function typedBack(draft: Draft, context: StepContext): Move {
  const question = currentQuestion(basePhase(draft.phase));
  if (question === null) return leaveComment(settled(draft), context);
  return goTo(draft, previousPhase(question, context.survey));
}
