import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from '../../support/browser.ts';
import { readQr } from '../../support/read-qr.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { CLERK } from './start-console.ts';

const CODE = 'H26.99.01-261123-0107';

let running: ConsoleInBrowser;

beforeAll(async () => {
  running = await startConsoleInBrowser();
});

afterAll(() => running.close());

const enter = (path: string) => enterAs(running, CLERK.email, path);

/** A paper's pages in millimetres, as the printer gets them. */
async function printed(page: Page): Promise<readonly string[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const mm = (points: string) => Math.round((Number(points) / 72) * 25.4);
  return [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width = '', height = '']) => `${String(mm(width))} x ${String(mm(height))} mm`,
  );
}

/** What a phone reads off the paper. */
async function codesOn(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ media: 'print' });
  const codes = [];
  for (const one of await page.locator('.qr').all())
    codes.push(await readQr(running.browser, await one.screenshot(), 'image/png'));
  return codes;
}

async function linksOf(code: string) {
  const dossier = await running.parts.showDossier(code, null);
  return dossier && { web: dossier.links.web, telegram: dossier.links.telegram, shortCode: dossier.shortCode };
}

describe('src/web/console: paper', () => {
  it('registers at intake, and prints the slip in both sizes on one page each', { timeout: 120_000 }, async () => {
    const { page, context, complaints } = await enter('/console/dossiers/new?done=intake');
    await page.keyboard.type('107');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('27/11');
    await page.keyboard.press('Enter');
    await page.getByText(`Đã ghi nhận hồ sơ ${CODE}`).waitFor();
    await page.getByRole('link', { name: 'In phiếu cho người dân' }).click();
    const links = await linksOf(CODE);
    const expected = [links?.web, 'https://zalo.me/388613280878808645', links?.telegram];
    expect(await page.textContent('.slip__short')).toBe(links?.shortCode);
    expect(await page.textContent('.slip')).toContain('Khi hồ sơ xong, chúng tôi nhắn tin');
    expect(await page.textContent('.slip')).not.toContain('TTHC');
    expect(await printed(page)).toEqual(['148 x 210 mm']);
    expect(await codesOn(page)).toEqual(expected);
    expect(await page.locator('.top, .foot, .page-head, .screen-only').filter({ visible: true }).count()).toBe(0);
    await page.goto(`${running.base}/console/dossiers/${CODE}/slip?size=80mm`);
    expect(await printed(page)).toEqual(['80 x 297 mm']);
    expect(await codesOn(page)).toEqual(expected);
    expect(await running.query('SELECT completed_at FROM register.dossier WHERE code = $1', [CODE])).toEqual([
      { completed_at: null },
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('opens the browser’s own print window at the button', async () => {
    const { page, context } = await enter(`/console/dossiers/${CODE}/slip`);
    await page.evaluate('window.print = () => { document.title = "printing"; }');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'In phiếu' }).press('Enter');
    expect(await page.title()).toBe('printing');
    expect(await findViolations(page)).toEqual([]);
    await context.close();
  });

  it.each([
    ['PNG', 'image/png'],
    ['SVG', 'image/svg+xml'],
  ] as const)('gives the slip’s code as a picture for another form: %s', async (kind, type) => {
    const { page, context } = await enter(`/console/dossiers/${CODE}/slip`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Tải mã QR (${kind})` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`qr-${CODE}.${kind.toLowerCase()}`);
    expect(await readQr(running.browser, await readFile(await download.path()), type)).toBe((await linksOf(CODE))?.web);
    await context.close();
  });

  it('prints the poster on one A4 page, leading to where a code is entered', async () => {
    const { page, context, complaints } = await enter('/console/poster');
    expect(await findViolations(page)).toEqual([]);
    expect(await printed(page)).toEqual(['210 x 297 mm']);
    expect(await codesOn(page)).toEqual(['https://hai-long.test/u/99001']);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
