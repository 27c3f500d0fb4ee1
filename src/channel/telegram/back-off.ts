import { setTimeout as sleep } from 'node:timers/promises';
import { CallError } from './call-error.ts';

const SLOWEST_FACTOR = 30;

/** Resolves early, without an error, when `signal` fires. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/** Doubles from `baseMs` up to thirty times that; what Telegram asks for comes first. */
export function waitFor(error: unknown, failures: number, baseMs: number): number {
  if (error instanceof CallError && error.failure.kind === 'rejected' && error.failure.retryAfterMs !== null) {
    return error.failure.retryAfterMs;
  }
  return Math.min(baseMs * SLOWEST_FACTOR, baseMs * 2 ** Math.max(0, failures - 1));
}

/** The token is revoked or wrong (401, or 404 for one of the wrong form): asking again helps nobody. */
export function isFatal(error: unknown): error is CallError {
  return error instanceof CallError && error.failure.kind === 'rejected' && [401, 404].includes(error.failure.status);
}
