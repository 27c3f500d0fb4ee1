import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations, openBrowser, openPage, SCREENS } from '../../support/browser.ts';
import { startFakeTelegram, type FakeTelegram } from '../../support/telegram/fake-telegram.ts';
import { callRaw } from '../../support/telegram/raw-call.ts';
import { TOKEN } from '../../support/telegram/samples.ts';
import { PhoneRack } from './phone-rack.ts';
import { startPhoneServer, type PhoneServer } from './phone-server.ts';
import { TelegramPhone } from './telegram-phone.ts';

let telegram: FakeTelegram;
let server: PhoneServer;
let browser: Browser;

beforeAll(async () => {
  telegram = await startFakeTelegram({ token: TOKEN, limits: null });
  const rack = new PhoneRack((position) => new TelegramPhone(telegram.person(position), `Điện thoại ${position}`));
  for (const _ of [1, 2, 3]) rack.add();
  server = await startPhoneServer({ rack, port: 0, consoleUrl: 'http://localhost:9/console' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.close();
  await telegram.stop();
});

function post(path: string, body: unknown, type = 'application/json') {
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: JSON.stringify(body),
  });
}

describe('demo/phone/phone-server', () => {
  it('serves the page under a content policy without inline code', async () => {
    const httpResponse = await fetch(server.url);
    expect(httpResponse.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(await httpResponse.text()).not.toMatch(/<style|style=|<script(?![^>]* src)/);
    expect((await fetch(`${server.url}/../package.json`)).status).toBe(404);
  });

  it('takes actions as JSON only, and only those that it knows', async () => {
    expect((await post('/phones/telegram-1', { kind: 'start' }, 'text/plain')).status).toBe(415);
    expect((await post('/phones/telegram-99', { kind: 'start' })).status).toBe(404);
    expect((await post('/phones/telegram-1', { kind: 'explode' })).status).toBe(400);
    expect((await post('/phones/telegram-1', { kind: 'type', text: '' })).status).toBe(400);
    expect(await (await post('/phones/telegram-1', { kind: 'sticker' })).json()).toEqual({ result: 'not-started' });
  });

  it('shows at once what the bot sends, and lights up until somebody looks', async () => {
    const { page, complaints, context } = await openPage(browser);
    await page.goto(server.url);
    const phone = page.locator('#telegram-2');
    await phone.getByRole('button', { name: 'Bắt đầu', exact: true }).click();
    await page.locator('#telegram-1 .who').click();
    const inline_keyboard = [[{ text: 'Vâng', callback_data: 'yes' }]];
    await callRaw(telegram, 'sendMessage', {
      chat_id: 2,
      text: 'Xem https://example.org/a. Nhé?',
      reply_markup: { inline_keyboard },
    });
    await phone.and(page.locator('.phone--lit')).waitFor();
    expect(await phone.getByRole('link').getAttribute('href')).toBe('https://example.org/a');
    await phone.getByRole('button', { name: 'Vâng' }).click();
    await phone.and(page.locator('.phone--lit')).waitFor({ state: 'detached' });
    expect(await findViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('keeps the keyboard in place when a question is replaced by the next', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(server.url);
    await page.locator('#telegram-3').getByRole('button', { name: 'Bắt đầu', exact: true }).click();
    const keyboard = (label: string) => ({ inline_keyboard: [[{ text: label, callback_data: label }]] });
    const sent = await callRaw(telegram, 'sendMessage', { chat_id: 3, text: 'Câu 1', reply_markup: keyboard('Một') });
    const { message_id } = sent.body.result as { readonly message_id: number };
    await page.getByRole('button', { name: 'Một' }).focus();
    await callRaw(telegram, 'editMessageText', {
      chat_id: 3,
      message_id,
      text: 'Câu 2',
      reply_markup: keyboard('Hai'),
    });
    await page.getByText('Câu 2').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Hai');
    await context.close();
  });

  it('adds a phone, on every page that is open', async () => {
    const { page, context } = await openPage(browser, { viewport: SCREENS.narrow });
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Thêm điện thoại' }).click();
    await page.locator('#telegram-4').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await context.close();
  });
});
