import { assertNever } from '../../lib/assert-never.ts';
import type { Draft } from './draft.ts';
import type { Input, StepContext } from './input.ts';
import { notUnderstood, stay, type Move } from './move.ts';
import type { Outcome } from './outcome.ts';
import type { Reply } from './reply.ts';
import { takeChoice } from './take-choice.ts';
import { takeText } from './take-text.ts';

export type { Input, StepContext } from './input.ts';
export type { Outcome } from './outcome.ts';

export interface Step {
  readonly draft: Draft;
  readonly replies: readonly Reply[];
  readonly outcome: Outcome;
  /** True when this step recorded, changed or removed an answer or comment. */
  readonly changed: boolean;
}

export type StepFunction = (draft: Draft, input: Input, context: StepContext) => Step;

/** What one input of a citizen makes of the draft, and what is said to it. Total: no input throws. */
export function step(draft: Draft, input: Input, context: StepContext): Step {
  const move = take(draft, input, context);
  return { ...move, changed: isChanged(draft, move.draft) };
}

function take(draft: Draft, input: Input, context: StepContext): Move {
  switch (input.kind) {
    case 'choice':
      return takeChoice(draft, input.choice, context);
    case 'text':
      return takeText(draft, input.text, context);
    case 'media':
      return draft.phase.kind === 'asking' ? notUnderstood(draft, draft.phase.question) : stay(draft);
    case 'open':
    case 'forged':
      return stay(draft);
    default:
      return assertNever(input);
  }
}

function isChanged(before: Draft, after: Draft): boolean {
  const holdsAnswers = [before, after].some(({ answers }) => Object.keys(answers).length > 0);
  return before.comment !== after.comment || (before.answers !== after.answers && holdsAnswers);
}
