import { assertNever } from '../../lib/assert-never.ts';
import { CodedError } from '../../lib/coded-error.ts';

/**
 * rejected    the Bot API answered no: `status` is its code, `description` its text in lower case
 * unreached   the request never arrived: refused, no route, no such host, or something on the way answered itself
 * lost        nobody knows: time-out, connection lost after the request, an answer cut short
 * aborted     we gave the call up ourselves
 */
export type CallFailure =
  | {
      readonly kind: 'rejected';
      readonly status: number;
      readonly description: string;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'unreached'; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string }
  | { readonly kind: 'aborted' };

/** A call of the Bot API that brought no result. Holds neither token nor payload; has no `cause`, for that would. */
export class CallError extends CodedError {
  readonly failure: CallFailure;

  constructor(method: string, failure: CallFailure) {
    super(`telegram-${failure.kind}`, `Telegram ${method} failed (${summary(failure)}).`);
    this.name = 'CallError';
    this.failure = failure;
  }
}

/** Short, for logs and records: never the description, whose wording is not ours. */
export function summary(failure: CallFailure): string {
  switch (failure.kind) {
    case 'rejected':
      return `http-${failure.status}`;
    case 'unreached':
    case 'lost':
      return failure.reason;
    case 'aborted':
      return 'aborted';
    default:
      return assertNever(failure);
  }
}
