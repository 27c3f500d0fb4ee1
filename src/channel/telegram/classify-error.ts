import type { Refusal, SendResult } from '../../service/ports.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { summary, type CallFailure } from './call-error.ts';

type Rejection = Extract<CallFailure, { kind: 'rejected' }>;

/** Texts are no contract, so each is looked for as a part of the description; the first that fits decides. */
const FORBIDDEN: readonly (readonly [string, Refusal])[] = [
  ['bot was blocked', 'blocked'],
  ['user is deactivated', 'deactivated'],
  ["can't initiate conversation", 'not-started'],
];
const BAD_REQUESTS: readonly (readonly [string, Refusal])[] = [
  ['chat not found', 'not-started'],
  ['user not found', 'not-started'],
  ['peer_id_invalid', 'not-started'],
  ['upgraded to a supergroup', 'not-started'],
];
const UNEDITABLE = ['message to edit not found', "message can't be edited", 'message_id_invalid'];

/** What a failed send means. `chatWasIdle`: we had written nothing to this chat, so the whole account is too fast. */
export function classifyFailure(failure: CallFailure, chatWasIdle: boolean): SendResult {
  switch (failure.kind) {
    case 'rejected':
      return classifyRejection(failure, chatWasIdle);
    case 'unreached':
      return { kind: 'failed', reason: failure.reason };
    case 'lost':
    case 'aborted':
      return { kind: 'unknown', reason: summary(failure) };
    default:
      return assertNever(failure);
  }
}

/** The message shows what we want it to show already. */
export function isNotModified(failure: CallFailure): boolean {
  return isBadRequest(failure, ['message is not modified']);
}

/** The message is gone or no longer ours to change: a new one must do. */
export function isUneditable(failure: CallFailure): boolean {
  return isBadRequest(failure, UNEDITABLE);
}

function isBadRequest(failure: CallFailure, texts: readonly string[]): boolean {
  return (
    failure.kind === 'rejected' && failure.status === 400 && texts.some((text) => failure.description.includes(text))
  );
}

function classifyRejection({ status, description, retryAfterMs }: Rejection, chatWasIdle: boolean): SendResult {
  if (status === 429)
    return { kind: 'rate-limited', scope: chatWasIdle ? 'account' : 'chat', retryAfterMs: retryAfterMs ?? 1000 };
  if (status >= 500) return { kind: 'unknown', reason: `http-${status}` };
  if (status === 401) return refused('unauthorised');
  if (status === 403) return refused(lookUp(FORBIDDEN, description) ?? 'blocked');
  if (status === 400) return refused(lookUp(BAD_REQUESTS, description) ?? 'bad-request');
  // A bare "Not Found" is what a token of the wrong form gets.
  if (status === 404) return refused(description.includes('method') ? 'bad-request' : 'unauthorised');
  return { kind: 'failed', reason: `http-${status}` };
}

function lookUp(table: readonly (readonly [string, Refusal])[], description: string): Refusal | undefined {
  return table.find(([text]) => description.includes(text))?.[1];
}

function refused(reason: Refusal): SendResult {
  return { kind: 'refused', reason };
}
