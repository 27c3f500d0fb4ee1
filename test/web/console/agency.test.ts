import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from '../../support/browser.ts';
import { CLIENT, startOidcProvider, type OidcProvider } from '../../support/oidc/provider.ts';
import {
  CLERK,
  cookieOf,
  PASSWORD,
  post,
  PROVINCE_ADMIN,
  startConsole,
  WARD_ADMIN,
  type RunningConsole,
} from './start-console.ts';

let provider: OidcProvider;
let running: RunningConsole;
let base: string;

beforeAll(async () => {
  provider = await startOidcProvider(() => `${base}/console/sign-in/agency/return`);
  const agency = { issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, label: 'Cổng thành phố' };
  running = await startConsole({ agency, secondFactor: 'required' });
  base = running.base;
});

afterAll(async () => {
  await running.close();
  await provider.close();
});

/** A browser's cookies, by hand: what is set, sent and taken back. */
function openJar() {
  const jar = new Map<string, string>();
  return {
    jar,
    async get(address: string) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(address, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';', 1);
        const [name = '', value = ''] = pair.split(/=(.*)/s);
        if (/Max-Age=0/i.test(line)) jar.delete(name);
        else jar.set(name, value);
      }
      return { status: answer.status, location: answer.headers.get('location') ?? '', body: await answer.text() };
    },
  };
}

type Jar = ReturnType<typeof openJar>;

/** To the directory and back to our door: the address that the directory sent the browser to. */
async function comeBack({ get }: Jar, next = ''): Promise<string> {
  const start = await get(`${base}/console/sign-in/agency${next}`);
  expect(start.location).toContain(provider.issuer);
  return (await get(start.location)).location;
}

async function signIn(jar = openJar(), next = ''): Promise<string> {
  return (await jar.get(await comeBack(jar, next))).location;
}

const REFUSED = '/console/sign-in?failed=agency-refused';
const clerk = { sub: 'ldap-1', email: CLERK.email, email_verified: true, name: 'Tên Ở Nơi Khác' };

describe('src/web/auth/agency.ts', () => {
  it('lets in who was invited, under the verified address, and keeps the name that is here', async () => {
    provider.signInAs({ ...clerk, email: CLERK.email.toUpperCase() });
    const jar = openJar();
    expect(await signIn(jar)).toBe('/console');
    expect((await jar.get(`${base}/console`)).body).toContain(CLERK.name);
    const { entries } = await running.parts.showAudit({ action: 'session.opened', before: null }, null);
    expect(entries[0]?.facts).toEqual({ how: 'agency' });
  });

  it('knows them by the directory’s own id from then on, and keeps no token', async () => {
    provider.signInAs({ ...clerk, email: 'doi-ten@hai-long.test' });
    expect(await signIn()).toBe('/console');
    const kept = await running.query(
      `SELECT a.access_token, a.refresh_token, a.id_token FROM console.account a WHERE a.provider_id = 'agency'`,
    );
    expect(kept).toEqual([{ access_token: null, refresh_token: null, id_token: null }]);
  });

  it('lets an invited person begin without a password, and asks them for no second factor', async () => {
    const cookie = await cookieOf(running.accounts, WARD_ADMIN.email);
    const form = { name: 'Ngô Ấu', email: 'qua-co-quan@hai-long.test', role: 'ward-admin', unit: '99001' };
    await running.server.inject(post('/console/people/new', form, cookie));
    await running.execute("UPDATE console.user SET role = 'province-admin', unit_code = '01' WHERE email = $1", [
      form.email,
    ]);
    provider.signInAs({ sub: 'ldap-2', email: form.email, email_verified: true });
    const jar = openJar();
    expect(await signIn(jar)).toBe('/console');
    expect((await jar.get(`${base}/console`)).status).toBe(200);
    expect((await jar.get(`${base}/console/account`)).body).toContain('không có mật khẩu ở đây');
  });

  it('leads where the visitor wanted to go, inside the console only', async () => {
    provider.signInAs(clerk);
    expect(await signIn(openJar(), '?next=/console/dossiers/new')).toBe('/console/dossiers/new');
    expect(await signIn(openJar(), '?next=https://evil.test')).toBe('/console');
    expect(await signIn(openJar(), '?next=//evil.test')).toBe('/console');
  });

  it.each([
    ['nobody who was invited', { sub: 'x1', email: 'la@hai-long.test', email_verified: true }],
    ['an address that the directory did not verify', { sub: 'x2', email: PROVINCE_ADMIN.email, email_verified: false }],
    ['no word on verification', { sub: 'x3', email: PROVINCE_ADMIN.email }],
    ['no address', { sub: 'x4' }],
  ])('refuses %s', async (_, identity) => {
    provider.signInAs(identity);
    const jar = openJar();
    expect(await signIn(jar)).toBe(REFUSED);
    expect((await jar.get(`${base}/console`)).status).toBe(303);
    expect((await jar.get(base + REFUSED)).body).toContain('chưa được mời vào đây');
    expect(await running.accounts.find('la@hai-long.test')).toBeNull();
  });

  it.each(['foreign-key', 'wrong-nonce', 'wrong-audience', 'wrong-issuer', 'expired'] as const)(
    'refuses an ID token with a %s',
    async (trick) => {
      provider.signInAs(clerk, trick);
      expect(await signIn()).toBe(REFUSED);
    },
  );

  it('refuses an answer that another browser began, a repeated one and a made-up one', async () => {
    provider.signInAs(clerk);
    const victim = openJar();
    expect((await victim.get(await comeBack(openJar()))).location).toBe(REFUSED);
    const jar = openJar();
    const back = await comeBack(jar);
    expect((await jar.get(back)).location).toBe('/console');
    expect((await jar.get(back)).location).toBe(REFUSED);
    expect((await jar.get(`${base}/console/sign-in/agency/return?code=x&state=y`)).location).toBe(REFUSED);
    expect((await jar.get(`${base}/console/sign-in/agency/return`)).location).toBe(REFUSED);
  });

  it('refuses who was deactivated', async () => {
    provider.signInAs({ sub: 'ldap-1', email: CLERK.email, email_verified: true });
    await running.execute('UPDATE console.user SET deactivated_at = now() WHERE email = $1', [CLERK.email]);
    expect(await signIn()).toBe(REFUSED);
    await running.execute('UPDATE console.user SET deactivated_at = NULL WHERE email = $1', [CLERK.email]);
  });

  it('shows the way on the sign-in page, which a browser can go', async () => {
    provider.signInAs(clerk);
    const browser = await openBrowser();
    const { page, complaints } = await openPage(browser);
    await page.goto(`${base}/console/dossiers/new`);
    await page.click('text=Đăng nhập bằng Cổng thành phố');
    await page.waitForSelector('#code');
    expect(new URL(page.url()).pathname).toBe('/console/dossiers/new');
    expect(complaints).toEqual([]);
    await browser.close();
  });

  it('made no call that the specification forbids, but for the answers made up above', () => {
    expect(provider.violations).toEqual([]);
  });

  it('leaves passwords working while the directory is away, and says so', async () => {
    const away = await startConsole({
      agency: { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y', label: null },
    });
    const answer = await away.server.inject({ url: '/console/sign-in/agency' });
    expect(answer.headers.location).toBe('/console/sign-in?failed=agency-away');
    const password = await away.server.inject(post('/console/sign-in', { email: CLERK.email, password: PASSWORD }));
    expect(password.headers.location).toBe('/console');
    await away.close();
  });
});
