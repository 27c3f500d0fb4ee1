import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, SCREENS } from '../../support/browser.ts';
import { post, CLERK, cookieOf, startConsole, type RunningConsole } from './start-console.ts';
import { walkByTab } from '../walk.ts';

const CODE = 'H26.99.01-261123-0208';

/** Every page that a clerk works with, and how many stops of the Tab key it has at least. */
const PAGES = {
  '/console': 5,
  '/console/dossiers/new': 12,
  '/console/dossiers/new?done=intake': 12,
  [`/console/dossiers/${CODE}`]: 9,
  [`/console/dossiers/${CODE}/slip`]: 9,
  [`/console/dossiers/${CODE}/slip?size=80mm`]: 9,
  '/console/dossiers/H26.99.01-261123-9999': 6,
  '/console/import': 6,
  '/console/daily': 6,
  '/console/why-no-message': 4,
  '/console/poster': 5,
  '/console/account': 6,
};

let running: RunningConsole;
let browser: Browser;
let base: string;

beforeAll(async () => {
  running = await startConsole();
  base = await running.server.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
  const fields = { code: CODE, procedure: '1.001193', dueAt: '27/11', filedVia: 'counter', done: 'intake' };
  const cookie = await cookieOf(running.accounts, CLERK.email);
  await running.server.inject(post('/console/dossiers/new', fields, cookie));
});

afterAll(async () => {
  await browser.close();
  await running.close();
});

async function enter(options: Parameters<typeof openPage>[1] = {}) {
  const opened = await openPage(browser, options);
  const [name = '', value = ''] = (await cookieOf(running.accounts, CLERK.email)).split(/=(.*)/);
  await opened.context.addCookies([{ name, value, url: base }]);
  return opened;
}

describe('src/web/console by keyboard', () => {
  it.each([
    ['wide', 'light'],
    ['narrow', 'dark'],
  ] as const)(
    'shows where the focus is at every stop of every page of a clerk: %s, %s',
    { timeout: 120_000 },
    async (screen, scheme) => {
      const { page, context, complaints } = await enter({ viewport: SCREENS[screen], colorScheme: scheme });
      for (const [path, least] of Object.entries(PAGES)) {
        await page.goto(base + path);
        await page.evaluate('document.activeElement.blur()');
        const stops = await walkByTab(page);
        expect([path, stops.filter(({ faults }) => faults.length > 0)]).toEqual([path, []]);
        expect([path, stops.length >= least]).toEqual([path, true]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('leads with “/” to the code, with Enter to the dossier, and back to the next one without a mouse', async () => {
    const { page, context } = await enter();
    const focused = () => page.evaluate<string>('document.activeElement.id');
    await page.goto(`${base}/console/dossiers/${CODE}`);
    await page.keyboard.press('/');
    expect([await focused(), await page.inputValue('#find')]).toEqual(['find', '']);
    await page.keyboard.type(CODE.toLowerCase());
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/dossiers/${CODE}`);
    await page.getByRole('link', { name: 'Ghi nhận hồ sơ tiếp theo' }).press('Enter');
    await page.waitForURL('**/dossiers/new');
    expect(await focused()).toBe('code');
    await page.focus('#phone');
    await page.keyboard.type('/');
    expect([await focused(), await page.inputValue('#phone')]).toEqual(['phone', '/']);
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('/');
    expect([await focused(), (await page.inputValue('#code')).includes('/')]).toEqual(['code', false]);
    await context.close();
  });
});
