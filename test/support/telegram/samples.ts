import type { MessageBody } from '../../../src/domain/message.ts';
import type { Clock } from '../../../src/service/ports.ts';
import { CallError, type CallFailure } from '../../../src/channel/telegram/call-error.ts';

export const TOKEN = '123456:SECRET-token_of_the_bot';

/** A clock that tests set. */
export interface HandClock extends Clock {
  advance(ms: number): void;
}

export function handClock(start = '2026-03-02T08:00:00.000Z'): HandClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    advance: (ms) => {
      at += ms;
    },
  };
}

export function bodyOf(change: Partial<MessageBody> = {}): MessageBody {
  return { text: 'Chào bạn', buttons: [], asksForPhone: false, editMessageId: null, callbackId: null, ...change };
}

export async function failureOf(call: Promise<unknown>): Promise<CallFailure> {
  return (await errorOf(call)).failure;
}

export async function errorOf(call: Promise<unknown>): Promise<CallError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof CallError) return error;
  throw new Error('The call should have failed with a CallError.', { cause: error });
}
