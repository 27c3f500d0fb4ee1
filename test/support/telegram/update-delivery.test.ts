import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TEXTS } from './api-error.ts';
import { scaledClock } from './fake-clock.ts';
import { startFakeTelegram, type FakeTelegram } from './fake-telegram.ts';
import { callRaw, updatesOf } from './raw-call.ts';
import { TOKEN } from './samples.ts';

/** A webhook endpoint that answers what it is told to. */
interface Endpoint {
  readonly url: string;
  readonly received: { readonly secret: unknown; readonly raw: string; readonly update: Record<string, unknown> }[];
  answer: (count: number) => number;
  /** A call made by answering. */
  say: (update: Record<string, unknown>) => object | null;
  readonly server: Server;
}

describe('support/telegram/update-delivery', () => {
  let fake: FakeTelegram;
  const endpoints: Endpoint[] = [];

  beforeEach(async () => {
    fake = await startFakeTelegram({ token: TOKEN, limits: null });
  });
  afterEach(async () => {
    await fake.stop();
    for (const { server } of endpoints.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  /** Another fake, whose time runs faster. */
  async function speedUp(factor: number): Promise<void> {
    await fake.stop();
    fake = await startFakeTelegram({ token: TOKEN, clock: scaledClock(factor), limits: null });
  }

  function call(method: string, payload: object = {}) {
    return callRaw(fake, method, payload);
  }

  function updates(query: object = {}) {
    return updatesOf(fake, query);
  }

  async function refusal(method: string, payload: object = {}): Promise<[number, string | undefined]> {
    const { status, body } = await call(method, payload);
    return [status, body.description];
  }

  async function openEndpoint(): Promise<Endpoint> {
    const received: Endpoint['received'] = [];
    const server = createServer(async (request, response) => {
      const raw = await text(request);
      received.push({ secret: request.headers['x-telegram-bot-api-secret-token'], raw, update: JSON.parse(raw) });
      const said = endpoint.say(JSON.parse(raw));
      response.writeHead(endpoint.answer(received.length)).end(said && JSON.stringify(said));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const endpoint: Endpoint = {
      url: `http://127.0.0.1:${port}/hook`,
      received,
      server,
      answer: () => 200,
      say: () => null,
    };
    endpoints.push(endpoint);
    return endpoint;
  }

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it('hands updates out until a later offset is asked for', async () => {
    fake.person(1).start();
    const [first] = await updates();
    expect(await updates()).toEqual([first]);
    fake.person(1).type('x');
    const offset = Number(first?.['update_id']) + 1;
    expect(await updates({ offset, limit: 1 })).toMatchObject([{ update_id: offset, message: { text: 'x' } }]);
  });

  it('holds a poll until something happens', async () => {
    const pending = updates({ timeout: 50 });
    await until(() => fake.longPoll.isPending);
    fake.person(1).start();
    expect(await pending).toHaveLength(1);
  });

  it('ends an idle poll, and an older one when a newer comes', async () => {
    await speedUp(100);
    expect(await updates({ timeout: 2 })).toEqual([]);
    const older = call('getUpdates', { timeout: 50 });
    await until(() => fake.longPoll.isPending);
    expect(await updates({ timeout: 1 })).toEqual([]);
    expect((await older).body).toMatchObject({ ok: false, error_code: 409, description: TEXTS.otherPoller });
  });

  it('keeps to allowed_updates for what happens from then on', async () => {
    fake.person(1).start();
    await updates({ allowed_updates: ['my_chat_member'] });
    fake.person(1).type('unheard');
    fake.person(1).block();
    const kinds = (await updates()).map((update) => Object.keys(update)[1]);
    expect(kinds).toEqual(['message', 'my_chat_member']);
  });

  it('refuses polls while a webhook is set, and bad webhooks', async () => {
    const { url } = await openEndpoint();
    expect(await refusal('setWebhook', { url: 'http://example.org/x' })).toEqual([400, TEXTS.webhookHttps]);
    expect(await refusal('setWebhook', { url: 'https://example.org:9999/x' })).toEqual([400, TEXTS.webhookPort]);
    expect(await refusal('setWebhook', { url, secret_token: 'dấu cách' })).toEqual([400, TEXTS.webhookSecret]);
    await call('setWebhook', { url });
    expect(await refusal('getUpdates')).toEqual([409, TEXTS.webhookActive]);
    await call('deleteWebhook');
    expect(await updates()).toEqual([]);
  });

  it('delivers with the secret, again after a failure, and keeps a chat in order', async () => {
    await speedUp(200);
    const endpoint = await openEndpoint();
    endpoint.answer = (count) => (count <= 3 ? 503 : 200);
    await call('setWebhook', { url: endpoint.url, secret_token: 's3cret' });
    fake.person(1).start();
    fake.person(1).type('hài lòng');
    await until(() => endpoint.received.length === 5);
    const texts = endpoint.received.map(({ update }) => (update['message'] as { text: string }).text);
    expect(texts).toEqual(['/start', '/start', '/start', '/start', 'hài lòng']);
    expect(endpoint.received.every(({ secret, raw }) => secret === 's3cret' && /^[\x20-\x7E]*$/.test(raw))).toBe(true);
    const { body } = await call('getWebhookInfo');
    expect(body.result).toMatchObject({ url: endpoint.url, last_error_message: expect.stringContaining('503') });
  });

  it('makes the call that a webhook answers with, and notes one that cannot be made so', async () => {
    const endpoint = await openEndpoint();
    await call('setWebhook', { url: endpoint.url });
    endpoint.say = ({ callback_query: query }) =>
      query ? { method: 'answerCallbackQuery', callback_query_id: (query as { id: string }).id } : { method: 'getMe' };
    fake.person(1).start();
    fake.person(1).forgeTap('x');
    await until(() => fake.outbox.accepted('answerCallbackQuery').length === 1);
    await until(() => fake.outbox.violations.length === 1);
    expect(fake.outbox.of('getMe')).toEqual([]);
  });

  it('lets other chats, and taps of the same one, pass a chat that is stuck', async () => {
    const endpoint = await openEndpoint();
    await call('setWebhook', { url: endpoint.url });
    endpoint.answer = (count) => (count === 1 ? 500 : 200);
    fake.person(1).start();
    fake.person(1).forgeTap('x');
    fake.person(2).start();
    await until(() => endpoint.received.length === 4);
    expect(endpoint.received.some(({ update }) => 'callback_query' in update)).toBe(true);
  });

  it('drops a tap that could not be delivered for 150 s', async () => {
    await speedUp(1000);
    fake.person(1).start();
    fake.person(1).forgeTap('x');
    await until(() => fake.updates.list().length === 1);
    expect(fake.updates.list()[0]?.body).toHaveProperty('message');
    expect(fake.updates.lapsed()).toMatchObject([{ body: { callback_query: { data: 'x' } } }]);
  });

  it('repeats, reorders and renumbers on demand', async () => {
    const citizen = fake.person(1);
    fake.updates.duplicate();
    citizen.start();
    fake.updates.hold();
    citizen.type('a');
    citizen.type('b');
    fake.updates.release((held) => held.toReversed());
    fake.updates.restartIds(7);
    citizen.type('c');
    const list = await updates();
    expect(list.map(({ message }) => (message as { text: string }).text)).toEqual(['/start', '/start', 'b', 'a', 'c']);
    expect(list[0]?.['update_id']).toBe(list[1]?.['update_id']);
    expect(list.at(-1)?.['update_id']).toBe(7);
  });
});
