import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations, SCREENS } from '../../support/browser.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { CLERK } from './start-console.ts';

let running: ConsoleInBrowser;

beforeAll(async () => {
  running = await startConsoleInBrowser();
  const procedures = [...(await running.shared.references.procedures()).values()];
  await running.shared.references.saveProcedures(procedures.map((each) => ({ ...each, workingDays: 2 })));
});

afterAll(() => running.close());

const FORM = '/console/dossiers/new';

/** As a scanner does: the whole code at once, over whatever has the focus, and Enter. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code, { delay: 1 });
  await page.keyboard.press('Enter');
}

const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.id || document.activeElement.textContent');

describe('src/web/console: recording at the desk', () => {
  it('takes a dossier by keyboard in a dozen strokes, and the next with its last digits', async () => {
    const { page, context, hosts, complaints } = await enterAs(running, CLERK.email, FORM);
    expect(await focused(page)).toBe('code');
    await page.keyboard.type('42');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page
      .getByRole('status', { name: 'Hệ thống hiểu' })
      .getByText('Hẹn trả 25/11/2026 (2 ngày làm việc')
      .waitFor();
    expect(await page.textContent('#understood')).toContain('Hồ sơ mới');
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Đã ghi nhận hồ sơ H26.99.01-261123-0042').waitFor();
    expect(await page.inputValue('#procedure')).toMatch(/^\d\.\d{6}$/);
    await page.keyboard.type('43');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Đã ghi nhận hồ sơ H26.99.01-261123-0043').waitFor();
    expect([...hosts]).toEqual([new URL(running.base).host]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('takes a scanner: its Enter moves on, a scanned code replaces the prefix, a known one is said at once', async () => {
    const { page, context, complaints } = await enterAs(running, CLERK.email, FORM);
    await scan(page, 'H26.99.01-261120-0101');
    expect(await focused(page)).toBe('procedure');
    expect(new URL(page.url()).search).toBe('');
    await page.keyboard.press('ArrowDown');
    await page.getByText('Đúng hẹn').waitFor();
    await page.locator('.dossier-form > .actions button').click();
    await page.getByText('Đã ghi nhận hồ sơ H26.99.01-261120-0101').waitFor();
    await scan(page, 'H26.99.01-261120-0101');
    await page.getByText('Hồ sơ này đã được ghi nhận trước đó').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.fill('#dueAt', '30/11');
    await page.locator('.dossier-form > .actions button').click();
    await page.getByText('Lưu sẽ sửa').waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says how late a dossier is, and takes the last one back', async () => {
    const { page, context, complaints } = await enterAs(running, CLERK.email, FORM, { viewport: SCREENS.narrow });
    await page.fill('#code', 'H26.99.01-261110-0102');
    await page.selectOption('#procedure', '1.001193');
    await page.getByText('Trễ hẹn 11 ngày').waitFor();
    await page.locator('.dossier-form > .actions button').click();
    await page.getByText('Đã ghi nhận hồ sơ H26.99.01-261110-0102').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('Đã hoàn tác hồ sơ H26.99.01-261110-0102').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.goto(`${running.base}/console/dossiers/H26.99.01-261110-0102`);
    expect(await page.textContent('h1')).toContain('Không có hồ sơ này');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('registers at intake without a script, and says what comes next', async () => {
    const { page, context } = await enterAs(running, CLERK.email, `${FORM}?done=intake`, { javaScriptEnabled: false });
    await page.fill('#code', 'H26.99.01-261123-0103');
    await page.selectOption('#procedure', '1.001193');
    await page.locator('.dossier-form > .actions button').click();
    const notice = page.locator('.notice--good');
    expect(await notice.textContent()).toContain('In phiếu và đưa cho người dân');
    const [download] = await Promise.all([page.waitForEvent('download'), notice.getByText('Tải mã QR (PNG)').click()]);
    expect(download.suggestedFilename()).toBe('qr-H26.99.01-261123-0103.png');
    expect(await page.isChecked('#done')).toBe(false);
    await context.close();
  });
});

describe('src/web/console: what staff may not see', () => {
  it.each([
    ['a page', '/console/audit'],
    ['an export', '/console/export/overview.xlsx'],
    ['the log as a file', '/console/export/audit.csv'],
    ['another unit', '/console?unit=99002'],
  ])('refuses a member of staff %s, in words that tell where to go on', async (_what, path) => {
    const { page, context, hosts, complaints } = await enterAs(running, CLERK.email, FORM);
    const answer = await page.goto(running.base + path);
    expect([answer?.status(), answer?.headers()['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    expect(await page.getAttribute('html', 'lang')).toBe('vi');
    expect(await page.textContent('h1')).toBe('Ông/bà không có quyền xem trang này');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Về trang đầu' }).click();
    await page.waitForURL(`${running.base}/console`);
    expect(await page.getByRole('link', { name: /xlsx|csv|Excel/i }).count()).toBe(0);
    expect([...hosts]).toEqual([new URL(running.base).host]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
