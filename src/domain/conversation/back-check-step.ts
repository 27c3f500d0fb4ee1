import type { BackCheckAnswers, BackCheckQuestion, Said } from '../back-check.ts';
import { readUnsure } from '../typed/read-unsure.ts';
import { readYesNo } from '../typed/read-yes-no.ts';

export type BackCheckInput =
  | { readonly kind: 'choice'; readonly question: BackCheckQuestion; readonly said: Said }
  | { readonly kind: 'text'; readonly text: string };

export interface BackCheckStep {
  /** What was said to the first question; null before. */
  readonly own: Said | null;
  /** Set once both are answered. */
  readonly answers: BackCheckAnswers | null;
  /** What is asked next: a question, or nothing any more. */
  readonly ask: BackCheckQuestion | null;
  /** The text meant neither yes nor no. */
  readonly isUnclear: boolean;
}

/**
 * One step of the back-check. A button may be pressed again; the second question counts only after the first.
 * @param own what was said to the first question so far
 */
export function stepBackCheck(own: Said | null, input: BackCheckInput): BackCheckStep {
  const question = input.kind === 'choice' ? input.question : nextAfter(own);
  const said = input.kind === 'choice' ? input.said : readSaid(input.text, question);
  if (said === null) return { own, answers: null, ask: question, isUnclear: true };
  if (question === 'own') return { own: said, answers: null, ask: 'prompted', isUnclear: false };
  if (own === null) return { own, answers: null, ask: 'own', isUnclear: false };
  return { own, answers: { own, prompted: said }, ask: null, isUnclear: false };
}

export function nextAfter(own: Said | null): BackCheckQuestion {
  return own === null ? 'own' : 'prompted';
}

/** Whether somebody answered oneself can be known. */
function readSaid(text: string, question: BackCheckQuestion): Said | null {
  const yes = readYesNo(text);
  if (yes !== null) return yes ? 'yes' : 'no';
  return question === 'prompted' && readUnsure(text) ? 'unsure' : null;
}
