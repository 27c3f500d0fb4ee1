import fc from 'fast-check';
import { Telegram } from 'telegraf';
import { describe, expect, it } from 'vitest';
import { createRouter } from '../../../src/channel/telegram/router.ts';
import { handClock, TOKEN } from '../../support/telegram/samples.ts';

const route = createRouter({
  account: '123456',
  clock: handClock(),
  // Nothing listens there: a call would fail the test.
  telegram: new Telegram(TOKEN, { apiRoot: 'http://127.0.0.1:9' }),
  username: () => 'hai_long_bot',
});

const FROM = {
  id: 42,
  is_bot: false,
  first_name: 'Nguyễn',
  last_name: 'Văn',
  username: 'nguyenvan',
  language_code: 'vi',
};
const CHAT = { id: 42, type: 'private', first_name: 'Nguyễn', username: 'nguyenvan' };
const GROUP = { id: -5, type: 'group', title: 'Tổ dân phố' };
const ROUTED = {
  channel: 'telegram',
  account: '123456',
  updateId: '7',
  address: '42',
  device: null,
  locale: 'vi',
  receivedAt: '2026-03-02T08:00:00.000Z',
};

function message(content: object) {
  return { update_id: 7, message: { message_id: 3, date: 1_772_000_000, chat: CHAT, from: FROM, ...content } };
}

function command(text: string, length = text.split(' ')[0]?.length) {
  return message({ text, entities: [{ type: 'bot_command', offset: 0, length }] });
}

function tap(content: object = {}) {
  const shown = { message_id: 9, date: 1_772_000_000, chat: CHAT, text: 'Câu 1' };
  return {
    update_id: 7,
    callback_query: { id: 'cb', from: FROM, chat_instance: 'x', data: 'p1', message: shown, ...content },
  };
}

function member(status: string, chat: object = CHAT) {
  return {
    update_id: 7,
    my_chat_member: {
      chat,
      from: FROM,
      date: 1_772_000_000,
      old_chat_member: { status: 'member', user: FROM },
      new_chat_member: { status, user: FROM },
    },
  };
}

const TOKEN_IN_LINK = 'survey01_AbCdEfGhIjKlMnOpQrStUv';

describe('channel/telegram/router', () => {
  it.each([
    ['a start with a slip token', command(`/start ${TOKEN_IN_LINK}`), { kind: 'start', token: TOKEN_IN_LINK }],
    ['a plain start', command('/start'), { kind: 'start', token: null }],
    ['a start by name', command(`/start@Hai_Long_Bot ${TOKEN_IN_LINK}`), { kind: 'start', token: TOKEN_IN_LINK }],
    ['a start with 64 characters', command(`/start ${'a'.repeat(64)}`), { kind: 'start', token: 'a'.repeat(64) }],
    ['a start with more', command(`/start ${'a'.repeat(65)}`), { kind: 'start', token: null }],
    ['a start with foreign signs', command("/start ' OR 1=1"), { kind: 'start', token: null }],
    ['text', message({ text: 'rất hài lòng 👍' }), { kind: 'text', text: 'rất hài lòng 👍' }],
    ['a start that was only typed', message({ text: '/start abc' }), { kind: 'text', text: '/start abc' }],
    ['another command', command('/stop'), { kind: 'text', text: '/stop' }],
    ['a sticker', message({ sticker: { file_id: 'S' } }), { kind: 'media' }],
    ['a photo with a caption', message({ photo: [], caption: 'x' }), { kind: 'media' }],
    ['a voice message', message({ voice: { file_id: 'V' } }), { kind: 'media' }],
    [
      'the own phone number',
      message({ contact: { phone_number: '84912345678', first_name: 'N', user_id: 42 } }),
      { kind: 'contact', phone: '+84912345678', own: true, vouched: true },
    ],
    [
      'a phone number with a plus',
      message({ contact: { phone_number: '+84 912 345 678', first_name: 'N', user_id: 42 } }),
      { kind: 'contact', phone: '+84912345678', own: true, vouched: true },
    ],
    [
      'a foreign phone number',
      message({ contact: { phone_number: '12025550123', first_name: 'N', user_id: 42 } }),
      { kind: 'contact', phone: '+12025550123', own: true, vouched: true },
    ],
    [
      "somebody else's card",
      message({ contact: { phone_number: '84912345678', first_name: 'N', user_id: 43 } }),
      { kind: 'contact', phone: '+84912345678', own: false, vouched: true },
    ],
    [
      'a card without owner',
      message({ contact: { phone_number: '0912345678', first_name: 'N' } }),
      { kind: 'contact', phone: '+84912345678', own: false, vouched: true },
    ],
    [
      'a card without a number',
      message({ contact: { phone_number: 'abc', first_name: 'N', user_id: 42 } }),
      { kind: 'media' },
    ],
    ['a tap', tap(), { kind: 'tap', payload: 'p1', callbackId: 'cb', messageId: '9' }],
    [
      'a tap on a message too old',
      tap({ message: undefined }),
      { kind: 'tap', payload: 'p1', callbackId: 'cb', messageId: null },
    ],
    [
      'a tap on an inaccessible message',
      tap({ message: { message_id: 9, date: 0, chat: CHAT } }),
      { kind: 'tap', payload: 'p1', callbackId: 'cb', messageId: null },
    ],
    ['a block', member('kicked'), { kind: 'blocked' }],
    ['an unblock', member('member'), { kind: 'unblocked' }],
  ])('understands %s', async (_name, update, event) => {
    expect(await route(update)).toEqual({ ...ROUTED, event });
  });

  it.each([
    ['an edited message', { update_id: 7, edited_message: message({ text: 'x' }).message }],
    [
      'an edited message of anything',
      { update_id: 7, edited_message: { chat: { id: [[[]]], type: 'private' }, from: { ...FROM, language_code: 0 } } },
    ],
    ['a message in a group', message({ chat: GROUP, text: 'x' })],
    ['a start in a group', { ...command('/start abc'), message: { ...command('/start abc').message, chat: GROUP } }],
    ['a tap in a group', tap({ message: { message_id: 9, date: 1, chat: GROUP } })],
    ['an addition to a group', member('member', GROUP)],
    ['a tap on a game', tap({ data: undefined, game_short_name: 'g' })],
    ['a service message', message({ pinned_message: {} })],
    ['a message of a bot', message({ text: 'x', from: { ...FROM, is_bot: true } })],
    ['a message of nobody', message({ text: 'x', from: undefined })],
    ['another membership', member('left')],
    ['a channel post', { update_id: 7, channel_post: message({ text: 'x' }).message }],
    ['a reaction', { update_id: 7, message_reaction: { chat: CHAT, message_id: 1, user: FROM, date: 1 } }],
    ['a kind to come', { update_id: 7, teleported: { from: FROM } }],
    ['a text that is a number', message({ text: 5 })],
    ['a chat without id', message({ chat: {}, text: 'x' })],
    ['a message that is none', { update_id: 7, message: null }],
    ['an id that is text', { ...message({ text: 'x' }), update_id: '7' }],
    ['nothing', {}],
    ['null', null],
  ])('lets %s pass', async (_name, update) => {
    const received: unknown = JSON.parse(JSON.stringify(update));
    expect(await route(received)).toBeNull();
  });

  it.each([
    ['vi', 'vi'],
    ['en', 'en'],
    ['en-US', 'en'],
    ['fr', null],
    [undefined, null],
  ])('takes the locale of a %s client for %s', async (language_code, locale) => {
    const inbound = await route(message({ text: 'x', from: { ...FROM, language_code } }));
    expect(inbound?.locale).toBe(locale);
  });

  it('carries no names', async () => {
    const updates = [
      command('/start abc'),
      tap(),
      member('kicked'),
      message({ contact: { phone_number: '84912345678', first_name: 'Nguyễn' } }),
    ];
    const routed = await Promise.all(updates.map(route));
    expect(JSON.stringify(routed)).not.toMatch(/nguy/i);
  });

  it.each([
    ['a message', () => command('/start abc')],
    ['the message of a tap', tap],
  ])('does not read %s that would change what its object can do', async (_, written) => {
    const forged = JSON.stringify(written()).replace('"message_id"', '"__proto__":null,"message_id"');
    expect(forged).toContain('__proto__');
    expect(await route(JSON.parse(forged))).toBeNull();
  });

  it('never throws, whatever comes', async () => {
    const keys = [
      'message',
      'callback_query',
      'my_chat_member',
      'edited_message',
      'inline_query',
      'poll',
      'chat_member',
      'message_reaction',
      'other',
    ];
    const anything = fc
      .record({ update_id: fc.integer() })
      .chain((base) =>
        fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()).map((rest) => Object.assign(rest, base)),
      );
    await fc.assert(
      fc.asyncProperty(anything, async (update) => {
        const inbound = await route(update);
        expect(inbound === null || inbound.channel === 'telegram').toBe(true);
      }),
    );
  });
});
