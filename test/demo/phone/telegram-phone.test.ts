import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startFakeTelegram, type FakeTelegram } from '../../support/telegram/fake-telegram.ts';
import { callRaw, updatesOf } from '../../support/telegram/raw-call.ts';
import { TOKEN } from '../../support/telegram/samples.ts';
import { remember } from './phone-memory.ts';
import { TelegramPhone } from './telegram-phone.ts';

const ID = 900_000_001;

let telegram: FakeTelegram;
let phone: TelegramPhone;

beforeEach(async () => {
  telegram = await startFakeTelegram({ token: TOKEN });
  phone = new TelegramPhone(telegram.person(ID, { phone: '84900000001' }), 'Điện thoại 1');
});

afterEach(() => telegram.stop());

const rows = (...labels: readonly string[]) => ({
  inline_keyboard: labels.map((label) => [{ text: label, callback_data: `data of ${label}` }]),
});

function say(text: string, reply_markup?: object) {
  return callRaw(telegram, 'sendMessage', { chat_id: ID, text, ...(reply_markup && { reply_markup }) });
}

describe('demo/phone/telegram-phone', () => {
  it('can only be opened at first', async () => {
    expect(phone.view()).toMatchObject({
      standing: 'new',
      number: '0900 000 001',
      messages: [],
      hint: 'Bot chưa biết số này',
      opener: { label: 'Bắt đầu', kind: 'start' },
    });
    expect(phone.act({ kind: 'type', text: 'xin chào' })).toBe('not-started');
    expect(phone.act({ kind: 'scan', text: 'không phải phiếu' })).toBe('not-a-slip');
    expect(phone.act({ kind: 'scan', text: 'https://t.me/hai_long_bot?start=abc' })).toBe('done');
    expect(phone.view()).toMatchObject({ standing: 'started', messages: [{ from: 'person', text: '/start' }] });
    expect(JSON.stringify(await updatesOf(telegram))).toContain('/start abc');
  });

  it('presses the button at the place, though an older message has one of the same name', async () => {
    phone.act({ kind: 'start' });
    await say('Câu 1', rows('1', '2'));
    await say('Câu 2', rows('2', '3'));
    const message = phone.view().messages[1]?.id ?? 0;
    expect(phone.act({ kind: 'tap', message, row: 1, column: 0 })).toBe('done');
    expect(phone.act({ kind: 'tap', message, row: 2, column: 0 })).toBe('no-such-button');
    const updates = await updatesOf(telegram);
    expect(updates.at(-1)).toMatchObject({ callback_query: { data: 'data of 2', message: { message_id: message } } });
  });

  it('shares its number by the key that asks for it, and shows that it did', async () => {
    phone.act({ kind: 'start' });
    await say('Số của ông/bà?', {
      keyboard: [[{ text: 'Chia sẻ số điện thoại', request_contact: true }]],
      one_time_keyboard: true,
    });
    expect(phone.view().keys).toEqual([['Chia sẻ số điện thoại']]);
    expect(phone.act({ kind: 'key', row: 0, column: 0 })).toBe('done');
    expect(phone.view()).toMatchObject({ keys: [], hint: 'Bot biết số này' });
    expect(phone.view().messages.at(-1)?.text).toBe('☎ 0900 000 001');
  });

  it('tells who listens of every change, until they stop', async () => {
    const listener = vi.fn<() => void>();
    const stop = phone.onChange(listener);
    phone.act({ kind: 'start' });
    expect(listener).toHaveBeenCalledTimes(1);
    await say('Xin chào');
    expect(listener).toHaveBeenCalledTimes(2);
    stop();
    phone.act({ kind: 'sticker' });
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('shuts the bot out and lets it in again', async () => {
    phone.act({ kind: 'start' });
    expect(phone.act({ kind: 'block' })).toBe('done');
    expect((await say('Còn đó không?')).status).toBe(403);
    expect(phone.act({ kind: 'type', text: 'không' })).toBe('not-started');
    expect(phone.act({ kind: 'unblock' })).toBe('done');
    expect((await say('Còn đó không?')).status).toBe(200);
  });

  it('comes back as it was, message numbers included', async () => {
    phone.act({ kind: 'start' });
    await say('Câu 1', rows('1', '2'));
    await say('sẽ bị xóa');
    await callRaw(telegram, 'deleteMessage', { chat_id: ID, message_id: 3 });
    await say('Câu 2', rows('4', '5'));
    const again = await startFakeTelegram({ token: TOKEN });
    const person = again.person(ID, { phone: '84900000001' });
    remember(person, telegram.person(ID));
    expect(new TelegramPhone(person, 'Điện thoại 1').view()).toEqual(phone.view());
    const edit = { chat_id: ID, message_id: 4, text: 'Câu 3', reply_markup: rows('1') };
    expect((await callRaw(again, 'editMessageText', edit)).status).toBe(200);
    await again.stop();
  });
});
