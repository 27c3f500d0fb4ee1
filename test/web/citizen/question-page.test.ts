import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inbound } from '../../../src/domain/inbound.ts';
import { showSurvey } from '../../../src/service/show-survey.ts';
import { citizenSurface } from '../../../src/web/citizen/citizen.ts';
import { findViolations, openPage, SCREENS } from '../../support/browser.ts';
import type { WebWorld } from '../../support/web-world.ts';
import { smallTargets, walkByTab } from '../walk.ts';
import { startSurfaceInBrowser, type SurfaceInBrowser } from './surface-in-browser.ts';

let running: SurfaceInBrowser;
let world: WebWorld;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  running = await startSurfaceInBrowser((opened) =>
    citizenSurface({ ...opened.parts, showSurvey: (visit) => showSurvey(opened.parts, visit), inbox: opened.inbox }),
  );
  ({ world, origin, browser } = running);
});

afterAll(() => running.close());

const ANSWER = '4 · Hài lòng';
const SCALE = ['1 · Rất không hài lòng', '2 · Không hài lòng', '3 · Bình thường', ANSWER, '5 · Rất hài lòng'];

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Every answer reaches 56 px, and nothing is wider than the screen. */
async function checkSizes(page: Page): Promise<void> {
  const heights = await Promise.all(
    (await page.getByRole('button').all()).map(async (button) => (await button.boundingBox())?.height ?? 0),
  );
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(56);
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}

describe('src/web/citizen/question-page.tsx', () => {
  it('leads through the whole survey on a phone without JavaScript, and resumes where it was left', async () => {
    const { path, code } = await world.register({});
    const { page, context, hosts } = await openPage(browser, { viewport: SCREENS.narrow, javaScriptEnabled: false });
    await page.goto(`${origin}${path}`);
    await press(page, 'Bắt đầu');
    await press(page, '5 · Rất hài lòng');
    await press(page, 'Bỏ qua');
    await page.goto('about:blank');
    await page.goto(`${origin}${path}`);
    await expect.poll(() => page.getByText('Câu 3/5').count()).toBe(1);
    await press(page, '1 · Rất không hài lòng');
    await press(page, 'Quay lại');
    await press(page, '2 · Không hài lòng');
    await press(page, '4 · Hài lòng');
    await press(page, 'Có');
    await press(page, '3 · Bình thường');
    await page.getByRole('textbox').fill('Chỗ gửi xe hơi chật.');
    await press(page, 'Gửi');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Đã xong');
    expect(page.url().split('?')[0]).toBe(`${origin}${path}`);
    expect([...hosts]).toEqual([new URL(origin).host]);
    expect((await world.parts.dossiers.find(code))?.invitation).toMatchObject({
      status: 'closed',
      closeReason: 'finished',
    });
    await context.close();
  });

  it.each([
    ['vi', 'light', { width: 320, height: 640 }],
    ['en', 'dark', SCREENS.narrow],
    ['vi', 'dark', SCREENS.wide],
  ] as const)('is accessible in %s, %s, on %o', async (language, colorScheme, viewport) => {
    const { path } = await world.register({
      language,
      filedVia: 'online',
      dueAt: new Date('2026-10-06T17:00:00+07:00'),
    });
    const { page, context, complaints } = await openPage(browser, { viewport, colorScheme });
    await page.goto(`${origin}${path}`);
    for (const button of [0, 3, 2, 1, 0, 1, 0]) {
      expect(await findViolations(page)).toEqual([]);
      await checkSizes(page);
      await page.getByRole('button').nth(button).click();
    }
    expect(await page.getByRole('textbox').count()).toBe(1);
    await press(page, language === 'vi' ? 'Gửi' : 'Send');
    expect(await findViolations(page)).toEqual([]);
    await press(page, language === 'vi' ? 'Không có' : 'Nothing to add');
    expect(await findViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('leads a keyboard through every page in the order of reading, nothing covered, nothing nameless', async () => {
    const { path } = await world.register({});
    const { page, context } = await openPage(browser, { viewport: SCREENS.narrow });
    await page.goto(`${origin}${path}`);
    const seen: (readonly string[])[] = [];
    for (const label of ['Bắt đầu', ANSWER, ANSWER, ANSWER, ANSWER, 'Không']) {
      const stops = await walkByTab(page);
      expect(stops.filter(({ faults }) => faults.length > 0)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      seen.push(stops.map(({ name }) => name));
      await page.getByRole('button', { name: label, exact: true }).focus();
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    }
    const frame = ['Đến nội dung chính', 'Hài Lòng', 'English'];
    const foot = 'Kiểm tra tin nhắn có phải của chúng tôi không';
    expect(seen[0]).toEqual([...frame, 'Bắt đầu', 'Không phải hồ sơ của tôi', 'Không nhận nữa', foot]);
    expect(seen[2]).toEqual([...frame, ...SCALE, 'Quay lại', 'Bỏ qua', 'Ngừng, hoặc xóa câu trả lời', foot]);
    await context.close();
  });

  it('names each page, its question and its fault to a screen reader', async () => {
    const { path } = await world.register({});
    const { page, context } = await openPage(browser);
    await page.goto(`${origin}${path}`);
    await press(page, 'Bắt đầu');
    expect(await page.title()).toBe('Câu 1/5 · Hài Lòng');
    const group = page.getByRole('group', { name: 'Câu trả lời', description: /Ông\/bà hài lòng ở mức nào/ });
    expect(await group.getByRole('button').count()).toBe(5);
    for (let i = 0; i < 4; i += 1) await press(page, ANSWER);
    await press(page, 'Không');
    await press(page, 'Gửi');
    expect(await page.title()).toBe('Lỗi: Khảo sát ý kiến · Hài Lòng');
    const box = page.getByRole('textbox', { name: /muốn nhắn thêm gì/, description: /Ông\/bà chưa viết gì/ });
    expect(await box.count()).toBe(1);
    expect(await page.evaluate('document.activeElement.outerHTML')).toMatch(/^<textarea.*aria-invalid="true"/);
    await context.close();
  });

  it('lets a finger that slipped off again before it stops', async () => {
    const { path, code } = await world.register({});
    const { page, context } = await openPage(browser, { viewport: SCREENS.narrow, javaScriptEnabled: false });
    await page.goto(`${origin}${path}`);
    await press(page, 'Bắt đầu');
    expect(await page.getByRole('button', { name: 'Không nhận nữa' }).isVisible()).toBe(false);
    await page.getByText('Ngừng, hoặc xóa câu trả lời').click();
    await checkSizes(page);
    await press(page, 'Không nhận nữa');
    expect(await page.getByText('chúng tôi đã ngừng khảo sát này').count()).toBe(1);
    expect((await world.parts.dossiers.find(code))?.invitation?.closeReason).toBe('opted-out');
    await context.close();
  });

  it('says when the connection is lost, and sends the answer when it is back', async () => {
    const { path } = await world.register({});
    const { page, context } = await openPage(browser, { viewport: SCREENS.narrow });
    await page.goto(`${origin}${path}`);
    await press(page, 'Bắt đầu');
    await context.setOffline(true);
    await press(page, ANSWER);
    await page.getByRole('alert').getByText('Mất kết nối').waitFor();
    expect(await page.getByText('Câu 1/5').count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    await context.setOffline(false);
    await page.getByText('Câu 2/5').waitFor();
    await context.close();
  });

  it('moves on by itself once what is being saved is saved', async () => {
    const { path } = await world.register({});
    const waiting: Inbound[] = [];
    const slow = await world.serve(
      citizenSurface({
        ...world.parts,
        showSurvey: (visit) => showSurvey(world.parts, visit),
        inbox: { accept: async (update) => void waiting.push(update) },
        waitMs: 10,
      }),
    );
    const place = await slow.listen({ port: 0, host: '127.0.0.1' });
    const { page, context } = await openPage(browser);
    await page.goto(`${place}${path}`);
    await press(page, 'Bắt đầu');
    await page.getByRole('heading', { name: 'Đang lưu' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    for (const update of waiting) await world.inbox.accept(update);
    await page.getByText('Câu 1/5').waitFor();
    expect(page.url().split('?')[0]).toBe(`${place}${path}`);
    await context.close();
    await slow.close();
  });
});
