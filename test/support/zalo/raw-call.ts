import type { FakeZalo } from './fake-zalo.ts';
import type { HostName } from './zalo-error.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>> & { readonly error?: number };
}

export interface RawCall {
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call without any client in between; with a good access token unless the headers bring one. */
export async function callRaw(
  fake: FakeZalo,
  host: HostName,
  path: string,
  { json, form, headers = {} }: RawCall = {},
): Promise<RawAnswer> {
  const token: Readonly<Record<string, string>> =
    host === 'oauth' || 'access_token' in headers ? {} : { access_token: goodToken(fake) };
  const type: Readonly<Record<string, string>> = json === undefined ? {} : { 'content-type': 'application/json' };
  const body = json === undefined ? (form ? new URLSearchParams(form) : null) : JSON.stringify(json);
  const httpResponse = await fetch(`${fake.urls[host]}${path}`, {
    method: body === null ? 'GET' : 'POST',
    headers: { ...type, ...token, ...headers },
    body,
    redirect: 'manual',
  });
  const text = await httpResponse.text();
  return { status: httpResponse.status, headers: httpResponse.headers, body: text === '' ? {} : JSON.parse(text) };
}

function goodToken({ tokens }: FakeZalo): string {
  const { accessToken } = tokens.last;
  return tokens.check(accessToken) === 'good' ? accessToken : tokens.issue().accessToken;
}
