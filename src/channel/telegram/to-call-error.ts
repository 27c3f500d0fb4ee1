import { TelegramError } from 'telegraf';
import { z } from 'zod';
import { CallError, type CallFailure } from './call-error.ts';
import { scrubToken } from './scrub-token.ts';

/** What node-fetch and Node say about a call that brought no Bot API answer. */
const TransportError = z.object({
  type: z.string().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  message: z.string().catch(''),
});

/** Codes that only a connection which never stood can have. */
const UNREACHED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|ERR_TLS_\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/;
const FAILED_TO_CONNECT = /reason: (connect|getaddrinfo) /;
const DEFAULT_RETRY_AFTER_S = 1;

/** Telegraf's and node-fetch's errors carry token, URL and payload: only harmless facts are taken over. */
export function toCallError(method: string, error: unknown, aborted: 'by-us' | 'time-out' | null): CallError {
  if (aborted === 'by-us') return new CallError(method, { kind: 'aborted' });
  if (aborted === 'time-out') return new CallError(method, { kind: 'lost', reason: 'time-out' });
  if (error instanceof TelegramError) return new CallError(method, rejected(error));
  return new CallError(method, transportFailure(TransportError.parse(error)));
}

function rejected(error: TelegramError): CallFailure {
  const status = Number(error.code);
  const seconds = error.parameters?.retry_after ?? DEFAULT_RETRY_AFTER_S;
  return {
    kind: 'rejected',
    status: Number.isInteger(status) ? status : 0,
    description: scrubToken(String(error.description)).toLowerCase(),
    retryAfterMs: status === 429 ? seconds * 1000 : null,
  };
}

function transportFailure({ type, code, message }: z.infer<typeof TransportError>): CallFailure {
  // Telegraf reads the body of answers below 500 only: one that is no JSON comes from a proxy, not from Telegram.
  if (type === 'invalid-json') return { kind: 'unreached', reason: 'not-json' };
  const reason = code?.toLowerCase() ?? type ?? 'network';
  if ((code !== undefined && UNREACHED.test(code)) || FAILED_TO_CONNECT.test(message))
    return { kind: 'unreached', reason };
  return { kind: 'lost', reason };
}
