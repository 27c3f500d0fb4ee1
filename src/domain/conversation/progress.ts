import type { Question, QuestionKey, Survey } from '../survey.ts';
import type { Draft } from './draft.ts';
import type { BasePhase } from './prompt.ts';

/** Questions that are neither answered, skipped nor not applicable; the comment does not count. */
export function remainingQuestions(draft: Draft, survey: Survey): number {
  return survey.questions.filter(({ key }) => !isDealtWith(draft, key)).length;
}

/** Every question has been dealt with, even when the comment is still open: sealed now, it is `finished`. */
export function isComplete(draft: Draft, survey: Survey): boolean {
  return remainingQuestions(draft, survey) === 0;
}

/** At least one answer that says something, a score or "not applicable"; a platform's rating says something too. */
export function hasAnswer(draft: Draft): boolean {
  if (draft.rating !== null) return true;
  return Object.values(draft.answers).some(({ value }) => value !== 'skipped');
}

/** The first question not dealt with, else the comment. */
export function nextPhase(draft: Draft, survey: Survey): BasePhase {
  const next = survey.questions.find(({ key }) => !isDealtWith(draft, key));
  return next ? openingOf(next) : { kind: 'commenting' };
}

/** One question back; the first leads to itself, the comment to the last. */
export function previousPhase(from: QuestionKey | 'comment', survey: Survey): BasePhase {
  const position = survey.questions.findIndex(({ key }) => key === from);
  const previous = from === 'comment' ? survey.questions.at(-1) : survey.questions[Math.max(position - 1, 0)];
  return previous ? openingOf(previous) : { kind: 'commenting' };
}

export function openingOf({ key, gate }: Question): BasePhase {
  return { kind: gate === null ? 'asking' : 'gate', question: key };
}

function isDealtWith(draft: Draft, key: QuestionKey): boolean {
  return Object.hasOwn(draft.answers, key);
}
