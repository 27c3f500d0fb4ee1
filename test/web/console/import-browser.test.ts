import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bufferSource } from '../../../src/lib/byte-source.ts';
import { readSheet } from '../../../src/lib/xlsx/read-sheet.ts';
import { advanceImports } from '../../../src/service/advance-imports.ts';
import { SCREENS } from '../../support/browser.ts';
import { csvFile, goodRow, xlsxFile } from '../../support/import-files.ts';
import { logToRun } from '../../support/run-log.ts';
import { examine, walkByTab } from '../walk.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { CLERK } from './start-console.ts';

const ROWS = 100_000;
const MINUTES_MS = 60_000;

let running: ConsoleInBrowser;

beforeAll(async () => {
  running = await startConsoleInBrowser();
});

afterAll(() => running.close());

/** What the worker's timer does, until there is nothing left to do. */
async function work(): Promise<void> {
  while ((await advanceImports({ ...running.shared, log: logToRun() })) > 0);
}

const look = (page: Page, name: string) => examine(page, name, { targets: true });

/** One in ten is completed; every hundredth names a procedure that does not exist, every 101st a phone that is none. */
function* manyRows(): Generator<ReturnType<typeof goodRow>> {
  for (let i = 1; i <= ROWS; i += 1) {
    const fault = i % 100 === 0 ? { 2: '9.999999' } : i % 101 === 0 ? { 5: '123' } : {};
    yield goodRow(i, { ...(i % 10 === 1 ? {} : { 4: '' }), ...fault });
  }
}

const BAD = ROWS / 100 + Math.floor(ROWS / 101) - Math.floor(ROWS / 10_100);

describe('src/web/console: importing a file', () => {
  it(
    'takes 100,000 rows in the background, over a reload, and gives the bad ones back',
    { timeout: 9 * MINUTES_MS },
    async () => {
      const { page, context, hosts, complaints } = await enterAs(running, CLERK.email, '/console/import');
      page.setDefaultTimeout(8 * MINUTES_MS);
      await page.setInputFiles('#file', { name: 'cả năm.csv', mimeType: 'text/csv', buffer: csvFile(manyRows()) });
      await page.getByRole('button', { name: 'Gửi tệp lên' }).click();
      await page.getByText('Tệp có 100.000 dòng').waitFor();
      await page.getByRole('button', { name: 'Kiểm tra mọi dòng' }).click();
      await page.getByText('Đang kiểm tra: 0 trên 100.000 dòng').waitFor();
      const checked = work();
      await page.locator('progress:not([value="0"])').waitFor();
      await page.reload();
      await page.getByText(`${(ROWS - BAD).toLocaleString('vi-VN')} dòng ghi được`).waitFor();
      await checked;
      await page.getByRole('button', { name: /^Ghi [\d.]+ dòng đúng$/ }).click();
      await page.getByText('Đang ghi: 0 trên 100.000 dòng').waitFor();
      const before = process.memoryUsage().rss;
      const written = work();
      await page.locator('progress:not([value="0"])').waitFor();
      await page.getByText(`Đã nhập xong: ${(ROWS - BAD).toLocaleString('vi-VN')} dòng đúng`).waitFor();
      await written;
      expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1_048_576);
      await look(page, 'done');
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('(Excel)').click()]);
      const source = bufferSource(await readFile(await download.path()));
      const limits = { columns: 50, characters: 500, sheetBytes: 50_000_000, stringBytes: 1_000_000 };
      let rows = 0;
      for await (const { cells } of readSheet(source, limits)) {
        rows += 1;
        expect(cells.at(-1)).toMatch(/^(?:Lý do trả lại|Chưa có thủ tục|Số điện thoại không dùng được)/);
      }
      expect(rows).toBe(BAD + 1);
      expect([...hosts]).toEqual([new URL(running.base).host]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it.each([
    ['wide', 'light', 'vi'],
    ['narrow', 'dark', 'vi'],
    ['wide', 'dark', 'en'],
  ] as const)(
    'has no fault that axe finds, in any state: %s, %s, %s',
    { timeout: 2 * MINUTES_MS },
    async (screen, scheme, lang) => {
      const { page, context, complaints } = await enterAs(running, CLERK.email, `/console/import?lang=${lang}`, {
        viewport: SCREENS[screen],
        colorScheme: scheme,
      });
      await look(page, 'upload');
      await page.setInputFiles('#file', {
        name: 'a.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.7'),
      });
      await page.locator('form.panel button').first().click();
      await page.waitForSelector('.field--fault');
      await look(page, 'wrong kind');
      const rows = [goodRow(1, { 5: '0912 345 678' }), goodRow(2, { 2: '9.999999' }), goodRow(3)];
      await page.setInputFiles('#file', { name: 'sổ.xlsx', mimeType: '', buffer: await xlsxFile(rows) });
      await page.locator('form.panel button').first().click();
      await page.waitForSelector('#procedure');
      await look(page, 'columns');
      await page.evaluate('document.activeElement.blur()');
      expect((await walkByTab(page)).filter(({ faults }) => faults.length > 0)).toEqual([]);
      await page.selectOption('#dueAt', '');
      await page.locator('form.panel button').first().click();
      await page.waitForSelector('.field--fault');
      await look(page, 'columns missing');
      await page.selectOption('#dueAt', '3');
      await page.locator('form.panel button').first().click();
      await page.waitForSelector('progress');
      await look(page, 'checking');
      await work();
      await page.waitForSelector('form[action$="/start"]');
      await look(page, 'checked');
      await page.locator('form[action$="/start"] button').first().click();
      await page.waitForSelector('progress');
      await work();
      await page.waitForSelector('a[href$="rejected.csv"]');
      await page.waitForSelector('progress', { state: 'detached' });
      await look(page, 'done');
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('takes a file that is dropped on the form', async () => {
    const { page, context, complaints } = await enterAs(running, CLERK.email, '/console/import');
    await page.evaluate(`(() => {
      const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(csvFile([goodRow(901)]).toString())}], 'thả.csv', { type: 'text/csv' }));
      const form = document.querySelector('form.panel');
      for (const type of ['dragenter', 'dragover', 'drop']) {
        form.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    })()`);
    await page.getByRole('button', { name: 'Gửi tệp lên' }).click();
    await page.getByText('thả.csv').first().waitFor();
    expect(await page.textContent('h1')).toBe('Mỗi cột là gì?');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
