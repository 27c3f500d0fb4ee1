import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/service/create-api-key.ts';
import { connect, type Database } from '../../src/store/connect.ts';
import type { RouteEntry } from '../../src/web/access.ts';
import { createAccounts, type Accounts } from '../../src/web/auth/accounts.ts';
import { pageAbove } from '../../src/web/post-only.ts';
import { ACTIONS, may, PRINCIPALS, type Action, type Principal } from '../../src/web/policy.ts';
import type { TestService } from '../support/service.ts';
import { startZaloService } from '../support/zalo-service.ts';
import { cookieOf } from './console/start-console.ts';

/** Who may do what, written once more and by hand: M ministry, P province, W ward admin, S staff, A auditor, K keys. */
const ALLOWED: Readonly<Record<Action, string>> = {
  'sign-out': 'M P W S A',
  'manage-account': 'M P W S A',
  'see-rates': 'M P W S A K',
  'see-indices': 'M P W A K',
  'export-figures': 'M P W A',
  'see-comments': 'M P W A',
  'write-improvements': 'M P W',
  'see-dossier': 'M P W S K',
  'record-dossier': 'M P W S K',
  'import-dossiers': 'M P W S',
  'manage-people': 'M P W',
  'manage-keys': 'M P W',
  'see-settings': 'M P',
  'change-settings': 'M',
  'change-sampling': 'M P',
  'edit-surveys': 'M',
  'fix-method': 'M P',
  'see-audit': 'M P A',
  'review-signs': 'M P A',
  'handle-requests': 'M P',
  'see-channels': 'M P',
  'manage-channels': 'M',
  'connect-zalo': 'M',
};
const LETTERS: Readonly<Record<Principal, string>> = {
  'ministry-admin': 'M',
  'province-admin': 'P',
  'ward-admin': 'W',
  'ward-staff': 'S',
  auditor: 'A',
  'api-key': 'K',
  'test-key': 'K',
};
const SCOPES = {
  'ministry-admin': null,
  'province-admin': '01',
  'ward-admin': '99001',
  'ward-staff': '99001',
  auditor: null,
};
const PASSWORD = 'gió mùa đông bắc về';

type Credential = () => Promise<Readonly<Record<string, string>>>;

let service: TestService;
let database: Database;
let credentials: Readonly<Record<Principal, Credential>>;

beforeAll(async () => {
  service = await startZaloService({ updates: 'webhook', env: { PUBLIC_URL: 'http://hai-long.test' } });
  database = connect({ url: service.database.url });
  const accounts = createAccounts({
    prisma: database.console,
    secret: service.parts.vault.secretFor('session'),
    publicUrl: new URL('http://hai-long.test'),
  });
  credentials = {
    ...(await sessions(accounts)),
    'api-key': await keyOf(false),
    'test-key': await keyOf(true),
  };
});

afterAll(async () => {
  await database.close();
  await service.close();
});

async function sessions(accounts: Accounts): Promise<Omit<typeof credentials, 'api-key' | 'test-key'>> {
  const enter = async (role: keyof typeof SCOPES): Promise<Credential> => {
    const email = `${role}@hai-long.test`;
    await accounts.createPerson({ email, password: PASSWORD, name: role, role, scope: SCOPES[role] });
    return async () => ({ cookie: await cookieOf(accounts, email, PASSWORD) });
  };
  return {
    'ministry-admin': await enter('ministry-admin'),
    'province-admin': await enter('province-admin'),
    'ward-admin': await enter('ward-admin'),
    'ward-staff': await enter('ward-staff'),
    auditor: await enter('auditor'),
  };
}

async function keyOf(test: boolean): Promise<Credential> {
  const { key } = await createApiKey(service.parts.apiKeys, 'matrix', null, { test });
  return async () => ({ authorization: `Bearer ${key}` });
}

async function ask({ method, url }: RouteEntry, headers: Readonly<Record<string, string>>): Promise<Response> {
  const isApi = url.startsWith('/api');
  const body = method === 'POST' ? { body: isApi ? '[]' : 'x=1' } : {};
  const type = isApi ? 'application/json' : 'application/x-www-form-urlencoded';
  return fetch(new URL(url.replaceAll(/:\w+/g, 'X'), service.url), {
    method,
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', ...(method === 'POST' ? { 'content-type': type } : {}), ...headers },
    ...body,
  });
}

/** `in`, `refused` by the policy, or `unknown` to the guard of the route. */
async function outcomeOf(route: RouteEntry, headers: Readonly<Record<string, string>>): Promise<string> {
  const answer = await ask(route, headers);
  if (answer.status >= 500) return `fails with ${String(answer.status)}`;
  const toSignIn = answer.headers.get('location')?.startsWith('/console/sign-in') === true;
  // Signing out leads to the same page, and takes the cookie away.
  if (answer.status === 401 || (toSignIn && !answer.headers.has('set-cookie'))) return 'unknown';
  return answer.status === 403 ? 'refused' : 'in';
}

/** Also of actions that this table does not know yet: they let nobody in. */
function isListed(action: Action | null, principal: Principal): boolean {
  const listed = ALLOWED as Readonly<Partial<Record<string, string>>>;
  return (listed[action ?? ''] ?? '').split(' ').includes(LETTERS[principal]);
}

function expectedOf({ access, action }: RouteEntry, principal: Principal): string {
  const isKey = LETTERS[principal] === 'K';
  if ((access === 'api-key') !== isKey) return 'unknown';
  return isListed(action, principal) ? 'in' : 'refused';
}

function closedRoutes(): readonly RouteEntry[] {
  return service.routes.filter(({ access }) => access === 'session' || access === 'api-key');
}

/** Said with a failure, to whoever has just added a route. */
const HOW =
  'a route names its action in `config`; who may do it is said by POLICY in src/web/policy.ts and, once more, by ALLOWED in this test';

describe('src/web/policy.ts', () => {
  it('has every action listed here by hand', () => {
    expect(Object.keys(ALLOWED).toSorted(), `As a rule, ${HOW}`).toEqual(ACTIONS.toSorted());
  });

  it.each(ACTIONS)('lets those %s who are listed here, and nobody else', (action) => {
    const allowed = PRINCIPALS.filter((role) => may({ role }, action));
    expect(allowed, `For ${action}: ${HOW}`).toEqual(PRINCIPALS.filter((role) => isListed(action, role)));
  });

  it('decides every route of the whole service that asks who calls, and nothing else', () => {
    const closed = closedRoutes();
    expect(closed.length).toBeGreaterThan(40);
    const undecided = closed.filter(({ action }) => action === null);
    expect(undecided, `As a rule, ${HOW}`).toEqual([]);
    const used = new Set(closed.map(({ action }) => action));
    const unused = ACTIONS.filter((action) => !used.has(action));
    expect(unused, 'an action that no route names is taken out of the table').toEqual([]);
  });

  it('leads from the answer to every form to a page, in the other language as well', () => {
    const forms = service.routes.filter(({ method, url }) => method === 'POST' && !/^\/(?:api|webhooks)\//.test(url));
    const pages = new Set(service.routes.filter(({ method }) => method === 'GET').map(({ url }) => url));
    const lost = forms
      .map(({ url }) => url)
      .filter((url) => !pages.has(url) && !pages.has(pageAbove(url, service.routes) ?? ''));
    expect(forms.length).toBeGreaterThan(25);
    expect(lost).toEqual([]);
  });

  it.each(PRINCIPALS)('lets %s into exactly the routes that the table says', { timeout: 60_000 }, async (principal) => {
    const wrong: string[] = [];
    let credential = await credentials[principal]();
    for (const route of closedRoutes()) {
      const outcome = await outcomeOf(route, credential);
      const expected = expectedOf(route, principal);
      if (outcome !== expected) wrong.push(`${route.method} ${route.url}: ${outcome}, not ${expected}`);
      if (route.action === 'sign-out') credential = await credentials[principal]();
    }
    expect(wrong, `For ${principal}: ${HOW}`).toEqual([]);
  });
});
