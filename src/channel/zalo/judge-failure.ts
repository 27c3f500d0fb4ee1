import { assertNever } from '../../lib/assert-never.ts';
import { addDays, localDay, startOfDay, timeOfDay } from '../../lib/calendar.ts';
import type { Refusal, SendResult } from '../../service/ports.ts';
import { errorClass } from './sdk/error-class.ts';
import type { ErrorClass, Family } from './sdk/error-codes.ts';
import { summary, ZaloError, type ZaloFailure } from './sdk/zalo-error.ts';
import { NIGHT, UNCONFIRMED } from './to-be-confirmed.ts';
import { GrantError } from './tokens/grant-fault.ts';

export type Concern = ErrorClass | 'unknown-code' | 'transport' | 'no-token';

export interface Verdict {
  readonly concern: Concern;
  /** Zalo's code, where it gave one. */
  readonly code: number | null;
  readonly result: SendResult;
}

const RATE_LIMIT = -32;
/** And up to as much again, by the clock, so that processes do not come back together. */
const LIMITED_FOR_MS = 5_000;
const SHORTEST_MS = 1_000;

/** Said on Zalo's own page: the citizen wants nothing of this account, or nothing of this kind. */
const OPTED_OUT: ReadonlySet<number> = new Set([-139, -141]);
const BLOCKED: ReadonlySet<number> = new Set([-217, -244, -140]);
const NOT_VIETNAMESE = 'phone-not-vietnamese';

/** What a failed send means. `families`: whose codes the endpoint speaks, the likelier one first. */
export function judgeFailure(error: unknown, families: readonly Family[], now: Date): Verdict {
  if (error instanceof ZaloError) return judge(error.failure, families, now);
  const concern = 'no-token';
  if (error instanceof GrantError) return { concern, code: null, result: refused('unauthorised') };
  // Everything else is thrown while a token is fetched, before anything is sent.
  return { concern, code: null, result: { kind: 'failed', reason: 'no-token' } };
}

function judge(failure: ZaloFailure, families: readonly Family[], now: Date): Verdict {
  switch (failure.kind) {
    case 'rejected':
      return judgeCode(failure.code, families, now);
    case 'limited':
      return { concern: 'back-off', code: null, result: limited('account', failure.retryAfterMs ?? spread(now)) };
    case 'unsendable':
      // Templates reach Vietnamese numbers only: that is a fact about the citizen, not a bug.
      if (failure.reason === NOT_VIETNAMESE)
        return { concern: 'citizen-for-good', code: null, result: refused('deactivated') };
      return { concern: 'our-bug', code: null, result: refused('bad-request') };
    case 'unreached':
      return { concern: 'transport', code: null, result: { kind: 'failed', reason: summary(failure) } };
    case 'lost':
      return { concern: 'transport', code: null, result: { kind: 'unknown', reason: summary(failure) } };
    default:
      return assertNever(failure);
  }
}

function judgeCode(code: number, families: readonly Family[], now: Date): Verdict {
  const found = errorClass(code, families, UNCONFIRMED.alsoTokenInvalid);
  if (found === null) return { concern: 'unknown-code', code, result: refused('bad-request') };
  return { concern: found, code, result: resultOf(found, code, now) };
}

function resultOf(found: ErrorClass, code: number, now: Date): SendResult {
  switch (found) {
    case 'back-off':
      return code === RATE_LIMIT ? limited('account', spread(now)) : { kind: 'failed', reason: `zalo${code}` };
    case 'defer-to-morning':
      return until(nextMorning(now), now);
    case 'defer-to-next-day':
      return until(startOfDay(addDays(localDay(now, NIGHT.zone), 1), NIGHT.zone), now);
    case 'citizen-for-good':
      return refused(reasonOf(code));
    case 'window-closed':
      return refused('window-closed');
    // A token that is refused twice, and what only a person can mend, stop the channel for a while and burn nothing.
    case 'refresh-token':
    case 'operator':
      return refused('unauthorised');
    case 'our-bug':
      return refused('bad-request');
    default:
      return assertNever(found);
  }
}

function spread(now: Date): number {
  return LIMITED_FOR_MS + (now.getTime() % LIMITED_FOR_MS);
}

function reasonOf(code: number): Refusal {
  if (OPTED_OUT.has(code)) return 'opted-out';
  return BLOCKED.has(code) ? 'blocked' : 'deactivated';
}

function nextMorning(now: Date): Date {
  const today = localDay(now, NIGHT.zone);
  const morning = timeOfDay(today, NIGHT.endsAt, NIGHT.zone);
  return morning > now ? morning : timeOfDay(addDays(today, 1), NIGHT.endsAt, NIGHT.zone);
}

/** Concerns this message; those who come after it in the same chat wait too. */
function until(instant: Date, now: Date): SendResult {
  return limited('chat', Math.max(SHORTEST_MS, instant.getTime() - now.getTime()));
}

function limited(scope: 'chat' | 'account', retryAfterMs: number): SendResult {
  return { kind: 'rate-limited', scope, retryAfterMs };
}

function refused(reason: Refusal): SendResult {
  return { kind: 'refused', reason };
}
