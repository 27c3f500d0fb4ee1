import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inbound } from '../../../src/domain/inbound.ts';
import { asId, type MessageId } from '../../../src/domain/ids.ts';
import { CodedError } from '../../../src/lib/coded-error.ts';
import { setAsideUpdate } from '../../../src/service/set-aside-update.ts';
import { connect } from '../../../src/store/connect.ts';
import { createAccounts } from '../../../src/web/auth/accounts.ts';
import { findViolations, openBrowser, openPage, SCREENS } from '../../support/browser.ts';
import { ADMIN } from '../../support/fixed-secrets.ts';
import { query, until } from '../../support/look.ts';
import { signInByForm } from '../../support/sign-in.ts';
import type { Person } from '../../support/telegram/person.ts';
import { startZaloService, type ZaloService } from '../../support/zalo-service.ts';
import { smallTargets, walkByTab } from '../walk.ts';

const PROVINCE = { email: 'tinh@hai-long.test', name: 'Lê Thị Ngữ', role: 'province-admin', scope: '01' } as const;

let service: ZaloService;
let browser: Browser;
let page: Page;
let chats = 0;

beforeAll(async () => {
  service = await startZaloService();
  const database = connect({ url: service.database.url });
  const accounts = createAccounts({
    prisma: database.console,
    secret: service.parts.vault.secretFor('session'),
    publicUrl: new URL(service.parts.publicUrl),
    agency: null,
  });
  await accounts.createPerson({ ...PROVINCE, password: ADMIN.password });
  await database.close();
  browser = await openBrowser();
  page = await signedIn(ADMIN.email);
  await until(async () => /Gia hạn/.test(await textOf(page)), 'Zalo has given a grant');
});

afterAll(async () => {
  await browser.close();
  await service.close();
});

async function signedIn(email: string, options = {}): Promise<Page> {
  const watched = await openPage(browser, options);
  await signInByForm(watched.page, service.url, { email, password: ADMIN.password });
  return watched.page;
}

async function textOf(from: Page): Promise<string> {
  await from.goto(`${service.url}/console/channels`);
  return (await from.textContent('main')) ?? '';
}

function panel(from: Page, name: string) {
  return from.getByRole('region', { name, exact: true });
}

/** A citizen's opt-out that failed for a fault of ours. */
async function setAside(): Promise<{ readonly person: Person; readonly id: string }> {
  chats += 1;
  const person = service.telegram.person(9_100_000 + chats);
  person.standing = 'started';
  const update: Inbound = {
    channel: 'telegram',
    account: service.parts.telegram?.account ?? '',
    updateId: `poison-${chats}`,
    address: String(person.id),
    device: null,
    locale: 'vi',
    receivedAt: new Date().toISOString(),
    event: { kind: 'text', text: 'DỪNG' },
  };
  await setAsideUpdate(service.parts, update, new CodedError('division-by-zero', 'A fault of ours.'));
  const [found] = await service.stores.deadUpdates.list(1);
  return { person, id: found?.id ?? '' };
}

async function audited(action: string): Promise<readonly object[]> {
  return query(
    service.database.url,
    `SELECT actor, subject, facts FROM console.audit_entry WHERE action = '${action}' ORDER BY position DESC`,
  );
}

describe('src/web/console: channels', { timeout: 60_000 }, () => {
  it('shows health, pace, quota and the age of the grant, and no token', async () => {
    service.zalo.quotas.daily = 5_000;
    const text = await textOf(page);
    const zalo = (await panel(page, 'Zalo').textContent()) ?? '';
    expect(zalo).toContain('Đang gửi bình thường');
    expect(zalo).toContain(service.parts.zaloAccount?.id);
    expect(zalo).toMatch(/Còn 5\.000 trong 5\.000 tin mẫu, chất lượng cao/);
    expect(zalo).toMatch(/Gia hạn chưa đầy 1 phút trước, còn dùng được 25 giờ/);
    expect(await panel(page, 'Telegram').textContent()).toMatch(/Tối đa 25 lời mời mỗi giây.*Không giới hạn theo ngày/);
    expect(await panel(page, 'Trang góp ý').textContent()).toContain(service.parts.publicUrl);
    const [grant] = await query(service.database.url, 'SELECT * FROM register.zalo_token');
    expect(grant).toBeDefined();
    expect(text).not.toMatch(/token|Bearer|secret/i);
  });

  it('shows until when a channel rests, and what waits meanwhile', async () => {
    await service.parts.outbox.pause('telegram', 120_000);
    const person = service.telegram.person(9_200_000);
    person.start();
    const waits = async () => /[1-9]\d* tin, tin lâu nhất đã chờ/.test(await textOf(page));
    await until(waits, 'a reply waits for the channel');
    const telegram = (await panel(page, 'Telegram').textContent()) ?? '';
    expect(telegram).toContain('Đang tạm dừng theo yêu cầu của nền tảng');
    expect(telegram).toMatch(/Tạm dừng đến\d\d:\d\d \d\d\/\d\d\/\d{4}/);
  });

  it('retries a dead letter, says so, and records who did', async () => {
    const { person, id } = await setAside();
    const text = await textOf(page);
    expect(text).toContain('division-by-zero');
    expect(text).toContain(id);
    expect(text).not.toMatch(new RegExp(`${String(person.id)}|DỪNG`));
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('row').filter({ hasText: id }).getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText('Đã đưa việc này vào thử lại').waitFor();
    expect(await page.getByText(id).count()).toBe(0);
    expect(await service.stores.deadUpdates.find(id)).toBeNull();
    const stopped = async () => (await query(service.database.url, 'SELECT 1 FROM register.suppression')).length === 1;
    await until(stopped, 'the opt-out has taken effect');
    expect(await audited('dead-letter.retried')).toMatchObject([
      { actor: expect.stringMatching(/^person:/), subject: null, facts: { queue: 'set-aside', letter: id } },
    ]);
  });

  it('drops one only after a second press, and says when it is gone already', async () => {
    await service.parts.outbox.enqueue([{ id: asId<MessageId>('not-an-id'), channel: 'zalo', lane: 'reply' }]);
    await until(async () => (await textOf(page)).includes('malformed'), 'a job has failed for good');
    const other = await signedIn(ADMIN.email);
    await textOf(other);
    const row = page.getByRole('row').filter({ hasText: 'malformed' });
    expect(await row.textContent()).toContain('Tin trả lời · Zalo');
    expect(await row.getByRole('button', { name: 'Bỏ hẳn' }).isVisible()).toBe(false);
    await row.getByText('Bỏ…').click();
    await row.getByRole('button', { name: 'Bỏ hẳn' }).click();
    await page.getByText('Đã bỏ việc này').waitFor();
    expect(await page.getByText('malformed').count()).toBe(0);
    await other.getByRole('row').filter({ hasText: 'malformed' }).getByRole('button', { name: 'Thử lại' }).click();
    await other.getByText('Việc này không còn trong danh sách').waitFor();
    expect(await audited('dead-letter.dropped')).toHaveLength(1);
    await other.context().close();
  });

  it('lets a province look and not decide', async () => {
    await setAside();
    const province = await signedIn(PROVINCE.email);
    expect(await textOf(province)).toContain('division-by-zero');
    expect(await province.getByRole('button', { name: 'Thử lại' }).count()).toBe(0);
    expect(await province.getByRole('link', { name: 'Cho phép trên Zalo' }).count()).toBe(0);
    await province.context().close();
  });

  it('says when Zalo may not be used any more', async () => {
    await query(service.database.url, 'DELETE FROM register.zalo_token');
    await textOf(page);
    expect(await panel(page, 'Zalo').textContent()).toMatch(/Chưa có quyền gửi.*Quyền gửiChưa có/);
    expect(await panel(page, 'Zalo').getByRole('link', { name: 'Cho phép trên Zalo' }).getAttribute('href')).toBe(
      '/oauth/zalo',
    );
  });

  it.each([
    ['wide', 'light', 'vi'],
    ['narrow', 'dark', 'vi'],
    ['narrow', 'light', 'en'],
  ] as const)('has no fault that axe finds: %s, %s, %s', async (screen, colorScheme, lang) => {
    const found = await signedIn(ADMIN.email, { viewport: SCREENS[screen], colorScheme });
    await found.goto(`${service.url}/console/channels?lang=${lang}`);
    await found.locator('summary').first().click();
    expect(await findViolations(found)).toEqual([]);
    expect(await smallTargets(found)).toEqual([]);
    expect(await found.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await found.evaluate('document.activeElement.blur()');
    expect((await walkByTab(found)).filter(({ faults }) => faults.length > 0)).toEqual([]);
    await found.context().close();
  });
});
