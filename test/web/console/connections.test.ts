import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeyHash } from '../../../src/service/create-api-key.ts';
import { SCREENS } from '../../support/browser.ts';
import { examine, smallTargets, walkByTab } from '../walk.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { CLERK, getAs, MINISTRY_ADMIN, postAs, PROVINCE_ADMIN, WARD_ADMIN } from './start-console.ts';

let running: ConsoleInBrowser;

beforeAll(async () => {
  running = await startConsoleInBrowser();
});

afterAll(() => running.close());

type Who = typeof MINISTRY_ADMIN | typeof PROVINCE_ADMIN | typeof WARD_ADMIN | typeof CLERK;

const open = (who: Who, url: string) => getAs(running, who.email, url);

const send = (who: Who, url: string, fields: Readonly<Record<string, string>> = {}) =>
  postAs(running, who.email, url, fields);

function secretIn(body: string): string {
  return /<textarea[^>]*id="secret"[^>]*>([^<]+)</.exec(body)?.[1] ?? '';
}

async function keyNamed(name: string) {
  return (await running.shared.apiKeys.all()).find((key) => key.name === name);
}

async function lastEntry() {
  const { entries } = await running.parts.showAudit({ action: null, before: null }, null);
  const [{ action, actor, subject, unit, facts } = { facts: {} }] = entries;
  return { action, actor, subject, unit, facts };
}

const KEY = { name: 'Phần mềm một cửa', unit: '99001', kind: 'live' };

describe('src/web/console/integration', () => {
  it('creates a key that is shown once, opens its unit, and is in the log without its name', async () => {
    const answer = await send(PROVINCE_ADMIN, '/console/keys/new', { ...KEY, unit: '01', name: 'Cổng tỉnh' });
    const key = secretIn(answer.body);
    expect([answer.statusCode, key.startsWith('hl_'), answer.headers['cache-control']]).toEqual([
      200,
      true,
      'no-store',
    ]);
    const stored = await keyNamed('Cổng tỉnh');
    expect(await running.shared.apiKeys.recognise(apiKeyHash(key))).toEqual({
      id: stored?.id,
      scope: '01',
      test: false,
    });
    const actor = `person:${(await running.accounts.find(PROVINCE_ADMIN.email))?.id ?? ''}`;
    expect(await lastEntry()).toEqual({ action: 'key.created', actor, subject: stored?.id, unit: '01', facts: {} });
    const pages = [
      await open(PROVINCE_ADMIN, '/console/keys'),
      await open(PROVINCE_ADMIN, `/console/keys/${stored?.id ?? ''}`),
    ];
    for (const { body } of pages) expect([body.includes('Cổng tỉnh'), body.includes(key)]).toEqual([true, false]);
  });

  it('withdraws a key at once, and only once', async () => {
    const key = secretIn((await send(WARD_ADMIN, '/console/keys/new', { ...KEY, name: 'Máy cũ' })).body);
    const { id = '' } = (await keyNamed('Máy cũ')) ?? {};
    const answer = await send(WARD_ADMIN, `/console/keys/${id}/revoke`);
    expect(answer.headers.location).toBe('/console/keys?done=revoked');
    expect(await running.shared.apiKeys.recognise(apiKeyHash(key))).toBeNull();
    expect(await lastEntry()).toMatchObject({ action: 'key.revoked', subject: id, unit: '99001' });
    expect((await open(WARD_ADMIN, '/console/keys?done=revoked')).body).toContain('Đã thu hồi khóa');
    expect((await open(WARD_ADMIN, `/console/keys/${id}`)).body).not.toContain('Thu hồi khóa');
    expect((await send(WARD_ADMIN, `/console/keys/${id}/revoke`)).statusCode).toBe(404);
  });

  it('marks test keys, by their kind and by how they begin', async () => {
    const answer = await send(WARD_ADMIN, '/console/keys/new', { ...KEY, name: 'Chạy thử', kind: 'test' });
    expect(secretIn(answer.body)).toMatch(/^hl_test_/);
    expect((await keyNamed('Chạy thử'))?.test).toBe(true);
    expect((await open(WARD_ADMIN, '/console/keys')).body).toContain('Khóa thử');
  });

  it.each([
    [WARD_ADMIN, { unit: '99002' }, 'ngoài phạm vi'],
    [WARD_ADMIN, { unit: '01' }, 'ngoài phạm vi'],
    [PROVINCE_ADMIN, { unit: '79' }, 'ngoài phạm vi'],
    [MINISTRY_ADMIN, { unit: '12345' }, 'Không có đơn vị mang mã này'],
    [MINISTRY_ADMIN, { name: '  ' }, 'Xin ghi tên hệ thống'],
  ])('refuses $0.role a key with %j and says why', async (who, changes, reason) => {
    const before = (await running.shared.apiKeys.all()).length;
    const answer = await send(who, '/console/keys/new', { ...KEY, ...changes });
    expect([answer.statusCode, answer.body.includes(reason)]).toEqual([422, true]);
    expect((await running.shared.apiKeys.all()).length).toBe(before);
  });

  it('hides what lies beyond one’s own unit, and everything from staff', async () => {
    await send(MINISTRY_ADMIN, '/console/keys/new', { ...KEY, name: 'Cả nước', unit: '' });
    await send(PROVINCE_ADMIN, '/console/keys/webhooks/new', { url: 'https://tinh.test/tin', unit: '01' });
    const { id = '', scope } = (await keyNamed('Cả nước')) ?? {};
    expect(scope).toBeNull();
    for (const who of [PROVINCE_ADMIN, WARD_ADMIN]) {
      expect((await open(who, '/console/keys')).body).not.toContain('Cả nước</a>');
      expect((await open(who, `/console/keys/${id}`)).statusCode).toBe(404);
      expect((await send(who, `/console/keys/${id}/revoke`)).statusCode).toBe(404);
    }
    expect((await open(WARD_ADMIN, '/console/keys')).body).not.toContain('tinh.test');
    expect((await open(CLERK, '/console/keys')).statusCode).toBe(403);
    expect((await open(MINISTRY_ADMIN, '/console/keys/khong-phai-ma')).statusCode).toBe(404);
  });

  it('adds, switches on and removes an address; its secret is shown once and stored sealed', async () => {
    const url = 'https://mot-cua.test/tin';
    const secret = secretIn((await send(WARD_ADMIN, '/console/keys/webhooks/new', { url, unit: '99001' })).body);
    expect(secret).toMatch(/^whsec_/);
    const stored = (await running.shared.webhooks.all()).find((each) => each.url === url);
    const id = stored?.id ?? '';
    expect(await lastEntry()).toMatchObject({ action: 'webhook.added', subject: id, unit: '99001', facts: {} });
    expect(running.shared.vault.open('webhook', id, stored?.secretSealed ?? Buffer.alloc(0)).toString()).toBe(secret);
    await running.execute('UPDATE register.webhook SET disabled_at = now() WHERE id = $1', [id]);
    const page = await open(WARD_ADMIN, `/console/keys/webhooks/${id}`);
    expect([page.body.includes('Đã tắt'), page.body.includes('Bật lại'), page.body.includes(secret)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(page.body).toContain('Chưa có tin nào tới');
    expect(page.body).toMatch(/Tin đang chờ<\/dt><dd>0<\/dd>/);
    await running.execute(
      "INSERT INTO register.webhook_delivery (id, webhook_id, body, attempts, due_at) VALUES (gen_random_uuid(), $1, '{}', 2, now())",
      [id],
    );
    expect((await open(WARD_ADMIN, `/console/keys/webhooks/${id}`)).body).toContain('1 (1 tin đã thử mà chưa tới)');
    const on = await send(WARD_ADMIN, `/console/keys/webhooks/${id}/enable`);
    expect((await open(WARD_ADMIN, String(on.headers.location))).body).toContain('Đã bật lại địa chỉ');
    expect(await lastEntry()).toMatchObject({ action: 'webhook.enabled', subject: id });
    expect((await send(WARD_ADMIN, `/console/keys/webhooks/${id}/remove`)).headers.location).toBe(
      '/console/keys?done=removed',
    );
    expect(await lastEntry()).toMatchObject({ action: 'webhook.removed', subject: id });
    expect((await open(WARD_ADMIN, `/console/keys/webhooks/${id}`)).statusCode).toBe(404);
  });

  it.each([
    ['http://mot-cua.test/', 'phải bắt đầu bằng https://'],
    ['https://10.0.0.7/', 'trong mạng nội bộ'],
    ['https://a:b@mot-cua.test/', 'Địa chỉ chưa đúng'],
    ['mot-cua', 'Địa chỉ chưa đúng'],
    ['', 'Địa chỉ chưa đúng'],
  ])('refuses the address "%s" and says why', async (url, reason) => {
    const answer = await send(WARD_ADMIN, '/console/keys/webhooks/new', { url, unit: '99001' });
    expect([answer.statusCode, answer.body.includes(reason)]).toEqual([422, true]);
  });

  describe('in Chromium', () => {
    it.each(['wide', 'narrow'] as const)(
      'creates and withdraws a key on a %s screen',
      { timeout: 60_000 },
      async (screen) => {
        const viewport = SCREENS[screen];
        const { page, context, complaints } = await enterAs(running, WARD_ADMIN.email, '/console/keys/new', {
          viewport,
        });
        const name = `Trình duyệt ${screen}`;
        await examine(page, 'form');
        await page.fill('#name', name);
        await page.keyboard.press('Enter');
        await page.waitForSelector('#secret');
        expect(await page.inputValue('#secret')).toMatch(/^hl_/);
        await examine(page, 'key');
        await page.click('main .button--secondary');
        await page.waitForSelector('table');
        await examine(page, 'list');
        expect(await smallTargets(page)).toEqual([]);
        await page.click(`text=${name}`);
        await page.waitForSelector('text=Thu hồi khóa');
        await examine(page, 'key page');
        await page.click('text=Thu hồi khóa');
        await page.waitForSelector('.notice--good');
        await page.click('text=Thêm địa chỉ');
        await page.waitForSelector('#url');
        await examine(page, 'address form');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.field--fault');
        await examine(page, 'address fault');
        const stops = await walkByTab(page);
        expect([stops.length, stops.flatMap(({ faults }) => faults)]).toEqual([4, []]);
        expect(complaints).toEqual([]);
        await context.close();
      },
    );
  });
});
