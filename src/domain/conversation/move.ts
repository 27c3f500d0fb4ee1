import type { AnswerMode, AnswerValue, Score } from '../answer.ts';
import type { QuestionKey, Survey } from '../survey.ts';
import { newDraft, type Draft, type Phase } from './draft.ts';
import type { Outcome } from './outcome.ts';
import { nextPhase } from './progress.ts';
import { basePhase, promptOf } from './prompt.ts';
import type { Reply } from './reply.ts';

/** The few ways in which a conversation moves; every input ends in one of them. */
export interface Move {
  readonly draft: Draft;
  readonly replies: readonly Reply[];
  readonly outcome: Outcome;
}

/** Nothing moves; without a reply of its own the current prompt is said again. */
export function stay(draft: Draft, reply: Reply = promptOf(draft.phase)): Move {
  return { draft, replies: [reply], outcome: basePhase(draft.phase).kind === 'done' ? 'finished' : 'open' };
}

export function goTo(draft: Draft, phase: Phase): Move {
  return stay({ ...draft, phase });
}

/** Answers a side question in passing: the survey goes on where it stood. */
export function settled(draft: Draft): Draft {
  return { ...draft, phase: basePhase(draft.phase) };
}

/** A side question never covers another one. */
export function askAside(draft: Draft, kind: 'confirming-stop' | 'confirming-discard'): Move {
  return goTo(draft, { kind, resume: basePhase(draft.phase) });
}

export function record(
  draft: Draft,
  question: QuestionKey,
  answer: { readonly value: AnswerValue; readonly how: AnswerMode },
  survey: Survey,
): Move {
  const answered = { ...draft, answers: { ...draft.answers, [question]: answer } };
  return goTo(answered, nextPhase(answered, survey));
}

export function confirmScore(draft: Draft, question: QuestionKey, value: Score): Move {
  return goTo(draft, { kind: 'confirming', question, value });
}

export function notUnderstood(draft: Draft, question: QuestionKey): Move {
  return stay({ ...draft, phase: { kind: 'asking', question } }, { kind: 'not-understood', question });
}

export function finish(draft: Draft): Move {
  return stay({ ...draft, phase: { kind: 'done' } }, { kind: 'farewell' });
}

/** The survey ends without a response; nothing that was answered stays. */
export function close(draft: Draft, kind: Exclude<Outcome, 'open' | 'finished'>): Move {
  return { draft: newDraft(draft.surveyId, draft.locale, draft.trackingId), replies: [{ kind }], outcome: kind };
}
