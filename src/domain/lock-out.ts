import { retentionMs } from './retention.ts';

/** Wrong passwords for one account so far. */
export interface Attempts {
  readonly failures: number;
  readonly failedAt: Date;
  readonly lockedUntil: Date | null;
}

export type AttemptRuling =
  | { readonly kind: 'locked'; readonly until: Date }
  /** May try; `next` counts the try as wrong until it proves right, so that tries made at once count too. */
  | { readonly kind: 'free'; readonly next: Attempts };

/** So many without waiting. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 60_000;
/** Short enough that nobody can shut a person out for a day by typing nonsense. */
const LONGEST_WAIT_MS = 3_600_000;

/** The fifth wrong password makes wait a minute, each one after it twice as long, up to an hour; what is kept no longer does not count. */
export function ruleAttempt(attempts: Attempts | null, now: Date): AttemptRuling {
  const before = attempts && now.getTime() - attempts.failedAt.getTime() < retentionMs('attempt') ? attempts : null;
  if (before?.lockedUntil && before.lockedUntil > now) return { kind: 'locked', until: before.lockedUntil };
  const failures = (before?.failures ?? 0) + 1;
  const lockedUntil = failures < FREE_TRIES ? null : new Date(now.getTime() + waitAfter(failures));
  return { kind: 'free', next: { failures, failedAt: now, lockedUntil } };
}

function waitAfter(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES), LONGEST_WAIT_MS);
}
