import type { Dossier } from '../dossier.ts';

/** Nobody reads five questions and taps five answers in less (domain.md §6.2). */
const SHORTEST_READ_MS = 8_000;
const SHORTEST_ANSWER_MS = 800;

/**
 * Whether a survey was finished faster than anybody reads. It says nothing about what was answered, and content people
 * who tap the same button five times are not suspected for it.
 *
 * @param times of the answers in order, milliseconds; the first is when the first question was shown
 */
export function isHurried(times: readonly number[]): boolean {
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined || times.length < 2) return false;
  return (
    last - first < SHORTEST_READ_MS || times.some((time, i) => i > 0 && time - (times[i - 1] ?? 0) < SHORTEST_ANSWER_MS)
  );
}

const AT_THE_COUNTER_MS = 10 * 60_000;

/** Whether a slip was taken while its citizen must still have stood at the counter, result in hand. */
export function isTakenEarly(
  { completedAt, returnedAt }: Pick<Dossier, 'completedAt' | 'returnedAt'>,
  at: Date,
): boolean {
  if (completedAt === null || at < completedAt) return false;
  return at.getTime() - (returnedAt ?? completedAt).getTime() < AT_THE_COUNTER_MS;
}
