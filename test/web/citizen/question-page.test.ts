import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showSurvey } from '../../../src/service/show-survey.ts';
import { citizenSurface } from '../../../src/web/citizen/citizen.ts';
import { findViolations, openBrowser, openPage, SCREENS } from '../../support/browser.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';

let world: WebWorld;
let server: FastifyInstance;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  world = await createWebWorld();
  server = await world.serve(
    citizenSurface({ ...world.parts, showSurvey: (visit) => showSurvey(world.parts, visit), inbox: world.inbox }),
  );
  origin = await server.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

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
    expect(page.url()).toBe(`${origin}${path}`);
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

  it('can be answered by keyboard alone', async () => {
    const { path } = await world.register({});
    const { page, context } = await openPage(browser);
    await page.goto(`${origin}${path}`);
    for (
      let i = 0;
      i < 8 && !(await page.evaluate<boolean>(`document.activeElement.textContent === 'Bắt đầu'`));
      i += 1
    ) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByText('Câu 1/5').count()).toBe(1);
    await context.close();
  });
});
