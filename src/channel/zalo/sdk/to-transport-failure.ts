import { z } from 'zod';
import type { ZaloFailure } from './zalo-error.ts';

/** What fetch says about a call that brought no answer: the reason is one level down. */
const FetchError = z.looseObject({ code: z.string().optional().catch(undefined), cause: z.unknown().optional() });

/** Codes that only a connection which never stood can have. */
const UNREACHED =
  /^(EPROXY|ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|ERR_INVALID_\w+)$/;

export function toTransportFailure(error: unknown, isTimeOut: boolean): ZaloFailure {
  if (isTimeOut) return { kind: 'lost', reason: 'time-out' };
  const code = codeOf(error);
  if (code === null) return { kind: 'lost', reason: 'network' };
  return { kind: UNREACHED.test(code) ? 'unreached' : 'lost', reason: code.toLowerCase() };
}

function codeOf(error: unknown): string | null {
  const parsed = FetchError.safeParse(error);
  if (!parsed.success) return null;
  return parsed.data.code ?? (parsed.data.cause === undefined ? null : codeOf(parsed.data.cause));
}
