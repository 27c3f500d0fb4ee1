import { hashPassword as scrypt } from 'better-auth/crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/service/verify-audit.ts';
import {
  AUDITOR,
  CLERK,
  cookieOf,
  MINISTRY_ADMIN,
  PASSWORD,
  post,
  PROVINCE_ADMIN,
  startConsole,
  WARD_ADMIN,
  type RunningConsole,
} from './start-console.ts';

const CHOSEN = 'mưa rào trên mái ngói';

let running: RunningConsole;

beforeAll(async () => {
  running = await startConsole();
});

afterAll(() => running.close());

interface Form {
  readonly name?: string;
  readonly email: string;
  readonly role: string;
  readonly unit?: string;
}

async function sendAs(email: string, url: string, fields: Readonly<Record<string, string>> = {}) {
  return running.server.inject(post(url, fields, await cookieOf(running.accounts, email)));
}

async function openAs(email: string, url: string) {
  return running.server.inject({ url, headers: { cookie: await cookieOf(running.accounts, email) } });
}

const invite = (by: string, { name = 'Vũ Thị Ỷ', ...form }: Form) =>
  sendAs(by, '/console/people/new', { name, unit: '', ...form });

function linkIn(body: string): string {
  return new URL(/https:\/\/hai-long\.test\/console\/links\/[\w-]{43}/.exec(body)?.[0] ?? 'none:').pathname;
}

async function idOf(email: string): Promise<string> {
  return (await running.accounts.find(email))?.id ?? '';
}

const signIn = (email: string, password: string) =>
  running.server.inject(post('/console/sign-in', { email, password }));

const choose = (path: string, password: string, again = password) =>
  running.server.inject(post(path, { password, again }));

async function lastActions(count: number): Promise<readonly string[]> {
  const { entries } = await running.parts.showAudit({ action: null, before: null }, null);
  return entries.slice(0, count).map(({ action }) => action);
}

describe('src/web/console/people', () => {
  describe('invitation', () => {
    it('makes a link that is shown once, mailed, and works once to choose a password', async () => {
      const answer = await invite(WARD_ADMIN.email, { email: 'Moi-1@Hai-Long.test', role: 'ward-staff' });
      expect([answer.statusCode, answer.body.includes('Trang này chỉ hiện một lần')]).toEqual([200, true]);
      const path = linkIn(answer.body);
      expect(running.letters.at(-1)).toMatchObject({ to: 'Moi-1@Hai-Long.test' });
      expect(running.letters.at(-1)?.text).toContain(path);
      expect((await signIn('moi-1@hai-long.test', CHOSEN)).statusCode).toBe(401);
      const page = await running.server.inject({ url: path });
      expect(page.body).toContain('Vũ Thị Ỷ');
      const set = await choose(path, CHOSEN);
      expect([set.statusCode, set.headers.location]).toEqual([303, '/console/sign-in?set']);
      expect((await signIn('moi-1@hai-long.test', CHOSEN)).statusCode).toBe(303);
      expect((await choose(path, `${CHOSEN} khác`)).statusCode).toBe(404);
      expect((await running.server.inject({ url: path })).statusCode).toBe(404);
      expect(await lastActions(3)).toEqual(['session.opened', 'person.joined', 'session.refused']);
    });

    it('keeps only a hash of the link', async () => {
      const { body } = await invite(WARD_ADMIN.email, { email: 'moi-2@hai-long.test', role: 'ward-staff' });
      const token = linkIn(body).split('/').at(-1) ?? '';
      expect(token).toHaveLength(43);
      const dump = await running.query('SELECT row_to_json(l)::text AS row FROM console.access_link l');
      expect(dump.length).toBeGreaterThan(0);
      expect(JSON.stringify(dump)).not.toContain(token);
    });

    it('is over after 72 hours', async () => {
      const { body } = await invite(WARD_ADMIN.email, { email: 'moi-3@hai-long.test', role: 'ward-staff' });
      running.skip(72 * 3_600_000);
      const page = await running.server.inject({ url: linkIn(body) });
      expect([page.statusCode, page.body.includes('Đường dẫn không còn dùng được')]).toEqual([404, true]);
      expect((await choose(linkIn(body), CHOSEN)).statusCode).toBe(404);
    });

    it('lets one of two win who use a link at the same moment', async () => {
      const { body } = await invite(WARD_ADMIN.email, { email: 'moi-4@hai-long.test', role: 'ward-staff' });
      const answers = await Promise.all(
        ['một hai ba bốn', 'năm sáu bảy tám'].map((each) => choose(linkIn(body), each)),
      );
      expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 404]);
    });

    it.each([
      ['ngắn', 'ngắn', 'Mật khẩu cần ít nhất 12 ký tự'],
      ['matkhau12345', 'matkhau12345', 'Mật khẩu này dễ đoán'],
      [CHOSEN, 'khác hẳn rồi đấy', 'Hai lần nhập khác nhau'],
    ])('says what is wrong with %j, and leaves the link as it is', async (password, again, message) => {
      const email = `moi-${String(password.length)}-${String(again.length)}@hai-long.test`;
      const { body } = await invite(WARD_ADMIN.email, { email, role: 'ward-staff' });
      const answer = await choose(linkIn(body), password, again);
      expect([answer.statusCode, answer.body.includes(message)]).toEqual([422, true]);
      expect((await choose(linkIn(body), CHOSEN)).statusCode).toBe(303);
    });

    it.each([
      [WARD_ADMIN.email, { email: 'a@hai-long.test', role: 'province-admin', unit: '01' }, 'role'],
      [WARD_ADMIN.email, { email: 'a@hai-long.test', role: 'ministry-admin' }, 'role'],
      [WARD_ADMIN.email, { email: 'a@hai-long.test', role: 'ward-staff', unit: '99002' }, 'unit'],
      [PROVINCE_ADMIN.email, { email: 'a@hai-long.test', role: 'ward-admin', unit: '01' }, 'unit'],
      [PROVINCE_ADMIN.email, { email: 'a@hai-long.test', role: 'ward-admin', unit: '92' }, 'unit'],
      [MINISTRY_ADMIN.email, { email: 'a@hai-long.test', role: 'ward-staff', unit: '00000' }, 'unit'],
      [MINISTRY_ADMIN.email, { email: 'a@hai-long.test', role: 'ward-staff' }, 'unit'],
      [MINISTRY_ADMIN.email, { email: 'không phải thư', role: 'auditor' }, 'email'],
      [MINISTRY_ADMIN.email, { email: CLERK.email.toUpperCase(), role: 'auditor' }, 'email'],
      [MINISTRY_ADMIN.email, { email: 'a@hai-long.test', role: 'auditor', name: ' ' }, 'name'],
    ] as const)('refuses %s %j beside the field %s', async (by, form, field) => {
      const answer = await invite(by, form);
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toMatch(new RegExp(`href="#${field}"`));
      expect(await running.accounts.find('a@hai-long.test')).toBeNull();
    });

    it('is closed to staff and auditors, and to roles that there are not', async () => {
      expect((await invite(CLERK.email, { email: 'a@hai-long.test', role: 'ward-staff' })).statusCode).toBe(403);
      expect((await invite(AUDITOR.email, { email: 'a@hai-long.test', role: 'ward-staff' })).statusCode).toBe(403);
      expect((await invite(MINISTRY_ADMIN.email, { email: 'a@hai-long.test', role: 'root' })).statusCode).toBe(400);
    });
  });

  describe('list', () => {
    it('shows a province its own people, and finds them by name and address', async () => {
      const { body } = await openAs(PROVINCE_ADMIN.email, '/console/people');
      expect(body).toContain(CLERK.email);
      expect(body).not.toContain(AUDITOR.email);
      expect(body).not.toContain(MINISTRY_ADMIN.email);
      const found = (await openAs(PROVINCE_ADMIN.email, '/console/people?q=can-bo')).body;
      expect([found.includes(CLERK.email), found.includes(WARD_ADMIN.email)]).toEqual([true, false]);
      expect((await openAs(PROVINCE_ADMIN.email, '/console/people?q=%25')).body).toContain('Không tìm thấy ai');
    });

    it('goes on page by page, everybody once', async () => {
      for (let i = 0; i < 55; i += 1) {
        await invite(MINISTRY_ADMIN.email, {
          name: 'Trùng Tên',
          email: `trang-${String(i)}@hai-long.test`,
          role: 'ward-staff',
          unit: '99003',
        });
      }
      const seen: string[] = [];
      let next: string | undefined = '/console/people?q=trang-';
      while (next !== undefined) {
        const { body }: { body: string } = await openAs(MINISTRY_ADMIN.email, next);
        seen.push(...[...body.matchAll(/trang-\d+@/g)].map(([email]) => email));
        next = /href="(\/console\/people\?[^"]*after=[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      }
      expect([seen.length, new Set(seen).size]).toEqual([55, 55]);
    });
  });

  describe('one person', () => {
    it('changes role and unit at once, also for an open session', async () => {
      const { body } = await invite(PROVINCE_ADMIN.email, {
        email: 'doi@hai-long.test',
        role: 'ward-staff',
        unit: '99001',
      });
      await choose(linkIn(body), CHOSEN);
      const cookie = String((await signIn('doi@hai-long.test', CHOSEN)).headers['set-cookie']).split(';', 1)[0] ?? '';
      const open = () => running.server.inject({ url: '/console/people', headers: { cookie } });
      expect((await open()).statusCode).toBe(403);
      const path = `/console/people/${await idOf('doi@hai-long.test')}`;
      const answer = await sendAs(PROVINCE_ADMIN.email, path, { name: 'Đổi Tên', role: 'ward-admin', unit: '99002' });
      expect(answer.headers.location).toBe(`${path}?done=changed`);
      expect((await open()).statusCode).toBe(200);
      const refused = await sendAs(PROVINCE_ADMIN.email, path, { name: 'Đổi Tên', role: 'ward-admin', unit: '92' });
      expect([refused.statusCode, refused.body.includes('ngoài phạm vi')]).toEqual([422, false]);
      expect(refused.body).toContain('Vai trò và đơn vị không khớp');
      expect((await openAs(WARD_ADMIN.email, path)).statusCode).toBe(404);
    });

    it('ends sessions, deactivates and reactivates', async () => {
      const { body } = await invite(WARD_ADMIN.email, { email: 'ngung@hai-long.test', role: 'ward-staff' });
      await choose(linkIn(body), CHOSEN);
      const path = `/console/people/${await idOf('ngung@hai-long.test')}`;
      const enter = async () =>
        String((await signIn('ngung@hai-long.test', CHOSEN)).headers['set-cookie']).split(';')[0];
      const statusWith = async (cookie: string | undefined) =>
        (await running.server.inject({ url: '/console', headers: { cookie } })).statusCode;
      const first = await enter();
      expect(await statusWith(first)).toBe(200);
      await sendAs(WARD_ADMIN.email, `${path}/end-sessions`);
      expect(await statusWith(first)).toBe(303);
      const second = await enter();
      await sendAs(WARD_ADMIN.email, `${path}/deactivate`);
      expect(await statusWith(second)).toBe(303);
      const refused = await signIn('ngung@hai-long.test', CHOSEN);
      expect([refused.statusCode, refused.headers['set-cookie']]).toEqual([401, undefined]);
      expect((await openAs(WARD_ADMIN.email, path)).body).toContain('Đã ngừng');
      await sendAs(WARD_ADMIN.email, `${path}/reactivate`);
      expect((await signIn('ngung@hai-long.test', CHOSEN)).statusCode).toBe(303);
      expect(await lastActions(5)).toEqual([
        'session.opened',
        'person.reactivated',
        'session.refused',
        'person.deactivated',
        'session.opened',
      ]);
    });

    it('gets a new password by a link that ends what was before', async () => {
      const { body } = await invite(WARD_ADMIN.email, { email: 'quen@hai-long.test', role: 'ward-staff' });
      await choose(linkIn(body), CHOSEN);
      const path = `/console/people/${await idOf('quen@hai-long.test')}`;
      const cookie = String((await signIn('quen@hai-long.test', CHOSEN)).headers['set-cookie']).split(';')[0];
      const first = linkIn((await sendAs(WARD_ADMIN.email, `${path}/link`)).body);
      const second = linkIn((await sendAs(WARD_ADMIN.email, `${path}/link`)).body);
      expect((await running.server.inject({ url: '/console', headers: { cookie } })).statusCode).toBe(303);
      expect((await signIn('quen@hai-long.test', CHOSEN)).statusCode).toBe(401);
      expect((await choose(first, 'gió mùa đông bắc về')).statusCode).toBe(404);
      expect((await choose(second, 'gió mùa đông bắc về')).statusCode).toBe(303);
      expect((await signIn('quen@hai-long.test', 'gió mùa đông bắc về')).statusCode).toBe(303);
    });

    it('lets nobody take away their own access', async () => {
      const path = `/console/people/${await idOf(MINISTRY_ADMIN.email)}`;
      for (const deed of ['/deactivate', '/reactivate', '/link']) {
        expect((await sendAs(MINISTRY_ADMIN.email, path + deed)).statusCode).toBe(403);
      }
      const demoted = await sendAs(MINISTRY_ADMIN.email, path, { name: 'X', role: 'auditor', unit: '' });
      expect(demoted.statusCode).toBe(403);
    });

    it('does not find whoever is out of reach', async () => {
      const above = `/console/people/${await idOf(PROVINCE_ADMIN.email)}`;
      for (const path of [above, '/console/people/none', `${above}%00`]) {
        expect((await openAs(WARD_ADMIN.email, path)).statusCode).toBe(404);
      }
      for (const deed of ['/deactivate', '/link', '/end-sessions']) {
        expect((await sendAs(WARD_ADMIN.email, above + deed)).statusCode).toBe(404);
      }
    });
  });

  describe('own account', () => {
    it('changes the password, ends every other session and says what is wrong', async () => {
      const { body } = await invite(WARD_ADMIN.email, { email: 'toi@hai-long.test', role: 'ward-staff' });
      await choose(linkIn(body), CHOSEN);
      const enter = async () =>
        String((await signIn('toi@hai-long.test', CHOSEN)).headers['set-cookie']).split(';')[0] ?? '';
      const [here, there] = [await enter(), await enter()];
      const change = (current: string, password: string, again = password) =>
        running.server.inject(post('/console/account/password', { current, password, again }, here));
      expect((await change('sai', 'gió mùa đông bắc về')).body).toContain('Mật khẩu hiện tại chưa đúng');
      expect((await change(CHOSEN, 'ngắn')).body).toContain('ít nhất 12 ký tự');
      const changed = await change(CHOSEN, 'gió mùa đông bắc về');
      expect(changed.headers.location).toBe('/console/account?done=changed');
      const statuses = await Promise.all(
        [here, there].map((cookie) => running.server.inject({ url: '/console/account', headers: { cookie } })),
      );
      expect(statuses.map(({ statusCode }) => statusCode)).toEqual([200, 303]);
    });

    it('counts guesses at the current password like those at the door', async () => {
      const { body } = await invite(WARD_ADMIN.email, { email: 'doan@hai-long.test', role: 'ward-staff' });
      await choose(linkIn(body), CHOSEN);
      const cookie = String((await signIn('doan@hai-long.test', CHOSEN)).headers['set-cookie']).split(';')[0];
      const guess = (current: string) =>
        running.server.inject(post('/console/account/password', { current, password: 'x', again: 'x' }, cookie));
      for (let i = 0; i < 5; i += 1) await guess('sai');
      expect((await guess(CHOSEN)).body).toContain('Đã nhập sai nhiều lần. Xin đợi 1 phút');
      expect((await signIn('doan@hai-long.test', CHOSEN)).statusCode).toBe(429);
    });

    it('lists where one is signed in, ends one or all others, and never somebody else’s', async () => {
      const { body } = await invite(WARD_ADMIN.email, { email: 'phien@hai-long.test', role: 'ward-staff' });
      await choose(linkIn(body), CHOSEN);
      const enter = async (agent: string) => {
        const form = post('/console/sign-in', { email: 'phien@hai-long.test', password: CHOSEN });
        const answer = await running.server.inject({ ...form, headers: { ...form.headers, 'user-agent': agent } });
        return String(answer.headers['set-cookie']).split(';')[0] ?? '';
      };
      const here = await enter('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36');
      const phone = await enter('Mozilla/5.0 (Linux; Android 15) Chrome/142.0 Mobile Safari/537.36');
      const page = await running.server.inject({ url: '/console/account', headers: { cookie: here } });
      expect(page.body).toContain('Chrome, Windows');
      expect(page.body).toContain('Chrome, Android');
      const other = /name="session" value="(?!others)([^"]+)"/.exec(page.body)?.[1] ?? '';
      const end = (session: string, cookie: string) =>
        running.server.inject(post('/console/account/sessions', { session }, cookie));
      const clerk = await cookieOf(running.accounts, CLERK.email);
      await end(other, clerk);
      const isIn = async (cookie: string) =>
        (await running.server.inject({ url: '/console', headers: { cookie } })).statusCode === 200;
      expect(await isIn(phone)).toBe(true);
      await end(other, here);
      expect([await isIn(phone), await isIn(here)]).toEqual([false, true]);
      const third = await enter('');
      await end('others', here);
      expect([await isIn(third), await isIn(here)]).toEqual([false, true]);
    });

    it('hashes an old password anew when its owner signs in', async () => {
      const id = await idOf(CLERK.email);
      const read = () => running.query('SELECT a.password AS hash FROM console.account a WHERE a.user_id = $1', [id]);
      await running.execute('UPDATE console.account SET password = $1 WHERE user_id = $2', [
        await scrypt(PASSWORD),
        id,
      ]);
      expect((await signIn(CLERK.email, PASSWORD)).statusCode).toBe(303);
      expect(String((await read())[0]?.['hash'])).toMatch(/^\$argon2id\$/);
      expect((await signIn(CLERK.email, PASSWORD)).statusCode).toBe(303);
    });
  });

  it('leaves a log that verifies and holds no name, address or link', async () => {
    expect(await verifyAudit(running.audit)).toMatchObject({ breach: null });
    const dump = JSON.stringify(await running.query('SELECT row_to_json(e)::text AS row FROM console.audit_entry e'));
    expect(dump).not.toMatch(/@|Vũ Thị|links/);
  });
});

describe('src/service/guard-sign-in.ts', () => {
  it('looks at five of 10,000 wrong passwords, wherever they come from', { timeout: 120_000 }, async () => {
    const email = 'tan-cong@hai-long.test';
    const statuses = new Map<number, number>();
    for (let i = 0; i < 10_000; i += 50) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, j) =>
          running.server.inject({
            ...post('/console/sign-in', { email, password: `sai-${String(i + j)}` }),
            remoteAddress: `203.0.113.${String(j % 10)}`,
          }),
        ),
      );
      for (const { statusCode } of answers) statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 401: 5, 429: 9_995 });
    const { entries } = await running.parts.showAudit({ action: null, before: null }, null);
    expect(
      entries
        .slice(0, 6)
        .map(({ action }) => action)
        .toSorted(),
    ).toEqual(['session.locked', ...Array.from({ length: 5 }, () => 'session.refused')]);
  });

  it('opens again when the wait is over, and starts anew after the right password', async () => {
    for (let i = 0; i < 6; i += 1) await signIn(AUDITOR.email, 'sai');
    const locked = await signIn(AUDITOR.email, PASSWORD);
    expect([locked.statusCode, locked.body.includes('Xin đợi 1 phút')]).toEqual([429, true]);
    running.skip(60_000);
    expect((await signIn(AUDITOR.email, PASSWORD)).statusCode).toBe(303);
    for (let i = 0; i < 12; i += 1) expect((await signIn(AUDITOR.email, PASSWORD)).statusCode).toBe(303);
  });
});
