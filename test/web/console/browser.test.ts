import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage, SCREENS } from '../../support/browser.ts';
import { signInByForm } from '../../support/sign-in.ts';
import { examine, smallTargets, walkByTab } from '../walk.ts';
import { COUNTS, fillUnit, publish, STARS } from './figures.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { CLERK, MINISTRY_ADMIN, PASSWORD, PROVINCE_ADMIN } from './start-console.ts';

let running: ConsoleInBrowser;

beforeAll(async () => {
  running = await startConsoleInBrowser();
  await fillUnit(running, '99001', '2026-11', {
    completed: 148,
    invited: 131,
    delivered: 120,
    started: 34,
    finished: 27,
  });
  await fillUnit(running, '99002', '2026-11', { completed: 61, invited: 50, delivered: 45, started: 20, finished: 14 });
  await fillUnit(running, '99003', '2026-11', { completed: 12, invited: 8, delivered: 7, started: 3, finished: 2 });
  for (const month of ['2026-11', '2026-10', '2026-08']) {
    for (const unit of ['99001', '01']) {
      await publish(running, unit, month, 40, COUNTS);
      await publish(running, unit, month, 20, STARS, 'overall-rating');
    }
  }
});

afterAll(() => running.close());

const signIn = (page: Page, email: string) => signInByForm(page, running.base, { email, password: PASSWORD });

/** Every page as a visitor of some role reaches it. */
const PAGES = {
  overview: '/console',
  'overview-filtered': '/console?unit=99001&filedVia=online',
  'overview-few': '/console?unit=99002',
  'overview-empty': '/console?period=2026-01',
  units: '/console/units?period=3m',
  coverage: '/console/coverage?period=3m',
  record: '/console/dossiers/new',
  status: '/console/dossiers/H26.99.01-261103-0001',
  'status-missing': '/console/dossiers/H26.99.01-261103-9999',
  slip: '/console/dossiers/H26.99.01-261103-0001/slip',
  'slip-80mm': '/console/dossiers/H26.99.01-261103-0001/slip?size=80mm',
  'no-page': '/console/none',
  'no-permission': '/console?unit=92',
};

describe('src/web/console', () => {
  it.each([
    ['wide', 'light', 'vi'],
    ['wide', 'dark', 'en'],
    ['narrow', 'light', 'vi'],
    ['narrow', 'dark', 'vi'],
  ] as const)(
    'has no fault that axe finds, no sideways scrolling and no foreign host: %s, %s, %s',
    { timeout: 120_000 },
    async (screen, scheme, lang) => {
      const { page, context, hosts, complaints } = await openPage(running.browser, {
        viewport: SCREENS[screen],
        colorScheme: scheme,
      });
      const look = [screen, scheme, lang].join('-');
      await page.goto(`${running.base}/console/sign-in?lang=${lang}`);
      await examine(page, `console-sign-in-${look}`);
      await page.fill('#email', PROVINCE_ADMIN.email);
      await page.fill('#password', 'sai');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.notice--trouble');
      await examine(page, `console-sign-in-refused-${look}`);
      await signIn(page, PROVINCE_ADMIN.email);
      for (const [name, url] of Object.entries(PAGES)) {
        await page.goto(running.base + url);
        await examine(page, `console-${name}-${look}`);
      }
      await page.goto(`${running.base}/console/dossiers/new`);
      await page.click('.dossier-form button');
      await page.waitForSelector('.field--fault');
      await examine(page, `console-record-faults-${look}`);
      expect([...hosts]).toEqual([new URL(running.base).host]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('lets a clerk record a dossier by keyboard alone, and print its slip', async () => {
    const { page, context, complaints } = await openPage(running.browser);
    await signIn(page, CLERK.email);
    await page.goto(`${running.base}/console/dossiers/new`);
    await page.keyboard.type('H26.99.01-261123-0042');
    // What a scanner sends after the code.
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('25/11');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.notice--good');
    await examine(page, 'console-record-saved-wide-light-vi');
    expect(await page.inputValue('#code')).toBe('H26.99.01-261123-');
    expect(await page.evaluate('document.activeElement.id + document.activeElement.selectionStart')).toBe('code17');
    await page.keyboard.type('0043');
    expect(await page.inputValue('#code')).toBe('H26.99.01-261123-0043');
    await page.click('text=In phiếu cho người dân');
    await page.waitForSelector('.slip');
    expect(await page.isVisible('text=In phiếu')).toBe(true);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf).toMatch(/\/Count 1\b/);
    expect(pdf).toMatch(/\/MediaBox \[0 0 420 594/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('names what is wrong, at the top and beside the field, and leads there by keyboard', async () => {
    const { page, context } = await enterAs(running, CLERK.email, '/console/dossiers/new');
    await page.fill('#code', 'H26.99.01-261123-0051');
    await page.fill('#dueAt', '32/13');
    await page.fill('#phone', '123');
    await page.locator('.dossier-form > .actions button').click();
    await page.waitForSelector('.field--fault');
    expect(await page.title()).toBe('Lỗi: Ghi nhận hồ sơ · Hài Lòng');
    const summary = page.getByRole('group', { name: 'Xin sửa 3 chỗ rồi gửi lại' });
    expect(await summary.getByRole('link').allTextContents()).toEqual([
      'Thủ tục: Xin chọn thủ tục.',
      'Ngày hẹn trả: Không đọc được ngày này. Xin ghi như 25/11/2026.',
      expect.stringMatching(/^Số điện thoại: /),
    ]);
    const focused = () => page.evaluate<string>('document.activeElement.id || document.activeElement.textContent');
    expect(await focused()).toContain('Xin sửa 3 chỗ');
    for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
    expect(await focused()).toBe('dueAt');
    const field = page.getByRole('textbox', { name: 'Ngày hẹn trả', description: /Không đọc được ngày này/ });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await context.close();
  });

  it.each([
    ['wide', 'record', '/console/dossiers/new'],
    ['narrow', 'record', '/console/dossiers/new'],
    ['wide', 'overview', '/console'],
    ['narrow', 'slip', '/console/dossiers/H26.99.01-261103-0001/slip'],
  ] as const)('leads a keyboard over a %s %s page, nothing covered, nothing nameless', async (screen, _name, url) => {
    const { page, context } = await enterAs(running, PROVINCE_ADMIN.email, url, { viewport: SCREENS[screen] });
    await page.evaluate('document.activeElement.blur()');
    const stops = await walkByTab(page);
    expect(stops.length).toBeGreaterThan(7);
    expect(stops.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await context.close();
  });

  it('keeps the form and its button in sight of an office PC after a dossier was saved', async () => {
    const { page, context } = await enterAs(
      running,
      CLERK.email,
      '/console/dossiers/new?saved=H26.99.01-261103-0001&as=created',
    );
    expect(await page.isVisible('.notice--good')).toBe(true);
    const button = await page.locator('.dossier-form > .actions button').boundingBox();
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(SCREENS.wide.height);
    await context.close();
  });

  it('moves the figures by itself, and leaves alone what the reader opened', async () => {
    const { page, context, complaints } = await openPage(running.browser);
    await signIn(page, PROVINCE_ADMIN.email);
    await page.goto(`${running.base}/console?period=3m`);
    await page.locator('.chart summary').first().click();
    const before = Number(await page.textContent('.funnel__count'));
    for (const [month, completed] of [
      ['2026-10', 5],
      ['2026-09', 3],
    ] as const) {
      await fillUnit(running, '99003', month, { completed, invited: 0, delivered: 0, started: 0, finished: 0 });
      const expected = before + (month === '2026-10' ? 5 : 8);
      await page
        .locator('.funnel__step')
        .first()
        .getByText(String(expected), { exact: true })
        .waitFor({ timeout: 15_000 });
      expect(await page.isVisible('.chart details table')).toBe(true);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('filters at once, in the address, and a chip takes the filter off', async () => {
    const { page, context, complaints } = await openPage(running.browser);
    await signIn(page, PROVINCE_ADMIN.email);
    await page.selectOption('#unit', '99002');
    await page.waitForSelector('.chip');
    expect(new URL(page.url()).searchParams.get('unit')).toBe('99002');
    expect(await page.textContent('.funnel__count')).toBe('61');
    await page.click('.language a');
    await page.waitForSelector('html[lang=en]');
    expect(new URL(page.url()).searchParams.get('unit')).toBe('99002');
    expect(await page.textContent('.funnel__count')).toBe('61');
    await page.click('.language a');
    await page.waitForSelector('html[lang=vi]');
    await page.waitForRequest((request) => /figures\?.*unit=99002/.test(request.url()), { timeout: 15_000 });
    await page.click('.chip');
    await page.waitForSelector('.chip', { state: 'detached' });
    expect(await page.inputValue('#unit')).toBe('');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('gives what is on screen as a file that opens again', async () => {
    const { page, context, complaints } = await enterAs(running, PROVINCE_ADMIN.email, '/console?period=6m');
    const shown = await page.locator('.leads .stat__value').last().textContent();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('group', { name: 'Tải số liệu' }).getByRole('link', { name: 'Excel (XLSX)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('hai-long_tong-quan_01_2026-06-01_2026-11-30.xlsx');
    const rows = await readSheet(await readFile(await download.path()), 'Mức hài lòng');
    const share = rows.find(([name]) => name === 'Chung')?.[1];
    expect(`${(Number(share) * 100).toFixed(2).replace('.', ',')}\u00a0%`).toBe(shown);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('drills down from the country to a commune, every step in the address, and back by the trail', async () => {
    const { page, context, complaints } = await enterAs(running, MINISTRY_ADMIN.email, '/console/units?period=3m');
    await examine(page, 'console-units-country');
    await page.locator('.tile', { hasText: 'Hà Nội' }).click();
    await page.waitForURL(/unit=01/);
    await page.locator('.table').getByRole('link', { name: 'Hài lòng' }).click();
    await page.waitForURL(/sort=satisfied&order=desc/);
    await page.getByRole('link', { name: 'Phường Mẫu Một (minh họa)' }).click();
    await page.waitForURL((url) => url.pathname === '/console' && url.searchParams.get('unit') === '99001');
    expect(new URL(page.url()).searchParams.get('period')).toBe('3m');
    await page.waitForSelector('#figures');
    await page.locator('.trail').getByRole('link', { name: 'Thành phố Hà Nội' }).click();
    await page.waitForURL(/unit=01/);
    await page.getByRole('link', { name: 'Bỏ lọc: Thành phố Hà Nội' }).click();
    await page.waitForURL((url) => !url.searchParams.has('unit'));
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('works without scripts', async () => {
    const { page, context } = await openPage(running.browser, { javaScriptEnabled: false });
    await signIn(page, CLERK.email);
    await page.selectOption('#filedVia', 'online');
    await page.click('.filters button');
    expect(new URL(page.url()).searchParams.get('filedVia')).toBe('online');
    await page.goto(`${running.base}/console/dossiers/new`);
    await page.fill('#code', 'H26.99.01-261123-0044');
    await page.selectOption('#procedure', '1.001193');
    await page.fill('#dueAt', '25/11/2026');
    await page.check('text=Đã xong từ trước');
    await page.fill('#completedAt', '23/11 9:00');
    await page.click('.dossier-form button');
    expect(await page.textContent('.notice--good')).toContain('H26.99.01-261123-0044');
    await page.click('text=Đăng xuất');
    expect(new URL(page.url()).pathname).toBe('/console/sign-in');
    await context.close();
  });
});
