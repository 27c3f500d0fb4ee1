import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TelegramChannel } from '../../../src/channel/telegram/channel.ts';
import { TelegramClient } from '../../../src/channel/telegram/client.ts';
import type { MessageBody } from '../../../src/domain/message.ts';
import { TEXTS } from '../../support/telegram/api-error.ts';
import type { Fault } from '../../support/telegram/faults.ts';
import { startFakeTelegram, type FakeTelegram } from '../../support/telegram/fake-telegram.ts';
import type { Person } from '../../support/telegram/person.ts';
import { bodyOf, handClock, TOKEN, type HandClock } from '../../support/telegram/samples.ts';

const BUTTONS = [
  [
    { label: '1', payload: 'p1' },
    { label: '2', payload: 'p2' },
  ],
  [{ label: 'Bỏ qua', payload: 'p3' }],
];
const KEYBOARD = {
  inline_keyboard: [
    [
      { text: '1', callback_data: 'p1' },
      { text: '2', callback_data: 'p2' },
    ],
    [{ text: 'Bỏ qua', callback_data: 'p3' }],
  ],
};
const PREVIEW = { is_disabled: true };

describe('channel/telegram/channel', () => {
  let fake: FakeTelegram;
  let citizen: Person;
  let clock: HandClock;
  let channel: TelegramChannel;

  beforeEach(async () => {
    fake = await startFakeTelegram({ token: TOKEN });
    citizen = fake.person(42);
    citizen.start();
    clock = handClock();
    channel = connect(fake.url);
  });
  afterEach(async () => {
    fake.outbox.assertClean();
    await fake.stop();
  });

  function connect(apiRoot: string, timeoutMs = 15_000) {
    const client = new TelegramClient({ token: TOKEN, apiRoot, timeoutMs });
    return new TelegramChannel({ client, clock, phoneButtonLabel: 'Gửi số điện thoại / Share phone' });
  }

  function send(change: Partial<MessageBody> = {}) {
    return channel.send('42', bodyOf(change));
  }

  it.each([
    ['plain text', {}, { reply_markup: { remove_keyboard: true } }],
    ['buttons', { buttons: BUTTONS }, { reply_markup: KEYBOARD }],
    ['empty rows', { buttons: [[], ...BUTTONS] }, { reply_markup: KEYBOARD }],
    [
      'a question for the phone number',
      { asksForPhone: true },
      {
        reply_markup: {
          keyboard: [[{ text: 'Gửi số điện thoại / Share phone', request_contact: true }]],
          one_time_keyboard: true,
          resize_keyboard: true,
        },
      },
    ],
  ])('sends %s', async (_name, change, markup) => {
    expect(await send(change)).toEqual({ kind: 'sent', platformId: '2' });
    const [call] = fake.outbox.of('sendMessage');
    expect(call?.payload).toEqual({ chat_id: 42, text: 'Chào bạn', link_preview_options: PREVIEW, ...markup });
    expect(fake.outbox.calls).toHaveLength(1);
  });

  it('takes the phone keyboard away with the next plain text', async () => {
    await send({ asksForPhone: true });
    expect(citizen.keyboard).not.toBeNull();
    await send();
    expect(citizen.keyboard).toBeNull();
  });

  it('edits in place and takes the buttons away when there are none', async () => {
    await send({ buttons: BUTTONS });
    expect(await send({ text: 'Cảm ơn', editMessageId: '2' })).toEqual({ kind: 'sent', platformId: '2' });
    expect(fake.outbox.of('editMessageText')[0]?.payload).toEqual({
      chat_id: 42,
      message_id: 2,
      text: 'Cảm ơn',
      link_preview_options: PREVIEW,
    });
    expect(citizen.lastMessage).toMatchObject({ id: 2, text: 'Cảm ơn', buttons: [] });
    expect(fake.outbox.of('sendMessage')).toHaveLength(1);
  });

  it('takes an edit that changes nothing for sent', async () => {
    await send({ buttons: BUTTONS });
    expect(await send({ buttons: BUTTONS, editMessageId: '2' })).toEqual({ kind: 'sent', platformId: '2' });
    expect(fake.outbox.calls.at(-1)).toMatchObject({ method: 'editMessageText', status: 400 });
  });

  it('writes anew when the message is gone or cannot be edited', async () => {
    expect(await send({ editMessageId: '999' })).toEqual({ kind: 'sent', platformId: '2' });
    expect(await send({ editMessageId: '1' })).toEqual({ kind: 'sent', platformId: '3' });
    expect(fake.outbox.calls.map(({ method }) => method)).toEqual([
      'editMessageText',
      'sendMessage',
      'editMessageText',
      'sendMessage',
    ]);
  });

  it('asks for the phone number in a new message, for an edit cannot', async () => {
    await send({ buttons: BUTTONS });
    expect(await send({ asksForPhone: true, editMessageId: '2' })).toEqual({ kind: 'sent', platformId: '3' });
  });

  it('answers a tap and sends one message', async () => {
    await send({ buttons: BUTTONS });
    const callbackId = citizen.tap('Bỏ qua');
    const answered = new Promise((resolve) => citizen.once('answered', resolve));
    expect(await send({ editMessageId: '2', callbackId })).toMatchObject({ kind: 'sent' });
    await answered;
    expect(fake.outbox.of('answerCallbackQuery')[0]?.payload).toEqual({ callback_query_id: callbackId });
  });

  it('only answers the tap when there is nothing to say', async () => {
    expect(await send({ text: null, callbackId: citizen.forgeTap('x') })).toEqual({ kind: 'sent', platformId: null });
    expect(fake.outbox.calls.map(({ method, status }) => [method, status])).toEqual([['answerCallbackQuery', 200]]);
  });

  it('minds neither a tap that is too old nor an answer that fails', async () => {
    fake.faults.add({ method: 'answerCallbackQuery', fault: { kind: 'html', status: 502 } });
    expect(await send({ text: null, callbackId: 'long-gone' })).toMatchObject({ kind: 'sent' });
    expect(await send({ callbackId: 'long-gone' })).toMatchObject({ kind: 'sent' });
  });

  it('does not wait for the answer to a tap before it sends', async () => {
    fake.faults.add({ method: 'answerCallbackQuery', fault: { kind: 'hang', accepted: false } });
    expect(await send({ callbackId: 'x' })).toMatchObject({ kind: 'sent' });
  });

  const refusals: [string, Fault, object][] = [
    ['blocked', { kind: 'error', status: 403, description: TEXTS.blocked }, { kind: 'refused', reason: 'blocked' }],
    [
      '401',
      { kind: 'error', status: 401, description: TEXTS.unauthorised },
      { kind: 'refused', reason: 'unauthorised' },
    ],
    ['502 in HTML', { kind: 'html', status: 502 }, { kind: 'unknown', reason: 'http-502' }],
    ['413 in HTML', { kind: 'html', status: 413 }, { kind: 'failed', reason: 'not-json' }],
    ['reset', { kind: 'reset', accepted: true }, { kind: 'unknown', reason: 'econnreset' }],
    ['hang', { kind: 'hang', accepted: true }, { kind: 'unknown', reason: 'time-out' }],
  ];

  it.each(refusals)('says what became of a message: %s', async (_name, fault, result) => {
    if (fault.kind === 'hang') channel = connect(fake.url, 300);
    fake.faults.add({ fault });
    expect(await send()).toEqual(result);
  });

  it('knows who blocked, never started, left or does not exist', async () => {
    citizen.block();
    fake.person(43);
    fake.person(44).start();
    fake.person(44).deactivate();
    const reasons = await Promise.all(['42', '43', '44', '45'].map((address) => channel.send(address, bodyOf())));
    expect(reasons.map((result) => ('reason' in result ? result.reason : result.kind))).toEqual([
      'blocked',
      'not-started',
      'deactivated',
      'not-started',
    ]);
  });

  it('says that nothing arrived when nobody listens', async () => {
    const { url } = fake;
    await fake.stop();
    channel = connect(url);
    expect(await send()).toEqual({ kind: 'failed', reason: 'econnrefused' });
    await fake.listen();
  });

  it.each([
    ['a text that is too long', { text: 'á'.repeat(4097) }],
    ['an empty text', { text: '' }],
    ['a payload over 64 bytes', { buttons: [[{ label: 'Có', payload: 'đ'.repeat(33) }]] }],
  ])('reports %s as our own fault', async (_name, change) => {
    expect(await send(change)).toEqual({ kind: 'refused', reason: 'bad-request' });
  });

  it('sends three at once to a chat and then one a second, without asking Telegram', async () => {
    const results = await Promise.all([send(), send(), send(), send()]);
    expect(results.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent', 'rate-limited']);
    expect(results[3]).toEqual({ kind: 'rate-limited', scope: 'chat', retryAfterMs: 1000 });
    expect(fake.outbox.of('sendMessage')).toHaveLength(3);
    fake.person(43).start();
    expect(await channel.send('43', bodyOf())).toMatchObject({ kind: 'sent' });
    clock.advance(1000);
    expect(await send()).toMatchObject({ kind: 'sent' });
    expect(await send()).toMatchObject({ kind: 'rate-limited' });
  });

  it('blames the account for a 429 in a chat that was silent, and only then', async () => {
    fake.faults.add({ fault: { kind: 'rate-limit', retryAfterS: 5 }, times: 2 });
    expect(await send()).toEqual({ kind: 'rate-limited', scope: 'account', retryAfterMs: 5000 });
    expect(await send()).toEqual({ kind: 'rate-limited', scope: 'chat', retryAfterMs: 5000 });
  });

  it('leaves a chat alone for as long as Telegram asked', async () => {
    await send();
    fake.faults.add({ fault: { kind: 'rate-limit', retryAfterS: 5 } });
    await send();
    clock.advance(4000);
    expect(await send()).toEqual({ kind: 'rate-limited', scope: 'chat', retryAfterMs: 1000 });
    expect(fake.outbox.calls).toHaveLength(2);
    clock.advance(1000);
    expect(await send()).toMatchObject({ kind: 'sent' });
  });

  it('links to the bot once its name is known', () => {
    expect(channel.linkFor('abc')).toBeNull();
    channel.introduce('hai_long_bot');
    expect(channel.linkFor('abc')).toBe('https://t.me/hai_long_bot?start=abc');
  });
});
