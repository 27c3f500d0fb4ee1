import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCREENS } from '../../support/browser.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { CLERK, postAs } from './start-console.ts';
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

let running: ConsoleInBrowser;

beforeAll(async () => {
  running = await startConsoleInBrowser();
  const fields = { code: CODE, procedure: '1.001193', dueAt: '27/11', filedVia: 'counter', done: 'intake' };
  await postAs(running, CLERK.email, '/console/dossiers/new', fields);
});

afterAll(() => running.close());

describe('src/web/console by keyboard', () => {
  it.each([
    ['wide', 'light'],
    ['narrow', 'dark'],
  ] as const)(
    'shows where the focus is at every stop of every page of a clerk: %s, %s',
    { timeout: 120_000 },
    async (screen, scheme) => {
      const { page, context, complaints } = await enterAs(running, CLERK.email, '/console', {
        viewport: SCREENS[screen],
        colorScheme: scheme,
      });
      for (const [path, least] of Object.entries(PAGES)) {
        await page.goto(running.base + path);
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
    const { page, context } = await enterAs(running, CLERK.email, `/console/dossiers/${CODE}`);
    const focused = () => page.evaluate<string>('document.activeElement.id');
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
