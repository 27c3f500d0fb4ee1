import { assertNever } from '../../../lib/assert-never.ts';
import { CodedError } from '../../../lib/coded-error.ts';

/**
 * rejected    Zalo answered no, nearly always with HTTP 200: `error` and `message` of its answer
 * limited     HTTP 429
 * unsendable  the call breaks a documented limit and was never made
 * unreached   the request never arrived: refused, no route, no such host, or something on the way answered itself
 * lost        nobody knows: time-out, connection lost after the request, 5xx, an answer cut short
 */
export type ZaloFailure =
  | { readonly kind: 'rejected'; readonly code: number; readonly description: string }
  | { readonly kind: 'limited'; readonly retryAfterMs: number | null }
  | { readonly kind: 'unsendable'; readonly reason: string }
  | { readonly kind: 'unreached'; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string };

/** A call that brought no result. Holds neither token nor body; has no `cause`, for that would. */
export class ZaloError extends CodedError {
  readonly failure: ZaloFailure;

  constructor(call: string, failure: ZaloFailure) {
    super(`zalo-${failure.kind}`, `Zalo ${call} failed (${summary(failure)}).`);
    this.name = 'ZaloError';
    this.failure = failure;
  }
}

/** Short, for logs and records: never the description, whose wording is not ours. */
export function summary(failure: ZaloFailure): string {
  switch (failure.kind) {
    case 'rejected':
      return `zalo${failure.code}`;
    case 'limited':
      return 'http-429';
    case 'unsendable':
    case 'unreached':
    case 'lost':
      return failure.reason;
    default:
      return assertNever(failure);
  }
}

const LONG_NUMBER = /\d{6,}/g;

/** Zalo's words for an operator's eyes; ids and phone numbers are taken out. */
export function describe(message: string): string {
  return message.replace(LONG_NUMBER, '…').slice(0, 200);
}
