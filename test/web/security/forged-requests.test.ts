import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '../../../src/store/connect.ts';
import type { RouteEntry } from '../../../src/web/access.ts';
import { createAccounts, type Accounts } from '../../../src/web/auth/accounts.ts';
import { ADMIN } from '../../support/fixed-secrets.ts';
import { startService, type TestService } from '../../support/service.ts';
import { cookieOf } from '../console/start-console.ts';

let service: TestService;
let database: Database;
let accounts: Accounts;

beforeAll(async () => {
  service = await startService({ updates: 'webhook' });
  database = connect({ url: service.database.url });
  accounts = createAccounts({
    prisma: database.console,
    secret: service.parts.vault.secretFor('session'),
    publicUrl: new URL(service.url),
  });
});

afterAll(async () => {
  await database.close();
  await service.close();
});

const signedIn = () => cookieOf(accounts, ADMIN.email, ADMIN.password);

async function ask({ method, url }: RouteEntry, headers: Readonly<Record<string, string>>): Promise<Response> {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  return fetch(new URL(url.replace(':token', 'AAAAAAAAAAAAAAAAAAAAAA').replaceAll(/:\w+/g, 'X'), service.url), {
    method,
    redirect: 'manual',
    headers: { ...(method === 'POST' ? form : {}), ...headers },
    ...(method === 'POST' ? { body: 'a=1' } : {}),
  });
}

/** Whoever is not signed in is led to the door, wherever they knock. */
async function doorOf(route: RouteEntry, cookie: string): Promise<string> {
  const { status, headers } = await ask(route, { cookie, 'sec-fetch-site': 'same-origin' });
  const isDoor = status === 303 && headers.get('location')?.startsWith('/console/sign-in') === true;
  return isDoor ? 'door' : `${String(status)} at ${route.method} ${route.url}`;
}

const ofKind = (access: RouteEntry['access']) => service.routes.filter((route) => route.access === access);

async function doors(cookie: string): Promise<readonly string[]> {
  const routes = ofKind('session').filter(({ method }) => method !== 'HEAD');
  const seen = await Promise.all(routes.map((route) => doorOf(route, cookie)));
  expect(seen.length).toBeGreaterThan(40);
  return [...new Set(seen)];
}

async function change(sql: string): Promise<void> {
  await database.console.$executeRawUnsafe(sql);
}

describe('forged, expired and cross-site requests', () => {
  it('are let in by no page when the cookie is made up, of another key, cut or changed', async () => {
    const cookie = await signedIn();
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    const other = createAccounts({
      prisma: database.console,
      secret: 'another-key-of-another-installation',
      publicUrl: new URL(service.url),
    });
    const outcome = await other.signIn(ADMIN.email, ADMIN.password, new Headers());
    const foreign = outcome.kind === 'opened' ? (outcome.cookies[0]?.split(';', 1)[0] ?? '') : '';
    expect(foreign.startsWith(`${name}=`)).toBe(true);
    const middle = Math.floor(value.length / 2);
    const changed = value.slice(0, middle) + (value[middle] === 'a' ? 'b' : 'a') + value.slice(middle + 1);
    for (const forged of [
      `${name}=made-up.made-up`,
      foreign,
      `${name}=${value.split('.', 1)[0] ?? ''}`,
      `${name}=${changed}`,
    ]) {
      expect(await doors(forged)).toEqual(['door']);
    }
  });

  it('are let in by no page once the session is over, ended or its account deactivated', async () => {
    const cookie = await signedIn();
    expect((await ask({ ...ofRoute('/console'), method: 'GET' }, { cookie })).status).toBe(200);
    await change("UPDATE console.session SET expires_at = now() - interval '1 second'");
    expect(await doors(cookie)).toEqual(['door']);
    const again = await signedIn();
    await change('UPDATE console.user SET deactivated_at = now()');
    expect(await doors(again)).toEqual(['door']);
    await change('UPDATE console.user SET deactivated_at = NULL');
    await change('DELETE FROM console.session');
    expect(await doors(again)).toEqual(['door']);
  });

  it('change nothing from another site, on any route that takes a form, with a good cookie', async () => {
    const cookie = await signedIn();
    const routes = [...ofKind('session'), ...ofKind('public'), ...ofKind('signed')].filter(
      ({ method }) => method === 'POST',
    );
    expect(routes.length).toBeGreaterThan(30);
    const from = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: service.url },
      { origin: 'https://evil.test' },
      { origin: 'null' },
      {},
    ];
    const wrong: string[] = [];
    for (const route of routes) {
      for (const headers of from) {
        const { status } = await ask(route, { cookie, ...headers });
        if (status !== 403) wrong.push(`${String(status)} at ${route.url} from ${JSON.stringify(headers)}`);
      }
    }
    expect(wrong).toEqual([]);
    // Signing out is one of them: it did not happen.
    expect((await ask({ ...ofRoute('/console'), method: 'GET' }, { cookie })).status).toBe(200);
  });

  it('are not opened by a method that a page does not know', async () => {
    const cookie = await signedIn();
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const { status } = await ask(
        { ...ofRoute('/console/people'), method },
        { cookie, 'sec-fetch-site': 'same-origin' },
      );
      expect([method, status]).toEqual([method, 404]);
    }
  });

  it('reach no file outside of the assets by any way of writing a path', async () => {
    for (const path of [
      '/assets/../package.json',
      '/assets/..%2fpackage.json',
      '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
      '/assets/..%5c..%5cpackage.json',
      '/assets/%00package.json',
      '/assets//etc/passwd',
      '/assets/%252e%252e%252fpackage.json',
    ]) {
      const { status, body } = await rawGet(path);
      expect([path, [400, 404].includes(status), body.includes('"dependencies"')]).toEqual([path, true, false]);
    }
  });
});

function ofRoute(url: string): RouteEntry {
  const route = service.routes.find((each) => each.url === url);
  if (!route) throw new Error(`There is no route ${url}.`);
  return route;
}

/** As it is written: `fetch` would tidy the path up. */
async function rawGet(path: string): Promise<{ readonly status: number; readonly body: string }> {
  const { hostname, port } = new URL(service.url);
  const httpResponse = await new Promise<IncomingMessage>((settle, reject) => {
    get({ hostname, port, path }, settle).once('error', reject);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of httpResponse) chunks.push(chunk as Buffer);
  return { status: httpResponse.statusCode ?? 0, body: Buffer.concat(chunks).toString() };
}
