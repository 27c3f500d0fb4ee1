import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage, SCREENS } from '../../support/browser.ts';
import { totpCode } from '../../support/totp.ts';
import { examine, smallTargets, walkByTab } from '../walk.ts';
import { startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { AUDITOR, CLERK, MINISTRY_ADMIN, PASSWORD, PROVINCE_ADMIN } from './start-console.ts';

let running: ConsoleInBrowser;

beforeAll(async () => {
  running = await startConsoleInBrowser({ secondFactor: 'required' });
});

afterAll(() => running.close());

async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto(`${running.base}/console/sign-in`);
  await page.fill('#email', email);
  await page.fill('#password', password);
  await press(page, 'main form button');
}

/** Presses a button that leads to another page, and waits for it. */
async function press(page: Page, selector: string): Promise<void> {
  const arrived = page.waitForEvent('framenavigated');
  await page.locator(selector).first().click();
  await arrived;
  await page.waitForLoadState();
}

const LEAVE = 'text=Đăng xuất';
const PRIMARY = 'main .button--primary';

interface Factor {
  readonly key: string;
  readonly recoveryCodes: readonly string[];
}

/** From the page that demands it to the page that says it is on. */
async function addFactor(page: Page, name: string): Promise<Factor> {
  await page.fill('#password', PASSWORD);
  await press(page, PRIMARY);
  await page.waitForSelector('.recovery-codes');
  await examine(page, `${name}: preparation`);
  const key = (await page.textContent('.factor-key')) ?? '';
  const recoveryCodes = await page.locator('.recovery-codes code').allTextContents();
  await page.fill('#code', '000000');
  await press(page, PRIMARY);
  await page.waitForSelector('.field--fault');
  await examine(page, `${name}: wrong code`);
  expect(await page.content()).not.toContain(recoveryCodes[0]);
  await page.fill('#code', totpCode(key));
  await press(page, PRIMARY);
  await page.waitForSelector('.notice--good');
  await examine(page, `${name}: on`);
  return { key, recoveryCodes };
}

describe('src/web/console/people in Chromium', () => {
  it('leads an admin to the second factor, then signs in with it, without scripts', { timeout: 90_000 }, async () => {
    const { page, context, hosts } = await openPage(running.browser, { javaScriptEnabled: false });
    await signIn(page, MINISTRY_ADMIN.email);
    expect(new URL(page.url()).pathname).toBe('/console/account/second-factor');
    for (const url of ['/console', '/console/people', '/console/audit', '/console/dossiers/new']) {
      await page.goto(running.base + url);
      expect(new URL(page.url()).pathname).toBe('/console/account/second-factor');
    }
    await page.fill('#password', PASSWORD);
    await press(page, PRIMARY);
    const key = (await page.textContent('.factor-key')) ?? '';
    const [recovery = ''] = await page.locator('.recovery-codes code').allTextContents();
    await page.fill('#code', totpCode(key));
    await press(page, PRIMARY);
    await page.waitForSelector('.notice--good');
    await page.goto(`${running.base}/console/people`);
    expect(await page.textContent('h1')).toBe('Người dùng');

    await press(page, LEAVE);
    await page.goto(`${running.base}/console/audit`);
    await page.fill('#email', MINISTRY_ADMIN.email);
    await page.fill('#password', PASSWORD);
    await press(page, 'main button');
    expect(new URL(page.url()).pathname).toBe('/console/sign-in/code');
    await page.goto(`${running.base}/console`);
    expect(new URL(page.url()).pathname).toBe('/console/sign-in');
    await page.goto(`${running.base}/console/sign-in/code?next=/console/audit`);
    await page.fill('#code', '123456');
    await press(page, 'main button');
    expect(await page.textContent('[role=alert]')).toContain('Mã chưa đúng');
    await page.fill('#code', totpCode(key));
    await press(page, 'main button');
    expect(new URL(page.url()).pathname).toBe('/console/audit');

    for (const path of ['/console', '/console/sign-in/code']) {
      await press(page, LEAVE);
      await signIn(page, MINISTRY_ADMIN.email);
      await press(page, 'text=Dùng mã dự phòng');
      await page.fill('#code', recovery);
      await press(page, 'main button');
      expect(new URL(page.url()).pathname).toBe(path);
    }
    expect(await page.textContent('[role=alert]')).toContain('đã dùng');
    expect([...hosts]).toEqual([new URL(running.base).host]);
    await context.close();
    const { entries } = await running.parts.showAudit({ action: null, before: null }, null);
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['second-factor.added', 'recovery-code.used', 'session.refused']),
    );
  });

  it('leaves staff without it alone, and forgets a challenge after five wrong codes', async () => {
    const { page, context } = await openPage(running.browser);
    await signIn(page, CLERK.email);
    expect(new URL(page.url()).pathname).toBe('/console');
    await page.goto(`${running.base}/console/account/second-factor`);
    const { key } = await addFactor(page, 'clerk');
    await press(page, LEAVE);
    await signIn(page, CLERK.email);
    for (let i = 0; i < 5; i += 1) {
      await page.fill('#code', '000000');
      await press(page, 'main button');
      await page.waitForSelector('[role=alert]');
    }
    await page.fill('#code', totpCode(key));
    await press(page, 'main button');
    await page.waitForSelector('#password');
    expect(await page.textContent('[role=alert]')).toContain('Xin đăng nhập lại từ đầu');
    await context.close();
  });

  it.each([
    ['wide', 'light', 'vi', PROVINCE_ADMIN],
    ['narrow', 'dark', 'en', AUDITOR],
  ] as const)(
    'has no fault that axe finds on any page: %s, %s, %s',
    { timeout: 120_000 },
    async (screen, scheme, lang, admin) => {
      const { page, context, complaints } = await openPage(running.browser, {
        viewport: SCREENS[screen],
        colorScheme: scheme,
      });
      await page.goto(`${running.base}/console/sign-in?lang=${lang}`);
      await signIn(page, admin.email);
      await examine(page, 'second factor demanded');
      const { key } = await addFactor(page, screen);
      await page.goto(`${running.base}/console/account`);
      await examine(page, 'account');
      await page.fill('#current', 'sai');
      await press(page, PRIMARY);
      await page.waitForSelector('.field--fault');
      await examine(page, 'account, fault');
      await page.goto(`${running.base}/console/audit`);
      await examine(page, 'audit');
      if (admin !== AUDITOR) await lookAtPeople(page);
      await press(page, '.who button');
      await signIn(page, admin.email);
      await examine(page, 'code');
      await page.goto(`${running.base}/console/sign-in/code?with=recovery`);
      await examine(page, 'recovery code');
      await page.goto(`${running.base}/console/sign-in/code`);
      await page.fill('#code', totpCode(key));
      await page.keyboard.press('Enter');
      await page.waitForSelector('#figures');
      await page.goto(`${running.base}/console/links/none`);
      await examine(page, 'link over');
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  async function lookAtPeople(page: Page): Promise<void> {
    await page.goto(`${running.base}/console/people`);
    await examine(page, 'people');
    await page.goto(`${running.base}/console/people?q=khong-ai`);
    await examine(page, 'people, nobody');
    await page.goto(`${running.base}/console/people/new`);
    await examine(page, 'invite');
    await press(page, PRIMARY);
    await page.waitForSelector('.field--fault');
    await examine(page, 'invite, faults');
    await page.fill('#email', 'trinh-duyet@hai-long.test');
    await page.fill('#name', 'Đặng Thị Ỷ Lan');
    await page.selectOption('#unit', '99001');
    await press(page, PRIMARY);
    await page.waitForSelector('#link');
    await examine(page, 'link');
    const link = new URL(await page.inputValue('#link')).pathname;
    await page.goto(running.base + link);
    await examine(page, 'choose a password');
    await page.fill('#password', 'ngắn');
    await press(page, 'main button');
    await page.waitForSelector('.field--fault');
    await examine(page, 'choose a password, fault');
    await page.goto(`${running.base}/console/people?q=Lan`);
    await page.click('.who-cell a');
    await page.waitForSelector('.deed');
    await examine(page, 'person');
    expect(await smallTargets(page)).toEqual([]);
    const stops = await walkByTab(page);
    expect(stops.filter(({ faults }) => faults.length > 0)).toEqual([]);
  }
});
