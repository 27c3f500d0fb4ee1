import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteEntry } from '../../src/web/access.ts';
import { startService, type TestService } from '../support/service.ts';
import { startZaloService } from '../support/zalo-service.ts';

/** All that anybody may open. */
const PUBLIC = [
  '/',
  '/api',
  '/api/v1/openapi.json',
  '/assets/:name',
  '/bien-nhan',
  '/cong-khai',
  '/cong-khai/:day',
  '/cong-khai/don-vi/:code',
  '/cong-khai/rut-tham',
  '/cong-khai/rut-tham/:month/draw.json',
  '/cong-khai/so-cai.txt',
  '/console/sign-in',
  '/console/sign-in/agency',
  '/console/sign-in/agency/return',
  '/console/sign-in/code',
  '/healthz',
  '/metrics',
  '/readyz',
  '/u/:unit',
  '/xac-minh',
];
/** Proves to Zalo that the domain is ours. */
const VERIFIER = '/zalo_verifierX.html';

/** Taken by whoever comes without a session, key, platform secret or slip. */
const REFUSALS: Readonly<Record<Exclude<RouteEntry['access'], 'public'>, readonly number[]>> = {
  session: [303],
  'api-key': [401],
  // Zalo's envelope is looked at before its signature.
  webhook: [400, 401],
  // Without a device cookie a form is not looked at; a page of no slip does not exist.
  signed: [400, 404],
};
/** Adds the way in through an agency's directory; nobody listens there. */
const DIRECTORY = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' };

let service: TestService;

beforeAll(async () => {
  const env = { PUBLIC_URL: 'http://hai-long.test', ZALO_SITE_VERIFICATION: 'X', ...DIRECTORY };
  service = await startZaloService({ updates: 'webhook', env });
});

afterAll(() => service.close());

function ask(baseUrl: string, { method, url }: Pick<RouteEntry, 'method' | 'url'>): Promise<Response> {
  const address = url.replace(':token', 'AAAAAAAAAAAAAAAAAAAAAA').replace(/:\w+/g, 'X');
  const nonce = '11111111-1111-4111-8111-111111111111';
  const isForm = method === 'POST' && !url.startsWith('/api') && !url.startsWith('/webhooks');
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  return fetch(new URL(address, baseUrl), {
    method,
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', ...(method === 'POST' ? { 'content-type': type } : {}) },
    ...(method === 'POST' ? { body: isForm ? `nonce=${nonce}` : '[]' } : {}),
  });
}

function publicOf(routes: readonly RouteEntry[]): readonly string[] {
  return [...new Set(routes.filter(({ access }) => access === 'public').map(({ url }) => url))].toSorted();
}

describe('src/web/access.ts', () => {
  it('leaves few pages of the whole service open', () => {
    expect(publicOf(service.routes)).toEqual([...PUBLIC, VERIFIER]);
  });

  it('serves every surface, each behind its own kind of access', () => {
    const kindOf = (url: string) => service.routes.find((route) => route.url === url)?.access;
    const kinds = {
      '/console': 'session',
      '/oauth/zalo': 'session',
      '/oauth/zalo/callback': 'signed',
      '/api/v1/dossiers': 'api-key',
      '/webhooks/telegram': 'webhook',
      '/webhooks/zalo': 'webhook',
      '/s/:token': 'signed',
    };
    expect(Object.keys(kinds).map(kindOf)).toEqual(Object.values(kinds));
  });

  it('lets nobody in without the credential, on every other route of the whole service', async () => {
    const closed = service.routes.filter(({ access }) => access !== 'public');
    expect(closed.length).toBeGreaterThan(15);
    for (const route of closed) {
      const { status, headers } = await ask(service.url, route);
      const expected = route.access === 'public' ? [] : REFUSALS[route.access];
      expect(expected, `${route.method} ${route.url} answers ${String(status)}`).toContain(status);
      expect(headers.get('location') ?? '').toMatch(route.access === 'session' ? /^\/console\/sign-in/ : /^$/);
    }
  });

  it('has no address beside its routes', async () => {
    for (const url of ['/api/auth/sign-up/email', '/admin', '/console/../metrics/x', '/.env', '/api/v1']) {
      const { status } = await ask(service.url, { method: 'GET', url });
      expect([url, status]).toEqual([url, 404]);
    }
  });

  it('tells who comes to the first page where to go, and staff only where there is a console', async () => {
    const page = await (await ask(service.url, { method: 'GET', url: '/' })).text();
    expect(page).toContain('Người dân đánh giá việc giải quyết hồ sơ');
    expect(page).toContain('href="/console"');
    const outside = await startService({ env: { WEB_SURFACES: 'citizen,webhook' } });
    try {
      expect(publicOf(outside.routes)).toEqual(PUBLIC.filter((url) => !/^\/(?:console|api)/.test(url)));
      const answer = await ask(outside.url, { method: 'GET', url: '/' });
      expect([answer.status, (await answer.text()).includes('href="/console"')]).toEqual([200, false]);
    } finally {
      await outside.close();
    }
  });
});
