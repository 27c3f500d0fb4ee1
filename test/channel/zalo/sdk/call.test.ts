import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { callZalo, createTransport, ROOTS, type ZaloRequest } from '../../../../src/channel/zalo/sdk/call.ts';
import { ZaloError } from '../../../../src/channel/zalo/sdk/zalo-error.ts';
import { failureOf } from './fixed-tokens.ts';

const TEXT = 'Tôi rất không hài lòng';
const REQUEST: ZaloRequest = {
  method: 'POST',
  host: 'openapi',
  path: '/v3.0/oa/message/cs',
  headers: { access_token: 'SECRET' },
  json: { text: TEXT },
};

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

describe('channel/zalo/sdk/call', () => {
  let server: Server | null = null;
  const seen: Seen[] = [];

  afterEach(async () => {
    seen.length = 0;
    server?.closeAllConnections();
    if (server?.listening) await new Promise((resolve) => server?.close(resolve));
  });

  async function serve(listener: RequestListener): Promise<string> {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
        listener(request, response);
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function call(root: string, request: ZaloRequest = REQUEST, timeoutMs = 15_000) {
    return callZalo(createTransport({ roots: { openapi: root }, timeoutMs }), request);
  }

  async function answered(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
    const root = await serve((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
    return call(root);
  }

  it('knows the three hosts', () => {
    expect(createTransport({}).roots).toEqual(ROOTS);
    expect(createTransport({ roots: { oauth: 'http://localhost:1/' } }).roots.oauth).toBe('http://localhost:1');
  });

  it('carries JSON, forms, queries and headers', async () => {
    const root = await serve((_request, response) => response.end('{"error":0}'));
    await call(`${root}/proxy/`);
    await call(root, { method: 'GET', host: 'openapi', path: '/a', query: { data: '{"user_id":"1"}' } });
    await call(root, {
      method: 'POST',
      host: 'openapi',
      path: '/b',
      form: { grant_type: 'refresh_token', 'a b': 'ộ' },
    });
    expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', '/proxy/v3.0/oa/message/cs', JSON.stringify({ text: TEXT })],
      ['GET', '/a?data=%7B%22user_id%22%3A%221%22%7D', ''],
      ['POST', '/b', 'grant_type=refresh_token&a+b=%E1%BB%99'],
    ]);
    expect(seen.map(({ headers }) => headers['content-type'])).toEqual([
      'application/json',
      undefined,
      'application/x-www-form-urlencoded',
    ]);
    expect(seen[0]?.headers['access_token']).toBe('SECRET');
    expect(seen[0]?.headers['authorization']).toBeUndefined();
  });

  it('keeps ids beyond 2^53', async () => {
    expect(await answered(200, '{"error":"0","data":{"user_id":186729651760683225}}')).toEqual({
      error: 0,
      data: { user_id: '186729651760683225' },
    });
  });

  it.each([
    ['an error with HTTP 200', 200, '{"error":-230,"message":"No interaction"}', -230],
    ['an error in a string', 200, '{"error":"-216"}', -216],
    ['an error with another status', 403, '{"error":-223,"message":"No interaction"}', -223],
    ['an error with a server fault', 500, '{"error":-200}', -200],
  ])('takes %s for what it says', async (_name, status, body, code) => {
    expect(await failureOf(answered(status, body))).toMatchObject({ kind: 'rejected', code });
  });

  it.each([
    ['HTML from a proxy', 200, '<html>', { 'content-type': 'text/html' }, { kind: 'unreached', reason: 'not-json' }],
    ['an answer cut short', 200, '{"error":0', {}, { kind: 'lost', reason: 'not-json' }],
    ['a list', 200, '[]', {}, { kind: 'lost', reason: 'not-json' }],
    ['a redirect', 302, '', { location: 'http://127.0.0.1:9/' }, { kind: 'unreached', reason: 'http-302' }],
    ['404', 404, '{"error":"Not Found"}', {}, { kind: 'unreached', reason: 'http-404' }],
    ['502', 502, '<html>', {}, { kind: 'lost', reason: 'http-502' }],
    ['429', 429, '{"error":-32}', {}, { kind: 'limited', retryAfterMs: null }],
    ['429 with a time', 429, '', { 'retry-after': '7' }, { kind: 'limited', retryAfterMs: 7000 }],
  ])('tells what %s means', async (_name, status, body, headers, failure) => {
    expect(await failureOf(answered(status, body, headers))).toEqual(failure);
  });

  it('hands on an answer that says neither', async () => {
    expect(await answered(200, '{"access_token":"a"}')).toMatchObject({ access_token: 'a' });
  });

  it('tells a request that never arrived from one whose fate is unknown', async () => {
    const reset = await serve((request) => request.socket.destroy());
    expect(await failureOf(call(reset))).toMatchObject({ kind: 'lost' });
    const hang = await serve(() => undefined);
    expect(await failureOf(call(hang, REQUEST, 200))).toEqual({ kind: 'lost', reason: 'time-out' });
    const half = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"error"');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await failureOf(call(half))).toMatchObject({ kind: 'lost' });
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    expect(await failureOf(call(half))).toEqual({ kind: 'unreached', reason: 'econnrefused' });
    expect(await failureOf(call('http://nowhere.invalid'))).toMatchObject({ kind: 'unreached' });
  });

  it('has errors that hold neither token nor text nor number', async () => {
    const error: unknown = await answered(200, '{"error":-217,"message":"user 84987654321 blocked"}').catch(
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(ZaloError);
    const everything = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
    expect(everything).toContain('user … blocked');
    expect(everything).not.toMatch(/SECRET|hài lòng|84987654321/);
  });
});
