import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../src/lib/coded-error.ts';
import { createLog } from '../../src/lib/log.ts';
import { WebError } from '../../src/web/problem.ts';
import { buildServer, type ServerParts } from '../../src/web/server.ts';

type Surface = ServerParts['surfaces'][number];

const lines: string[] = [];
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  lines.length = 0;
  for (const close of closers.splice(0)) await close();
});

async function start(surface: Surface, overrides: Partial<ServerParts> = {}) {
  const server = await buildServer({
    publicUrl: new URL('http://hai-long.test'),
    log: createLog('info', { write: (line: string) => void lines.push(line) }),
    metrics: new Registry(),
    ready: async () => ({ ok: true, parts: { postgres: true } }),
    surfaces: [surface],
    guards: {},
    ...overrides,
  });
  closers.push(() => server.close());
  return server;
}

const open = { config: { access: 'public' } } as const;

const pages: Surface = async (server) => {
  server.get('/page', open, async () => 'page');
  server.get('/broken', open, async () => {
    throw new Error('number 0912345678 is broken');
  });
  server.get('/away', open, async () => {
    throw new CodedError('unavailable', 'The database is away.');
  });
  server.get('/s/:token', { config: { access: 'signed' } }, async () => 'survey');
  server.post('/s/:token', { config: { access: 'signed' } }, (request, reply) => reply.send(request.body));
  server.post('/webhooks/telegram', { config: { access: 'webhook' } }, async () => 'ok');
  server.post('/page/send', open, async () => 'sent');
  server.get('/page/:id', open, async () => {
    throw new WebError(404, 'thing-unknown', 'There is no such thing.');
  });
  server.post('/page/:id', open, async () => 'changed');
  server.post('/page/:id/part/:part/drop', open, async () => 'dropped');
  server.get('/api/v1/thing', { config: { access: 'webhook' } }, async () => {
    throw new WebError(422, 'thing-bent', 'The thing is bent.');
  });
};

describe('src/web/server.ts', () => {
  describe('access', () => {
    it('refuses a route that does not say who may call it', async () => {
      await expect(start(async (server) => void server.get('/x', async () => 'x'))).rejects.toThrow(
        'Route without access: /x',
      );
    });

    it('refuses a route whose guard is missing', async () => {
      const surface: Surface = async (server) =>
        void server.get('/x', { config: { access: 'api-key', action: 'see-rates' } }, async () => 'x');
      await expect(start(surface)).rejects.toMatchObject({ code: 'route-guard' });
    });

    it('refuses a route that asks for a key where platforms call, for there nobody guards', async () => {
      const webhooks: Surface = async (server) =>
        void server.get('/x', { config: { access: 'api-key', action: 'see-rates' } }, async () => 'x');
      const guards = { 'api-key': async () => undefined };
      await expect(start(pages, { webhooks, guards })).rejects.toMatchObject({ code: 'route-guard' });
    });

    it('refuses a route that does not say what it is for', async () => {
      const surface: Surface = async (server) =>
        void server.get('/x', { config: { access: 'api-key' } }, async () => 'x');
      const guards = { 'api-key': async () => undefined };
      await expect(start(surface, { guards })).rejects.toMatchObject({ code: 'route-action' });
    });

    it('lets nobody in whom no guard has named', async () => {
      const surface: Surface = async (server) =>
        void server.get('/x', { config: { access: 'api-key', action: 'see-rates' } }, async () => 'x');
      const server = await start(surface, { guards: { 'api-key': async () => undefined } });
      expect((await server.inject('/x')).statusCode).toBe(403);
    });

    it('runs the guard before the route', async () => {
      const refuse = async () => {
        throw new WebError(401, 'key-unknown', 'The key is not known.');
      };
      const surface: Surface = async (server) =>
        void server.get('/x', { config: { access: 'api-key', action: 'see-rates' } }, async () => 'x');
      const server = await start(surface, { guards: { 'api-key': refuse } });
      expect((await server.inject('/x')).json()).toMatchObject({ status: 401, code: 'key-unknown' });
    });

    it('lists every route, and few of its own are public', async () => {
      const server = await start(async () => undefined);
      const open = server.routeList.filter(({ access }) => access === 'public').map(({ url }) => url);
      expect([...new Set(open)]).toEqual(['/assets/:name', '/healthz', '/readyz', '/metrics', '/']);
      expect(server.routeList.every(({ access }) => access === 'public')).toBe(true);
    });
  });

  describe('headers', () => {
    it('allows nothing inline and nothing from elsewhere', async () => {
      const server = await start(pages);
      for (const url of ['/page', '/missing', '/broken']) {
        const { headers } = await server.inject(url);
        expect(headers['content-security-policy']).toContain("default-src 'self'");
        expect(headers['content-security-policy']).not.toMatch(/unsafe|https:|\*/);
        expect(headers['referrer-policy']).toBe('same-origin');
        expect(headers['strict-transport-security']).toBeUndefined();
      }
    });

    it('asks browsers to stay on https where the service is reached so', async () => {
      const server = await start(pages, { publicUrl: new URL('https://hai-long.test') });
      expect((await server.inject('/page')).headers['strict-transport-security']).toContain('max-age=');
    });
  });

  describe('errors', () => {
    it('gives machines problem+json', async () => {
      const server = await start(pages);
      const answer = await server.inject('/api/v1/thing');
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.json()).toMatchObject({
        status: 422,
        title: 'Unprocessable Entity',
        code: 'thing-bent',
        detail: 'The thing is bent.',
      });
      expect((await server.inject('/api/v1/none')).json()).toMatchObject({ status: 404, code: 'not-found' });
    });

    it('gives people a page in their language', async () => {
      const server = await start(pages);
      const vietnamese = await server.inject('/missing');
      expect(vietnamese.statusCode).toBe(404);
      expect(vietnamese.body).toContain('Không có trang này');
      const english = await server.inject({ url: '/missing', cookies: { 'hl-lang': 'en' } });
      expect(english.body).toContain('There is no such page');
    });

    it('leads from an address that only takes forms to the page above it, in the language asked for', async () => {
      const server = await start(pages);
      for (const [url, above] of [
        ['/page/send?lang=en', '/page?lang=en'],
        ['/page/7/part/8/drop?lang=en&page=2', '/page/7?lang=en&page=2'],
        ['/page/send', '/page'],
      ]) {
        const { statusCode, headers } = await server.inject(url ?? '');
        expect([url, statusCode, headers.location]).toEqual([url, 303, above]);
      }
      const english = await server.inject('/page/send?lang=en');
      expect(english.headers['set-cookie']).toContain('hl-lang=en');
      for (const url of ['/page/7', '/page/7/part/8', '/webhooks/telegram', '/missing/send']) {
        expect([url, (await server.inject(url)).statusCode]).toEqual([url, 404]);
      }
    });

    it('says nothing of the inside when it fails, and logs no address, message or number', async () => {
      const server = await start(pages);
      const answer = await server.inject('/broken');
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toContain('0912345678');
      await server.inject('/s/very-secret-token?phone=0912345678');
      await server.inject('/nothing/very-secret-token');
      expect(lines.join('')).toContain('/s/:token');
      expect(lines.join('')).not.toMatch(/very-secret-token|0912345678/);
    });

    it('asks to come again while the database is away', async () => {
      const server = await start(pages);
      expect((await server.inject('/away')).statusCode).toBe(503);
    });

    it('refuses bodies over one mebibyte and JSON that is none', async () => {
      const server = await start(pages);
      const post = (payload: string) =>
        server.inject({
          method: 'POST',
          url: '/webhooks/telegram',
          headers: { 'content-type': 'application/json' },
          payload,
        });
      expect((await post(`"${'x'.repeat(1_048_576)}"`)).statusCode).toBe(413);
      expect((await post('{')).json()).toMatchObject({ status: 400 });
    });
  });

  describe('forms from other sites', () => {
    const post = (headers: Record<string, string>) =>
      ({
        method: 'POST',
        url: '/s/token',
        headers: { host: 'hai-long.test', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: 'a=1',
      }) as const;

    it('are refused, by what the browser says', async () => {
      const server = await start(pages);
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.test' },
        { origin: 'http://hai-long.test.evil.test' },
        { origin: 'null' },
        {},
      ]) {
        const answer = await server.inject(post(headers));
        expect(answer.statusCode).toBe(403);
        expect(answer.body).toContain('Không nhận biểu mẫu');
        expect(answer.headers['content-security-policy']).toBeDefined();
      }
    });

    it('are none when they are a text, a list or a number', async () => {
      const server = await start(pages);
      for (const [type, payload] of [
        ['text/plain', 'a=1'],
        ['application/json', '[]'],
        ['application/json', '7'],
      ] as const) {
        const answer = await server.inject({
          ...post({ 'sec-fetch-site': 'same-origin', 'content-type': type }),
          payload,
        });
        expect([type, payload, answer.statusCode]).toEqual([type, payload, 400]);
        expect(answer.headers['content-type']).toContain('text/html');
      }
    });

    it('leave forms of our own alone', async () => {
      const server = await start(pages);
      expect((await server.inject(post({ 'sec-fetch-site': 'same-origin' }))).json()).toEqual({ a: '1' });
      expect((await server.inject(post({ origin: 'http://hai-long.test' }))).statusCode).toBe(200);
      expect((await server.inject(post({ origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' }))).statusCode).toBe(
        200,
      );
    });

    it('are no matter for webhooks, which prove themselves otherwise', async () => {
      const server = await start(pages);
      expect((await server.inject({ method: 'POST', url: '/webhooks/telegram' })).statusCode).toBe(200);
    });
  });

  it('shows no page to people where it serves none, as on a worker', async () => {
    const server = await start(pages, { surfaces: [] });
    expect((await server.inject('/')).statusCode).toBe(404);
    expect((await server.inject('/healthz')).statusCode).toBe(200);
  });

  it('asks visitors to come again later when there is too much to do, and turns no answer away', async () => {
    const limits = { maxEventLoopDelayMs: 60_000, maxHeapBytes: 1, sampleMs: 10 };
    const server = await start(pages, { limits });
    await sleep(50);
    const page = await server.inject({ url: '/page', headers: { accept: 'text/html' } });
    expect([page.statusCode, page.headers['retry-after'], page.headers['content-type']]).toEqual([
      503,
      '10',
      'text/html; charset=utf-8',
    ]);
    expect((await server.inject('/s/AAAAAAAAAAAAAAAAAAAAAA')).statusCode).toBe(503);
    const answers = [
      { method: 'POST', url: '/webhooks/telegram' },
      { method: 'POST', url: '/s/AAAAAAAAAAAAAAAAAAAAAA', payload: {}, headers: { 'sec-fetch-site': 'same-origin' } },
      { method: 'GET', url: '/healthz' },
      { method: 'GET', url: '/metrics' },
    ] as const;
    const taken = await Promise.all(answers.map((answer) => server.inject(answer)));
    expect(taken.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const shed = [...(taken.at(-1)?.body ?? '').matchAll(/^hai_long_shed_requests_total\{reason="\w+"\} (\d+)$/gm)];
    expect(shed.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(2);
  });

  it('tells health, readiness and metrics', async () => {
    const server = await start(pages, { ready: async () => ({ ok: false, parts: { postgres: false } }) });
    expect((await server.inject('/healthz')).json()).toEqual({ ok: true });
    const ready = await server.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([503, { ok: false, parts: { postgres: false } }]);
    expect((await server.inject('/metrics')).body).toContain(
      'hai_long_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1',
    );
  });

  it('serves its own styles, scripts and fonts for good, under addresses that change with the content', async () => {
    const server = await start(pages);
    const page = await server.inject('/missing');
    const style = /href="(\/assets\/style\.[0-9a-f]{12}\.css)"/.exec(page.body)?.[1] ?? '';
    const css = await server.inject({ url: style, headers: { 'accept-encoding': 'identity' } });
    expect(css.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const font =
      /url\((\/assets\/be-vietnam-pro-vietnamese-400-normal\.[0-9a-f]{12}\.woff2)\)/.exec(css.body)?.[1] ?? '';
    expect((await server.inject(font)).headers['content-type']).toBe('font/woff2');
    expect(
      (await server.inject({ url: style, headers: { 'accept-encoding': 'gzip, br' } })).headers['content-encoding'],
    ).toBe('br');
    expect((await server.inject('/assets/..%2f..%2fpackage.json')).statusCode).toBe(404);
  });
});
