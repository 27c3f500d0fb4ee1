import { assertNever } from '../../lib/assert-never.ts';
import type { QuestionKey } from '../survey.ts';
import type { Phase } from './draft.ts';
import type { Reply } from './reply.ts';

/** A phase that no side question covers. */
export type BasePhase = Exclude<Phase, { readonly kind: 'confirming-stop' | 'confirming-discard' }>;

/** What a phase waits for, said again: how a survey is resumed after any pause. */
export function promptOf(phase: Phase): Reply {
  switch (phase.kind) {
    case 'offered':
      return { kind: 'invite' };
    case 'asking':
      return { kind: 'ask', question: phase.question };
    case 'gate':
      return { kind: 'ask-gate', question: phase.question };
    case 'confirming':
      return { kind: 'confirm-score', question: phase.question, value: phase.value };
    case 'commenting':
      return { kind: 'ask-comment' };
    case 'confirming-stop':
      return { kind: 'confirm-stop' };
    case 'confirming-discard':
      return { kind: 'confirm-discard' };
    case 'done':
      return { kind: 'already-closed' };
    default:
      return assertNever(phase);
  }
}

/** Where the survey itself stands, under a side question. */
export function basePhase(phase: Phase): BasePhase {
  return phase.kind === 'confirming-stop' || phase.kind === 'confirming-discard' ? basePhase(phase.resume) : phase;
}

/** The question that taps and texts concern now. */
export function currentQuestion(phase: BasePhase): QuestionKey | null {
  return 'question' in phase ? phase.question : null;
}
