import { lookup as resolve, type LookupAddress } from 'node:dns';
import { lookup as resolveAll } from 'node:dns/promises';
import { request as requestPlain, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Outbound } from './outbound/outbound.ts';
import { bareHost } from './outbound/proxy.ts';
import { isPrivateAddress } from './private-address.ts';

export interface OutsideOptions {
  /** Names or addresses that may be private and need no TLS. */
  readonly trusted: readonly string[];
  readonly timeoutMs: number;
  readonly outbound: Pick<Outbound, 'agentFor' | 'isProxied'>;
}

export type Posted =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'failed'; readonly reason: string };

/** Why an address may never be called; null when it may be tried. */
export function addressFault(
  url: string,
  trusted: readonly string[],
): 'url-malformed' | 'url-insecure' | 'url-private' | null {
  if (!URL.canParse(url)) return 'url-malformed';
  const { protocol, hostname, username, password } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return 'url-malformed';
  const host = bareHost(hostname);
  if (trusted.includes(host)) return null;
  if (protocol !== 'https:') return 'url-insecure';
  return isIP(host) > 0 && isPrivateAddress(host) ? 'url-private' : null;
}

/**
 * One POST without redirects. The name is resolved once, and the connection goes to what it resolved to: a name cannot
 * turn private between the check and the call. A proxy resolves for itself; what this machine knows to be private is
 * not asked of it.
 */
export async function postOutside(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  { trusted, timeoutMs, outbound }: OutsideOptions,
): Promise<Posted> {
  const fault = addressFault(url, trusted);
  if (fault) return { kind: 'failed', reason: fault };
  const target = new URL(url);
  const isTrusted = trusted.includes(bareHost(target.hostname));
  const isProxied = outbound.isProxied(target);
  if (isProxied && !isTrusted && (await isKnownAsPrivate(target.hostname))) {
    return { kind: 'failed', reason: 'url-private' };
  }
  const signal = AbortSignal.timeout(timeoutMs);
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    signal,
    agent: isProxied ? outbound.agentFor(target) : false,
    ...(isTrusted || isProxied ? {} : { lookup: publicOnly }),
  };
  return new Promise((settle) => {
    const request = target.protocol === 'https:' ? requestSecure(target, options) : requestPlain(target, options);
    request.once('response', (httpResponse) => {
      settle(answered(httpResponse));
      // What it says does not matter to us.
      httpResponse.destroy();
    });
    request.once('error', (error) => settle({ kind: 'failed', reason: signal.aborted ? 'timeout' : reasonOf(error) }));
    request.end(body);
  });
}

/** Within a closed network most names mean nothing. */
async function isKnownAsPrivate(hostname: string): Promise<boolean> {
  const found = await resolveAll(hostname, { all: true }).catch(() => []);
  return found.some(({ address }) => isPrivateAddress(address));
}

const publicOnly: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 0);
    const [first] = found;
    if (!first || found.some(({ address }) => isPrivateAddress(address))) return done(privateError(), '', 0);
    if (options.all) return (done as unknown as AllFound)(null, found);
    return done(null, first.address, first.family);
  });
};

type AllFound = (error: null, addresses: readonly LookupAddress[]) => void;

function privateError(): NodeJS.ErrnoException {
  return Object.assign(new Error('The name leads to a private address.'), { code: 'url-private' });
}

function answered({ statusCode = 0, headers }: IncomingMessage): Posted {
  const seconds = Number(headers['retry-after']);
  return { kind: 'answered', status: statusCode, retryAfterMs: seconds > 0 ? seconds * 1000 : null };
}

function reasonOf(error: Error): string {
  return 'code' in error ? String(error.code) : 'connection';
}
