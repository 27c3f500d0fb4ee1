import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTelegram, type TelegramOptions, type TelegramParts } from '../../../src/channel/telegram/telegram.ts';
import { scaledClock } from '../../support/telegram/fake-clock.ts';
import { startFakeTelegram, type FakeTelegram } from '../../support/telegram/fake-telegram.ts';
import { TestInbox } from '../../support/telegram/inbox.ts';
import { bodyOf, handClock, TOKEN } from '../../support/telegram/samples.ts';

const SECRET = 'webhook_secret';

describe('channel/telegram/telegram', () => {
  let fake: FakeTelegram;
  let inbox: TestInbox;
  let stopped: Error[];
  let telegram: TelegramParts;
  let server: Server;

  beforeEach(async () => {
    fake = await startFakeTelegram({ token: TOKEN, username: 'hai_long_bot', clock: scaledClock(100) });
    inbox = new TestInbox();
    stopped = [];
    server = createServer(async (request, response) => {
      const reply = await telegram.webhook?.({ headers: request.headers, body: await buffer(request) });
      response.writeHead(reply?.status ?? 404).end(reply?.body && JSON.stringify(reply.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await telegram.stop();
    fake.outbox.assertClean();
    await fake.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  function create(options: Partial<TelegramOptions> = {}): TelegramParts {
    telegram = createTelegram({
      token: TOKEN,
      apiRoot: fake.url,
      receives: true,
      webhook: null,
      clock: handClock(),
      phoneButtonLabel: 'Gửi số điện thoại',
      accept: inbox.accept,
      onStopped: (error) => stopped.push(error),
      backOffMs: 5,
      ...options,
    });
    telegram.start();
    return telegram;
  }

  function hook() {
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/webhooks/telegram`, secret: SECRET };
  }

  async function untilIntroduced(): Promise<void> {
    while (telegram.channel.linkFor('x') === null) await sleep(5);
  }

  async function untilHooked(): Promise<void> {
    while (!fake.webhook.isActive) await sleep(5);
  }

  it('introduces itself although Telegram is away at first', async () => {
    fake.faults.add({ method: 'getMe', fault: { kind: 'html', status: 502 }, times: 3 });
    create();
    await untilIntroduced();
    expect(telegram.channel.linkFor('slip')).toBe('https://t.me/hai_long_bot?start=slip');
  });

  it('receives by long polling and answers', async () => {
    create({ commands: [{ command: 'help', description: 'Trợ giúp' }] });
    const citizen = fake.person(42);
    citizen.start('slip');
    const [inbound] = await inbox.until(1);
    expect(inbound).toMatchObject({ account: '123456', address: '42', event: { kind: 'start', token: 'slip' } });
    await telegram.channel.send('42', bodyOf({ buttons: [[{ label: 'Bắt đầu', payload: 'p' }]] }));
    citizen.tap('Bắt đầu');
    await inbox.until(2);
    expect(inbox.accepted[1]?.event).toMatchObject({ kind: 'tap', payload: 'p', messageId: '2' });
    expect(telegram.webhook).toBeNull();
  });

  it('receives by webhook, with the secret', async () => {
    create({ webhook: hook() });
    await untilHooked();
    expect(fake.outbox.of('setWebhook')[0]?.payload).toEqual({
      ...hook(),
      secret: undefined,
      secret_token: SECRET,
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
      max_connections: 40,
    });
    const citizen = fake.person(42);
    citizen.start();
    citizen.type('Tôi rất hài lòng 👍');
    citizen.block();
    await inbox.until(3);
    expect(inbox.texts).toEqual(['Tôi rất hài lòng 👍']);
    expect(fake.outbox.of('getUpdates')).toEqual([]);
  });

  it('stops the spinner of a tap without a call of its own', async () => {
    create({ webhook: hook() });
    await untilHooked();
    const citizen = fake.person(42);
    citizen.start();
    const answered = once(citizen, 'answered');
    const id = citizen.forgeTap('p');
    expect(await answered).toEqual([null]);
    while (fake.outbox.of('answerCallbackQuery').length === 0) await sleep(5);
    expect(fake.outbox.of('answerCallbackQuery')).toMatchObject([
      { payload: { callback_query_id: id }, accepted: true, status: null },
    ]);
  });

  it('gets again what its inbox refused, in order', async () => {
    create({ webhook: hook() });
    await untilHooked();
    inbox.refusals = 4;
    const citizen = fake.person(42);
    citizen.start();
    for (const text of ['1', '2', '3']) citizen.type(text);
    await inbox.until(4);
    expect(inbox.texts).toEqual(['1', '2', '3']);
  });

  it('only sends in a process that does not receive', async () => {
    create({ receives: false, webhook: hook() });
    await untilIntroduced();
    await telegram.stop();
    expect(fake.outbox.calls.map(({ method }) => method)).toEqual(['getMe']);
  });

  it('learns the name of the bot without receiving, and receives later', async () => {
    fake.person(42).start();
    create({ receives: false }).learnName();
    await untilIntroduced();
    await telegram.stop();
    expect(new Set(fake.outbox.calls.map(({ method }) => method))).toEqual(new Set(['getMe']));
    create();
    await inbox.until(1);
  });

  it('says so and stays silent when the token is not known', async () => {
    create({ token: '123456:revoked' });
    while (stopped.length < 2) await sleep(5);
    expect(String(stopped[0])).not.toContain('revoked');
  });

  it('stops although Telegram does not answer', async () => {
    fake.faults.add({ fault: { kind: 'hang', accepted: false }, times: 99 });
    create();
    await sleep(20);
    await telegram.stop();
    expect(stopped).toEqual([]);
  });

  it('refuses to start with a webhook secret that is none', () => {
    const create = () => createTelegram({ ...optionsWith(''), accept: inbox.accept });
    expect(create).toThrow(expect.objectContaining({ code: 'webhook-secret' }));
    telegram = createTelegram({ ...optionsWith(SECRET), accept: inbox.accept });
  });

  function optionsWith(secret: string): Omit<TelegramOptions, 'accept'> {
    const webhook = { url: 'https://example.org/webhooks/telegram', secret };
    return {
      token: TOKEN,
      receives: true,
      webhook,
      clock: handClock(),
      phoneButtonLabel: 'x',
      onStopped: () => undefined,
    };
  }
});
