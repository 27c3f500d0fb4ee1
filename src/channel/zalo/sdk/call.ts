import { z } from 'zod';
import { parseJson } from './parse-json.ts';
import { toTransportFailure } from './to-transport-failure.ts';
import { describe, ZaloError, type ZaloFailure } from './zalo-error.ts';

export const ROOTS = {
  openapi: 'https://openapi.zalo.me',
  business: 'https://business.openapi.zalo.me',
  oauth: 'https://oauth.zaloapp.com',
} as const;

export type Host = keyof typeof ROOTS;
export type Roots = Readonly<Record<Host, string>>;

export interface Transport {
  readonly fetch: typeof fetch;
  readonly roots: Roots;
  readonly timeoutMs: number;
}

export interface TransportOptions {
  readonly fetch?: typeof fetch | undefined;
  readonly roots?: Partial<Roots> | undefined;
  /** How long a call may take. */
  readonly timeoutMs?: number | undefined;
}

export interface ZaloRequest {
  readonly method: 'GET' | 'POST';
  readonly host: Host;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly form?: Readonly<Record<string, string>>;
}

/** A whole number that may come as a string. */
const Code = z.union([z.number(), z.string().regex(/^-?\d+$/)]).transform(Number);
const Answer = z.looseObject({
  error: Code.optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  error_name: z.string().optional().catch(undefined),
});
export type Answer = z.infer<typeof Answer>;

const TIMEOUT_MS = 15_000;

export function createTransport({ fetch = globalThis.fetch, roots = {}, timeoutMs }: TransportOptions): Transport {
  const given = Object.entries(roots).map(([host, root]) => [host, root.replace(/\/+$/, '')]);
  return { fetch, roots: { ...ROOTS, ...Object.fromEntries(given) }, timeoutMs: timeoutMs ?? TIMEOUT_MS };
}

/**
 * One call, one request, one JSON object or an error. The HTTP status decides nothing where Zalo itself has spoken;
 * an answer without `error` is handed on, for the OAuth host gives tokens so.
 * @throws ZaloError
 */
export async function callZalo(transport: Transport, request: ZaloRequest): Promise<Answer> {
  const { status, contentType, retryAfter, text } = await exchange(transport, request);
  if (status === 429) throw failed(request, { kind: 'limited', retryAfterMs: secondsToMs(retryAfter) });
  const answer = Answer.safeParse(readObject(text));
  const code = answer.data?.error;
  if (!answer.success || (code === undefined && status >= 300)) throw failed(request, noAnswer(status, contentType));
  if (code === undefined || code === 0) return answer.data;
  const description = describe(answer.data.message ?? answer.data.error_name ?? '');
  throw failed(request, { kind: 'rejected', code, description });
}

interface Exchanged {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | null;
  readonly text: string;
}

async function exchange({ fetch, roots, timeoutMs }: Transport, request: ZaloRequest): Promise<Exchanged> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(urlOf(roots, request), {
      method: request.method,
      headers: headersOf(request),
      body: bodyOf(request),
      // A token must not follow wherever somebody on the way points.
      redirect: 'manual',
      signal: timeout,
    });
    const { status, headers } = answer;
    const facts = { contentType: headers.get('content-type') ?? '', retryAfter: headers.get('retry-after') };
    return { status, ...facts, text: await answer.text() };
  } catch (error) {
    throw failed(request, toTransportFailure(error, timeout.aborted));
  }
}

function urlOf(roots: Roots, { host, path, query = {} }: ZaloRequest): string {
  const search = new URLSearchParams(query).toString();
  return `${roots[host]}${path}${search === '' ? '' : `?${search}`}`;
}

function headersOf({ headers = {}, json, form }: ZaloRequest): Record<string, string> {
  if (json !== undefined) return { ...headers, 'Content-Type': 'application/json' };
  return form === undefined ? { ...headers } : { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' };
}

function bodyOf({ json, form }: ZaloRequest): string | null {
  if (json !== undefined) return JSON.stringify(json);
  return form === undefined ? null : new URLSearchParams(form).toString();
}

function readObject(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

/** A page below 500 is what proxies and portals show; an answer cut short may well have been an acceptance. */
function noAnswer(status: number, contentType: string): ZaloFailure {
  if (status >= 500) return { kind: 'lost', reason: `http-${status}` };
  if (status >= 300) return { kind: 'unreached', reason: `http-${status}` };
  return { kind: contentType.includes('html') ? 'unreached' : 'lost', reason: 'not-json' };
}

function failed({ path }: ZaloRequest, failure: ZaloFailure): ZaloError {
  return new ZaloError(path, failure);
}

function secondsToMs(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) * 1000 : null;
}
