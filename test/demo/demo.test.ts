import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, SCREENS, type Watched } from '../support/browser.ts';
import { signInByForm } from '../support/sign-in.ts';
import { pathWithoutRedis, startDemoProcess, type DemoProcess } from './support/demo-process.ts';

/** Where pictures of every state go; none are taken when it is not set. */
const PICTURES = process.env['SCREENSHOT_DIR'];

const SLOW = 120_000;
const SCORES = ['5 · Rất hài lòng', '4 · Hài lòng', '3 · Bình thường', '2 · Không hài lòng'];

let browser: Browser;

beforeAll(async () => {
  if (PICTURES) await mkdir(PICTURES, { recursive: true });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
});

describe.each(['redis', 'no-redis'] as const)('demo/main: %s', (kind) => {
  let folder: string;
  let path: string | undefined;
  let demo: DemoProcess;
  let phones: Watched;
  let office: Watched;
  let finishedBefore = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-demo-'));
    await chmod(folder, 0o755);
    path = kind === 'redis' ? undefined : await pathWithoutRedis(folder);
    demo = await startDemoProcess(folder, path);
    [phones, office] = await Promise.all([openPage(browser), openPage(browser)]);
  }, SLOW);

  afterAll(async () => {
    await Promise.all([phones?.context.close(), office?.context.close()]);
    await demo?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function picture(page: Page, name: string): Promise<void> {
    if (PICTURES && kind === 'redis') await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }

  it('says in both languages where everything is, what runs, and what it takes liberties with', () => {
    const { facts } = demo;
    const banner = demo.printed();
    for (const told of [
      facts.url,
      facts.phonesUrl,
      facts.email,
      facts.password,
      facts.apiKey,
      facts.slip?.web ?? '?',
    ]) {
      expect(banner).toContain(told);
    }
    expect(banner).toContain('MIX_BATCH=1');
    expect(banner).toMatch(/minh họa.*made up/);
    expect(facts.queue).toBe(kind === 'redis' ? 'embedded-redis' : 'postgres');
    expect(facts.dossiersWritten).toBeGreaterThan(3_000);
  });

  it('shows the console with six months behind it', async () => {
    const { page } = office;
    await page.goto(`${demo.facts.url}/console`);
    await picture(page, '01-sign-in');
    await signInByForm(page, demo.facts.url, demo.facts);
    finishedBefore = await finishedCount(page, demo);
    expect(finishedBefore).toBeGreaterThan(100);
    await page.goto(`${demo.facts.url}/console?period=6m`);
    await picture(page, '02-overview');
    await page.goto(`${demo.facts.url}/console?period=6m&unit=99006`);
    await picture(page, '03-too-few-answers');
    expect(await page.textContent('#figures')).toContain('Chưa đủ 10 ý kiến');
  });

  it('lights up the phone whose number a dossier was recorded with', async () => {
    const { page } = phones;
    await page.goto(demo.facts.phonesUrl);
    await page.waitForSelector('.phone:nth-child(4)');
    await page.locator('#telegram-900000002 .log').getByText('Số điện thoại đã được xác nhận').waitFor();
    await picture(page, '04-phones');
    await record(office.page, demo, '0001', demo.facts.numbers[1]);
    await picture(office.page, '05-recorded');
    await page.waitForSelector('#telegram-900000002.phone--lit', { timeout: 20_000 });
    await page.waitForTimeout(1_100);
    await picture(page, '06-phone-lights-up');
    expect(await page.title()).toMatch(/^\(1\)/);
    expect(await page.locator('.phone--lit').count()).toBe(1);
  });

  it('takes a whole survey by taps, one typed answer and a comment', async () => {
    const { page } = phones;
    const phone = page.locator('#telegram-900000002');
    await phone.getByRole('button', { name: 'Bắt đầu', exact: true }).click();
    for (const [i, score] of SCORES.entries()) {
      await phone
        .getByText(`Câu ${i + 1}/5`)
        .last()
        .waitFor();
      await picture(page, `07-question-${i + 1}`);
      if (i === 2) await type(page, 'binh thuong');
      else await phone.getByRole('button', { name: score }).last().click();
    }
    await phone.getByText('Câu 5/5').last().waitFor();
    await picture(page, '08-question-5-gate');
    await phone.getByRole('button', { name: 'Có', exact: true }).last().click();
    await phone.getByText('trả lời phản ánh, góp ý?').last().waitFor();
    await phone.getByRole('button', { name: '5 · Rất hài lòng' }).last().click();
    await phone.getByText('Ông/bà muốn nhắn thêm gì không?').last().waitFor();
    await picture(page, '09-comment');
    await type(page, 'Chờ hơi lâu nhưng hướng dẫn rõ.');
    await phone.getByText('Cảm ơn ông/bà. Ý kiến đã được ghi nhận').last().waitFor();
    await picture(page, '10-thanks');
    expect(phones.complaints).toEqual([]);
  });

  it('moves the response rate by one finished survey', async () => {
    await expect.poll(() => finishedCount(office.page, demo), { timeout: 20_000 }).toBe(finishedBefore + 1);
    await office.page.goto(`${demo.facts.url}/console?period=6m`);
    await picture(office.page, '11-rate-moved');
    expect(await office.page.textContent('.leads')).toContain(`${finishedBefore + 1} khảo sát trả lời xong`);
    expect(office.complaints).toEqual([]);
  });

  it('opens a slip on a phone that the bot has never met', async () => {
    const { page } = phones;
    const phone = page.locator('#telegram-900000004');
    await phone.getByLabel('Quét mã trên phiếu').fill('không phải liên kết');
    await page.keyboard.press('Enter');
    await phone.getByText('Đây không phải liên kết hay mã của phiếu.').waitFor();
    await phone.getByLabel('Quét mã trên phiếu').fill(demo.facts.slip?.telegram ?? '');
    await page.keyboard.press('Enter');
    await phone.locator('.message--bot').getByRole('button', { name: 'Bắt đầu', exact: true }).waitFor();
    await picture(page, '12-slip-scanned');
    expect(await phone.locator('.message').allTextContents()).toHaveLength(2);
  });

  it('blocks the bot and lets it in again, and sends what is no text', async () => {
    const { page } = phones;
    const phone = page.locator('#telegram-900000002');
    await phone.locator('.menu summary').click();
    await picture(page, '13-menu');
    await phone.getByRole('button', { name: 'Chặn bot' }).click();
    await phone.getByRole('button', { name: 'Bỏ chặn', exact: true }).waitFor();
    await picture(page, '14-blocked');
    await phone.getByRole('button', { name: 'Bỏ chặn', exact: true }).click();
    await phone.locator('.menu summary').click();
    await phone.getByRole('button', { name: 'Gửi nhãn dán' }).click();
    await phone.getByText('(nhãn dán)').waitFor();
    expect(await phone.getByRole('button', { name: 'Gửi', exact: true }).count()).toBe(1);
  });

  it('reaches a Zalo phone by a template whose button opens the survey page', async () => {
    const { page } = phones;
    await record(office.page, demo, '0002', demo.facts.numbers[0]);
    const card = page.locator('#zalo-84900000001 .message--card');
    await card.waitFor({ timeout: 20_000 });
    await card.scrollIntoViewIfNeeded();
    await picture(page, '20-zalo-template');
    expect(await card.textContent()).toMatch(/UBND phường Mẫu Một.*Mã trên phiếu: [0-9A-Z]{6}/);
    const [survey] = await Promise.all([
      page.context().waitForEvent('page'),
      card.getByRole('link', { name: 'Mở phiếu góp ý' }).click(),
    ]);
    await survey.getByRole('button', { name: 'Bắt đầu', exact: true }).waitFor();
    await picture(survey, '21-zalo-opens-the-page');
    await survey.close();
  });

  it('finishes a survey on a Zalo phone after the code of the slip', async () => {
    const { page } = phones;
    const phone = page.locator('#zalo-84900000003');
    await record(office.page, demo, '0003');
    await office.page.goto(`${demo.facts.url}/console/dossiers/${codeOf(demo, '0003')}/slip`);
    const code = (await office.page.textContent('.slip__short')) ?? '';
    await phone.getByLabel('Nhắn mã trên phiếu').fill(code);
    await page.keyboard.press('Enter');
    await phone.getByRole('button', { name: 'Bắt đầu', exact: true }).click();
    for (const [i, score] of SCORES.entries()) {
      await phone.getByText(`Câu ${i + 1}/5`).waitFor();
      await phone.scrollIntoViewIfNeeded();
      await picture(page, `22-zalo-question-${i + 1}`);
      if (i === 2) await type(page, 'binh thuong', '#zalo-84900000003');
      else await phone.getByRole('button', { name: score }).last().click();
    }
    await phone.getByText('Câu 5/5').waitFor();
    await phone.getByRole('button', { name: 'Không', exact: true }).last().click();
    await phone.getByText('Ông/bà muốn nhắn thêm gì không?').last().waitFor();
    await picture(page, '23-zalo-comment');
    await phone.getByRole('button', { name: 'Không có', exact: true }).last().click();
    await phone.getByText('Cảm ơn ông/bà. Ý kiến đã được ghi nhận').last().waitFor();
    await picture(page, '24-zalo-thanks');
    await expect.poll(() => finishedCount(office.page, demo), { timeout: 20_000 }).toBe(finishedBefore + 2);
    expect(phones.complaints).toEqual([]);
  });

  it('is fit for a small screen', async () => {
    const { page, context } = await openPage(browser, { viewport: SCREENS.narrow });
    await page.goto(demo.facts.phonesUrl);
    await page.waitForSelector('.phone');
    await picture(page, '15-narrow');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await context.close();
  });

  it(
    'stops at SIGTERM with nothing to complain about, and keeps everything for the next start',
    async () => {
      const chat = await phones.page.locator('#telegram-900000002 .message').count();
      const zaloChat = await phones.page.locator('#zalo-84900000003 .message').count();
      const before = demo.facts;
      expect(await demo.stop()).toBe(0);
      demo = await startDemoProcess(folder, path);
      expect(demo.facts).toMatchObject({
        password: before.password,
        apiKey: before.apiKey,
        queue: before.queue,
        dossiersWritten: 0,
      });
      await phones.page.goto(demo.facts.phonesUrl);
      await phones.page.waitForSelector('.phone');
      expect(await phones.page.locator('#telegram-900000002 .message').count()).toBe(chat);
      expect(await phones.page.locator('#zalo-84900000003 .message').count()).toBe(zaloChat);
      expect(await finishedCount(office.page, demo)).toBe(finishedBefore + 2);
      expect(await demo.stop()).toBe(0);
    },
    SLOW,
  );
});

/** Finished surveys of the whole history, from the API as a connected system asks it. */
async function finishedCount(page: Page, { facts }: DemoProcess): Promise<number> {
  const year = new Date(facts.today).getFullYear();
  const httpResponse = await page.request.get(`${facts.url}/api/v1/rates?from=${year - 1}-01-01&to=${facts.today}`, {
    headers: { authorization: `Bearer ${facts.apiKey}` },
  });
  const text = await httpResponse.text();
  return Number(/"finished":(\d+)/.exec(text)?.[1]);
}

function codeOf({ facts }: Pick<DemoProcess, 'facts'>, number: string): string {
  return `H26.99.01-${facts.today.slice(2).replaceAll('-', '')}-${number}`;
}

async function record(page: Page, { facts }: DemoProcess, number: string, phone = ''): Promise<void> {
  await page.goto(`${facts.url}/console/dossiers/new`);
  await page.fill('#code', codeOf({ facts }, number));
  await page.selectOption('#procedure', '2.000815');
  await page.fill('#dueAt', facts.today.split('-').toReversed().join('/'));
  await page.fill('#phone', phone);
  await page.keyboard.press('Enter');
  await page.getByText('Đã ghi nhận hồ sơ').first().waitFor();
}

async function type(page: Page, text: string, phone = '#telegram-900000002'): Promise<void> {
  await page.locator(phone).getByLabel('Tin nhắn', { exact: true }).last().fill(text);
  await page.keyboard.press('Enter');
}
