import { Telegram } from 'telegraf';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRouter } from '../../../src/channel/telegram/router.ts';
import { createVerifier } from '../../../src/channel/telegram/verify.ts';
import { handleWebhook, MAX_BODY_BYTES } from '../../../src/channel/telegram/webhook.ts';
import type { Inbound } from '../../../src/domain/inbound.ts';
import { handClock, TOKEN } from '../../support/telegram/samples.ts';
import { toJson } from '../../support/telegram/wire.ts';

const SECRET = 'webhook_secret';
const HEADERS = { 'x-telegram-bot-api-secret-token': SECRET };
const TEXT = 'Tôi rất hài lòng';
const UPDATE = {
  update_id: 5,
  message: { message_id: 1, date: 1, chat: { id: 4, type: 'private' }, from: { id: 4, is_bot: false }, text: TEXT },
};

const TAP = {
  update_id: 6,
  callback_query: { id: 'cb', from: { id: 4, is_bot: false }, chat_instance: '1', data: 'p1' },
};

describe('channel/telegram/webhook', () => {
  let accepted: Inbound[];
  let counted: string[];
  let accept: (update: Inbound) => Promise<void>;

  beforeEach(() => {
    accepted = [];
    counted = [];
    accept = async (update) => {
      accepted.push(update);
    };
  });

  async function post(body: Buffer | string, headers: Record<string, string> = HEADERS) {
    return (await answerTo(body, headers)).status;
  }

  function answerTo(body: Buffer | string, headers: Record<string, string> = HEADERS) {
    const telegram = new Telegram(TOKEN, { apiRoot: 'http://127.0.0.1:9' });
    const route = createRouter({ account: '123456', clock: handClock(), telegram, username: () => null });
    const deps = { verify: createVerifier(SECRET), route, accept, count: (kind: string) => counted.push(kind) };
    return handleWebhook({ headers, body: Buffer.from(body) }, deps);
  }

  it.each([true, false])('takes Vietnamese text in whole (escaped: %s)', async (escape) => {
    expect(await post(toJson(UPDATE, escape))).toBe(200);
    expect(accepted).toMatchObject([{ updateId: '5', address: '4', event: { kind: 'text', text: TEXT } }]);
    expect(counted).toEqual(['message']);
  });

  it.each([
    ['no secret', {}],
    ['a wrong secret', { 'x-telegram-bot-api-secret-token': 'webhook_secreT' }],
    ['an empty secret', { 'x-telegram-bot-api-secret-token': '' }],
  ])('answers %s with 401 and stores nothing', async (_name, headers) => {
    expect(await post(toJson(UPDATE, true), headers)).toBe(401);
    expect(accepted).toEqual([]);
  });

  it('answers 413 to more than a mebibyte', async () => {
    expect(await post(Buffer.alloc(MAX_BODY_BYTES + 1, ' '))).toBe(413);
  });

  it.each(['', '{', 'null', '[]', '[{"update_id":1}]', '5', '"x"', 'true', '<html>'])(
    'answers 400 to %s',
    async (body) => {
      expect(await post(body)).toBe(400);
    },
  );

  it.each([
    ['a kind to come', { update_id: 1, teleported: {} }, ['other', 'ignored']],
    ['an edit', { update_id: 1, edited_message: UPDATE.message }, ['edited_message', 'ignored']],
    ['an update without id', {}, ['malformed', 'ignored']],
    ['a broken message', { update_id: 1, message: { text: 5 } }, ['malformed', 'ignored']],
  ])('takes %s, counts it and stores nothing', async (_name, update, kinds) => {
    expect(await post(toJson(update, true))).toBe(200);
    expect(accepted).toEqual([]);
    expect(counted).toEqual(kinds);
  });

  it('stops the spinner of a tap by its answer, so that no reply has to', async () => {
    expect(await answerTo(toJson(TAP, true))).toEqual({
      status: 200,
      body: { method: 'answerCallbackQuery', callback_query_id: 'cb' },
    });
    expect(accepted[0]?.event).toEqual({ kind: 'tap', payload: 'p1', callbackId: null, messageId: null });
  });

  it('lets the spinner of a tap turn that could not be kept', async () => {
    accept = () => Promise.reject(new Error('queue away'));
    expect(await answerTo(toJson(TAP, true))).toEqual({ status: 503 });
  });

  it('answers 503 when the update could not be kept, so that Telegram brings it again', async () => {
    accept = () => Promise.reject(new Error('queue away'));
    expect(await post(toJson(UPDATE, true))).toBe(503);
  });

  it('answers only after the update is safe', async () => {
    const order: string[] = [];
    let release = () => undefined as void;
    const safe = new Promise<void>((resolve) => {
      release = resolve;
    });
    accept = async () => {
      await safe;
      order.push('safe');
    };
    const answered = post(toJson(UPDATE, true)).then(() => order.push('answered'));
    await new Promise((resolve) => setImmediate(resolve));
    release();
    await answered;
    expect(order).toEqual(['safe', 'answered']);
  });
});
