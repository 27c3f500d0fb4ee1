import { TelegramError } from 'telegraf';
import { z } from 'zod';
import { NotJsonError } from './api-answer.ts';
import { CallError, type CallFailure } from './call-error.ts';
import { GivenUpError } from './post-json.ts';
import { scrubToken } from './scrub-token.ts';

/** What Node says about a call that brought no answer. */
const TransportError = z.object({
  code: z.string().optional().catch(undefined),
  message: z.string().catch(''),
});

/** Codes that only a connection which never stood can have. */
const UNREACHED =
  /^(EPROXY|ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|ERR_TLS_\w+|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/;
const FAILED_TO_CONNECT = /^(connect|getaddrinfo) /;
const DEFAULT_RETRY_AFTER_S = 1;

/** What failed may quote token, URL and payload: only harmless facts are taken over. */
export function toCallError(method: string, error: unknown): CallError {
  if (error instanceof GivenUpError) return new CallError(method, givenUp(error));
  if (error instanceof TelegramError) return new CallError(method, rejected(error));
  if (error instanceof NotJsonError) return new CallError(method, { kind: 'unreached', reason: 'not-json' });
  return new CallError(method, transportFailure(TransportError.parse(error)));
}

function givenUp({ by }: GivenUpError): CallFailure {
  return by === 'us' ? { kind: 'aborted' } : { kind: 'lost', reason: 'time-out' };
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

function transportFailure({ code, message }: z.infer<typeof TransportError>): CallFailure {
  const reason = code?.toLowerCase() ?? 'network';
  if ((code !== undefined && UNREACHED.test(code)) || FAILED_TO_CONNECT.test(message))
    return { kind: 'unreached', reason };
  return { kind: 'lost', reason };
}
