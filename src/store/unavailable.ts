import { CodedError } from '../lib/coded-error.ts';
import { layersOf, type ErrorLayer } from './error-layers.ts';

/** Of PostgreSQL (its whole class 08 besides; 25006 is a standby's answer while another takes over), the operating system and Prisma. */
const CODES: ReadonlySet<unknown> = new Set(
  [
    '57P01 57P02 57P03 53000 53100 53200 53300 58030 25006',
    'ECONNREFUSED ECONNRESET ETIMEDOUT EPIPE ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH',
    'P1001 P1002 P1008 P1017 P2024',
  ].flatMap((codes) => codes.split(' ')),
);
const CONNECTION_EXCEPTION = /^08[0-9A-Z]{3}$/;
const KINDS: ReadonlySet<unknown> = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);
/** What the driver, its pool and the transaction manager say without a code that would tell. */
const WORDS = new RegExp(
  `^(?:${[
    'Connection terminated',
    'Client has encountered a connection error and is not queryable',
    'timeout exceeded when trying to connect',
    'Transaction API error: Unable to start a transaction',
  ].join('|')})`,
);

/** The database is away, starting, stopping, read-only or full, or so is its disk: the same call may succeed later. */
export function isUnavailable(error: unknown): boolean {
  return layersOf(error).some(tellsAbsence);
}

function tellsAbsence({ code, kind, message }: ErrorLayer): boolean {
  if (CODES.has(code) || KINDS.has(kind)) return true;
  if (typeof code === 'string' && CONNECTION_EXCEPTION.test(code)) return true;
  return typeof message === 'string' && WORDS.test(message);
}

type Call = (...args: never[]) => Promise<unknown>;

/**
 * The same store, whose calls throw the CodedError `unavailable` while the database is away: workers then wait in
 * place instead of blaming the work.
 */
export function sayingUnavailable<Store extends { readonly [Name in keyof Store]: Call }>(store: Store): Store {
  const calls = Object.entries<Call>(store).map(([name, call]) => [name, wrapped(call)] as const);
  return Object.fromEntries(calls) as Store;
}

function wrapped(call: Call): Call {
  return async (...args) => {
    try {
      return await call(...args);
    } catch (cause) {
      if (!isUnavailable(cause)) throw cause;
      throw new CodedError('unavailable', 'The database does not answer.', { cause });
    }
  };
}
