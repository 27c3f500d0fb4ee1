import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TEXTS } from './api-error.ts';
import { startFakeTelegram, type FakeTelegram } from './fake-telegram.ts';
import { callRaw, updatesOf } from './raw-call.ts';
import { TOKEN } from './samples.ts';

describe('support/telegram/fake-telegram', () => {
  let fake: FakeTelegram;

  beforeEach(async () => {
    fake = await startFakeTelegram({ token: TOKEN, limits: null });
  });
  afterEach(() => fake.stop());

  function call(method: string, payload: object = {}, token = TOKEN) {
    return callRaw(fake, method, payload, token);
  }

  async function refusal(method: string, payload: object = {}): Promise<[number, string | undefined]> {
    const { status, body } = await call(method, payload);
    return [status, body.description];
  }

  it('knows its bot, and no other token or method', async () => {
    const { body } = await call('getMe');
    expect(body.result).toMatchObject({ id: 123456, is_bot: true, username: 'hai_long_bot' });
    expect((await call('getMe', {}, '123456:other')).status).toBe(401);
    expect((await call('getMe', {}, 'nonsense')).status).toBe(404);
    expect(await refusal('sendTelepathy')).toEqual([404, TEXTS.methodNotFound]);
  });

  it('writes everything beyond ASCII as escapes, unless told not to', async () => {
    fake.person(1).start();
    const { raw, body } = await call('sendMessage', { chat_id: 1, text: 'rất 👍' });
    expect(raw).toMatch(/^[\x20-\x7E]*$/);
    expect(body.result).toMatchObject({ text: 'rất 👍', from: { id: 123456, is_bot: true } });
    const plain = await startFakeTelegram({ token: TOKEN, escape: false });
    const httpResponse = await fetch(`${plain.url}/bot${TOKEN}/getMe`);
    expect(await httpResponse.text()).toContain('Hài Lòng');
    await plain.stop();
  });

  it('dates messages in seconds', async () => {
    fake.person(1).start();
    const { body } = await call('sendMessage', { chat_id: 1, text: 'x' });
    expect(JSON.stringify(body.result)).toMatch(/"date":\d{10}[,}]/);
  });

  it.each([
    ['no chat', { text: 'x' }, TEXTS.chatMissing],
    ['an unknown chat', { chat_id: 77, text: 'x' }, TEXTS.chatUnknown],
    ['no text', { chat_id: 1 }, TEXTS.textEmpty],
    ['a long text', { chat_id: 1, text: 'x'.repeat(4097) }, TEXTS.textTooLong],
    ['long button data', withButton({ text: 'x', callback_data: 'x'.repeat(65) }), TEXTS.buttonData],
    ['a button without a kind', withButton({ text: 'x' }), TEXTS.buttonKind],
  ])('refuses %s in the words of Telegram', async (_name, payload, description) => {
    fake.person(1).start();
    expect(await refusal('sendMessage', payload)).toEqual([400, description]);
    expect(fake.outbox.violations).toEqual([]);
  });

  it.each([
    ['a field that is not in the Bot API', { chat_id: 1, text: 'x', extra: 1 }],
    ['a button with the field of the Markup helpers', withButton({ text: 'x', callback_data: 'x', hide: false })],
    ['a parse mode in the wrong case', { chat_id: 1, text: 'x', parse_mode: 'html' }],
  ])('records %s as a violation', async (_name, payload) => {
    expect((await call('sendMessage', payload)).status).toBe(400);
    expect(fake.outbox.violations).toHaveLength(1);
  });

  it('lets the bot write to those only who started it and did not block it', async () => {
    const citizen = fake.person(1);
    const write = { chat_id: 1, text: 'x' };
    expect(await refusal('sendMessage', write)).toEqual([403, TEXTS.neverStarted]);
    citizen.start('slip');
    expect((await call('sendMessage', write)).status).toBe(200);
    citizen.block();
    expect(await refusal('sendMessage', write)).toEqual([403, TEXTS.blocked]);
    citizen.unblock();
    expect((await call('sendMessage', write)).status).toBe(200);
    citizen.deactivate();
    expect(await refusal('sendMessage', write)).toEqual([403, TEXTS.deactivated]);
    const statuses = (await updatesOf(fake)).map(({ message, my_chat_member: member }) => message ?? member);
    expect(statuses).toMatchObject([
      { text: '/start slip', entities: [{ type: 'bot_command', offset: 0, length: 6 }] },
      { new_chat_member: { status: 'kicked' } },
      { new_chat_member: { status: 'member' } },
    ]);
  });

  it('shows edits, and refuses those that change nothing, have no message or cannot be', async () => {
    const citizen = fake.person(1);
    citizen.start();
    const reply_markup = { inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] };
    await call('sendMessage', { chat_id: 1, text: 'a', reply_markup });
    const edit = { chat_id: 1, message_id: 2, text: 'b' };
    expect((await call('editMessageText', edit)).body.result).toMatchObject({ message_id: 2, text: 'b' });
    expect(citizen.lastMessage).toMatchObject({ text: 'b', buttons: [] });
    expect(await refusal('editMessageText', edit)).toEqual([400, TEXTS.notModified]);
    expect(await refusal('editMessageText', { ...edit, message_id: 9 })).toEqual([400, TEXTS.editMissing]);
    expect(await refusal('editMessageText', { ...edit, message_id: 1 })).toEqual([400, TEXTS.editForbidden]);
    await call('sendMessage', { chat_id: 1, text: 'a', reply_markup: { remove_keyboard: true } });
    expect(await refusal('editMessageText', { ...edit, message_id: 3 })).toEqual([400, TEXTS.editForbidden]);
    await call('deleteMessage', { chat_id: 1, message_id: 3 });
    expect(citizen.chat.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('takes one answer to a tap, in time', async () => {
    const citizen = fake.person(1);
    citizen.start();
    const id = citizen.forgeTap('x');
    expect((await call('answerCallbackQuery', { callback_query_id: id })).body.result).toBe(true);
    expect(await refusal('answerCallbackQuery', { callback_query_id: id })).toEqual([400, TEXTS.queryTooOld]);
    expect(await refusal('answerCallbackQuery', { callback_query_id: '1' })).toEqual([400, TEXTS.queryTooOld]);
  });

  it('offers the phone keyboard until it is used or taken away', async () => {
    const citizen = fake.person(1, { phone: '84912345678' });
    citizen.start();
    const keyboard = [[{ text: 'Gửi số', request_contact: true }]];
    await call('sendMessage', { chat_id: 1, text: 'x', reply_markup: { keyboard, one_time_keyboard: true } });
    citizen.tap('Gửi số');
    expect(citizen.keyboard).toBeNull();
    citizen.shareContact('other');
    const [, own, other] = await updatesOf(fake);
    expect(own).toMatchObject({ message: { contact: { phone_number: '84912345678', user_id: 1 } } });
    expect(other).toMatchObject({ message: { contact: { user_id: 2 } } });
  });

  it('limits chats and broadcasts, and says how long to wait', async () => {
    fake.limits.limits = { perChat: { perSecond: 0.001, burst: 2 }, broadcast: { perSecond: 30, burst: 30 } };
    fake.person(1).start();
    const send = () => call('sendMessage', { chat_id: 1, text: 'x' });
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    const { status, body, retryAfter } = await send();
    expect(status).toBe(429);
    expect(body.description).toBe(`Too Many Requests: retry after ${retryAfter}`);
    expect(body.parameters?.retry_after).toBe(Number(retryAfter));
  });

  it('fails on demand, by method and chat, before or after taking effect', async () => {
    fake.person(1).start();
    fake.person(2).start();
    const send = (chat_id: number) => call('sendMessage', { chat_id, text: 'x' });
    fake.faults.add({ method: 'sendMessage', chatId: 1, fault: { kind: 'rate-limit', retryAfterS: 35 } });
    expect((await send(2)).status).toBe(200);
    expect(await send(1)).toMatchObject({ status: 429, retryAfter: '35', body: { parameters: { retry_after: 35 } } });
    expect((await send(1)).status).toBe(200);
    fake.faults.add({ chatId: 1, fault: { kind: 'reset', accepted: true } });
    await expect(send(1)).rejects.toThrow('fetch failed');
    fake.faults.add({ chatId: 1, fault: { kind: 'reset', accepted: false } });
    await expect(send(1)).rejects.toThrow('fetch failed');
    expect(fake.person(1).chat.filter(({ from }) => from === 'bot')).toHaveLength(2);
    expect(fake.outbox.accepted('sendMessage', 1).map(({ status }) => status)).toEqual([200, null]);
  });
});

function withButton(button: object) {
  return { chat_id: 1, text: 'x', reply_markup: { inline_keyboard: [[button]] } };
}
