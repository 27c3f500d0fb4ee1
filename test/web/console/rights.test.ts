import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USUAL_DOSSIER } from '../../support/usual-dossier.ts';
import { registerDossiers } from '../../../src/service/register-dossiers.ts';
import { findViolations, openBrowser, openPage, SCREENS } from '../../support/browser.ts';
import {
  AUDITOR,
  CLERK,
  cookieOf,
  MINISTRY_ADMIN,
  NOW,
  post,
  PROVINCE_ADMIN,
  startConsole,
  WARD_ADMIN,
  type RunningConsole,
} from './start-console.ts';

const PHONE = '0912345678';
const CODES = ['H26.99.01-261103-0001', 'H26.99.04-261103-0001'] as const;
const DAY_MS = 86_400_000;

let running: RunningConsole;
let browser: Browser;

beforeAll(async () => {
  running = await startConsole();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await running.close();
});

async function enter() {
  const days = { receivedAt: new Date('2026-11-03T01:00:00Z'), dueAt: new Date('2026-11-05T01:00:00Z') };
  const rows = CODES.map((code, i) => ({
    ...USUAL_DOSSIER,
    ...days,
    code,
    unit: ['99001', '99004'][i] ?? '',
    procedure: '1.001193',
    filedVia: 'counter' as const,
    completedAt: new Date('2026-11-03T04:00:00Z'),
    phone: PHONE,
  }));
  await registerDossiers(running.shared, { rows, actor: 'test', scope: null, dryRun: false });
}

async function send(url: string, fields: Readonly<Record<string, string>>, email: string = PROVINCE_ADMIN.email) {
  return running.server.inject(post(url, fields, await cookieOf(running.accounts, email)));
}

async function get(url: string, email: string = PROVINCE_ADMIN.email) {
  return running.server.inject({ url, headers: { cookie: await cookieOf(running.accounts, email) } });
}

/** Resolves to its page. */
async function take(kind: string, receivedOn = '23/11/2026', email: string = PROVINCE_ADMIN.email): Promise<string> {
  const { statusCode, headers } = await send('/console/rights', { kind, phone: PHONE, receivedOn }, email);
  expect(statusCode).toBe(303);
  return String(headers.location);
}

const phones = () => running.query('SELECT 1 FROM register.dossier WHERE phone_index IS NOT NULL');
const sealedOf = async (path: string) =>
  (await running.query('SELECT phone_sealed FROM register.person_request WHERE id = $1', [path.split('/').at(-1)]))[0];

describe('src/web/console/rights', () => {
  it('takes in nothing without a number and a day that can be, and keeps what was typed', async () => {
    const { statusCode, body } = await send('/console/rights', {
      kind: 'deletion',
      phone: '12',
      receivedOn: '24/11/2026',
    });
    expect(statusCode).toBe(422);
    expect(body).toContain('Xin ghi một số điện thoại');
    expect(body).toContain('Ngày này chưa tới.');
    expect(body).toMatch(/value="12"/);
    expect(body).toMatch(/<option value="deletion" selected/);
  });

  it('shows what is kept by kind, of other units only how much, and nothing of answers', async () => {
    await enter();
    const path = await take('access');
    const { body } = await get(path);
    expect(body).toContain('0912 345 678');
    expect(body).toContain('25/11/2026 (2 ngày làm việc)');
    expect(body).toContain('03/12/2026 (10 ngày theo luật)');
    expect(body).not.toContain(CODES[0]);
    const unasked = await send(`${path}/data`, {});
    expect([unasked.statusCode, unasked.body.includes(CODES[0])]).toEqual([422, false]);
    const told = (await send(`${path}/data`, { verified: 'on' })).body;
    expect(told).toContain(CODES[0]);
    expect(told).not.toContain(CODES[1]);
    expect(told).toContain('Và 1 hồ sơ của đơn vị ngoài phạm vi');
    expect(told).toMatch(/Câu trả lời khảo sát<\/th><td[^>]*>Không tìm được theo số điện thoại/);
    expect((await send(`${path}/answered`, {})).statusCode).toBe(303);
    expect((await send(`${path}/answered`, {})).statusCode).toBe(409);
    expect((await get(path)).body).toContain('Đã trả lời ngày 23/11/2026.');
    expect((await send(`${path}/done`, { verified: 'on' })).headers.location).toBe('/console/rights?saved');
    expect(await sealedOf(path)).toEqual({ phone_sealed: null });
    expect((await get(path)).body).not.toContain('0912 345 678');
    expect((await send(`${path}/data`, { verified: 'on' })).statusCode).toBe(409);
    expect(await phones()).toHaveLength(2);
  });

  it('deletes for the whole country, but not before somebody has called back', async () => {
    const path = await take('deletion', '21/11');
    const refused = await send(`${path}/done`, {});
    expect([refused.statusCode, refused.body.includes('Xin gọi lại số này trước')]).toEqual([422, true]);
    expect(await phones()).toHaveLength(2);
    expect((await send(`${path}/done`, { verified: 'on' })).statusCode).toBe(303);
    expect(await phones()).toEqual([]);
    expect((await send(`${path}/done`, { verified: 'on' })).statusCode).toBe(409);
    expect((await get('/console/rights')).body).toContain('Đã thực hiện');
  });

  it('takes consent back, and closes without doing it for a reason', async () => {
    const path = await take('withdrawal');
    expect((await send(`${path}/done`, { verified: 'on' })).statusCode).toBe(303);
    expect(await running.query('SELECT 1 FROM register.suppression')).toHaveLength(1);
    const other = await take('deletion');
    expect((await send(`${other}/refused`, { outcome: 'done' })).statusCode).toBe(400);
    expect((await send(`${other}/refused`, { outcome: 'not-owner' })).statusCode).toBe(303);
    expect((await get(other)).body).toContain('Người yêu cầu không phải chủ số, ngày 23/11/2026');
    expect(await sealedOf(other)).toEqual({ phone_sealed: null });
  });

  it('leads to the request that is open when the same is asked again, whose days run on', async () => {
    const first = await take('deletion', '20/11/2026');
    expect(await take('deletion')).toBe(`${first}?repeated`);
    const { body } = await get(`${first}?repeated`);
    expect(body).toContain('Hạn vẫn tính từ ngày nhận lần đầu.');
    expect(body).toContain('10/12/2026 (20 ngày theo luật)');
    const other = await take('deletion', '23/11/2026', MINISTRY_ADMIN.email);
    expect(other).not.toContain('repeated');
    await send(`${other}/refused`, { outcome: 'taken-back' }, MINISTRY_ADMIN.email);
    expect((await send(`${first}/refused`, { outcome: 'mistyped' })).statusCode).toBe(303);
    expect((await get(`${first}?repeated`)).body).not.toContain('lần đầu');
  });

  it('is for those above wards, each within what they took in', async () => {
    const path = await take('access', '20/11/2026', MINISTRY_ADMIN.email);
    expect((await get(path)).statusCode).toBe(404);
    expect((await send(`${path}/done`, { verified: 'on' })).statusCode).toBe(404);
    for (const { email } of [CLERK, WARD_ADMIN, AUDITOR])
      expect((await get('/console/rights', email)).statusCode).toBe(403);
    expect((await get('/console/rights/khong-phai-ma')).statusCode).toBe(404);
  });

  it('calls out what is due or overdue, to those above wards', async () => {
    expect((await get('/console', MINISTRY_ADMIN.email)).body).toContain(
      '1 yêu cầu của người dân về dữ liệu sắp đến hạn; hạn sớm nhất là 24/11/2026.',
    );
    await take('correction', '10/11/2026');
    expect((await get('/console')).body).toContain(
      '1 yêu cầu của người dân về dữ liệu đã quá hạn; hạn sớm nhất là 12/11',
    );
    expect((await get('/console', WARD_ADMIN.email)).body).not.toContain('yêu cầu của người dân');
    expect((await get('/console/rights')).body).toContain('Quá hạn 11 ngày (12/11/2026)');
  });

  it('leaves an entry of every step by random ids, without number or code', async () => {
    const rows = await running.query(
      `SELECT action, subject, facts FROM console.audit_entry WHERE action ~ '^(request|consent|person)\\.' ORDER BY position`,
    );
    expect(rows.slice(0, 7).map(({ action, facts }) => [action, facts])).toEqual([
      ['request.taken', { kind: 'access' }],
      ['person.told', { dossiers: 1 }],
      ['request.answered', {}],
      ['request.closed', { kind: 'access', outcome: 'done', inTime: true }],
      ['request.taken', { kind: 'deletion' }],
      ['person.erased', { dossiers: 2, chats: 0 }],
      ['request.closed', { kind: 'deletion', outcome: 'done', inTime: true }],
    ]);
    expect(new Set(rows.slice(0, 4).map(({ subject }) => subject)).size).toBe(1);
    expect(JSON.stringify(rows)).not.toMatch(/912345678|H26/);
  });

  it('has no fault that axe finds, wide and narrow, and works by keyboard and without script', async () => {
    const base = await running.server.listen({ port: 0, host: '127.0.0.1' });
    const [name = '', value = ''] = (await cookieOf(running.accounts, PROVINCE_ADMIN.email)).split(/=(.*)/);
    for (const viewport of Object.values(SCREENS)) {
      const { context, page, complaints } = await openPage(browser, { viewport });
      await context.addCookies([{ name, value, url: base }]);
      await page.goto(`${base}/console/rights`);
      expect(await findViolations(page)).toEqual([]);
      await page.selectOption('#kind', 'access');
      await page.fill('#phone', PHONE);
      await page.keyboard.press('Enter');
      await page.waitForSelector('#verified');
      expect(await findViolations(page)).toEqual([]);
      const look = page.locator('button[formaction$="/data"]');
      await look.click();
      await page.waitForSelector('#faults');
      expect(await findViolations(page)).toEqual([]);
      await page.check('#verified');
      await look.click();
      await page.waitForSelector('#kept');
      expect(await page.isChecked('#verified')).toBe(true);
      expect(await findViolations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  it('is overdue once its days are over, whoever was answered', async () => {
    const path = await take('withdrawal');
    await send(`${path}/answered`, {});
    running.skip(16 * DAY_MS);
    expect(new Date(NOW.getTime() + 16 * DAY_MS).toISOString()).toContain('2026-12-09');
    expect((await get(path)).body).toContain('Quá hạn 1 ngày (08/12/2026)');
  });
});
