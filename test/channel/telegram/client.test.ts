import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TelegramClient } from '../../../src/channel/telegram/client.ts';
import type { Fault } from '../../support/telegram/faults.ts';
import { startFakeTelegram, type FakeTelegram } from '../../support/telegram/fake-telegram.ts';
import { errorOf, failureOf, TOKEN } from '../../support/telegram/samples.ts';

const TEXT = 'Tôi rất không hài lòng';

describe('channel/telegram/client', () => {
  let fake: FakeTelegram;
  let client: TelegramClient;

  beforeEach(async () => {
    fake = await startFakeTelegram({ token: TOKEN });
    fake.person(1).start();
    client = new TelegramClient({ token: TOKEN, apiRoot: fake.url });
  });
  afterEach(() => fake.stop());

  function send(options = {}) {
    return client.call('sendMessage', { chat_id: 1, text: TEXT }, options);
  }

  it('keeps Vietnamese text whole in both directions', async () => {
    const sent = await send();
    expect(sent.text).toBe(TEXT);
    expect(fake.person(1).lastMessage?.text).toBe(TEXT);
  });

  it('knows the account without asking', () => {
    expect(client.account).toBe('123456');
  });

  const faults: [string, Fault, object][] = [
    ['429', { kind: 'rate-limit', retryAfterS: 9 }, { kind: 'rejected', status: 429, retryAfterMs: 9000 }],
    ['502', { kind: 'error', status: 502, description: 'x' }, { kind: 'rejected', status: 502, retryAfterMs: null }],
    ['HTML 502', { kind: 'html', status: 502 }, { kind: 'rejected', status: 502 }],
    ['HTML 413', { kind: 'html', status: 413 }, { kind: 'unreached', reason: 'not-json' }],
    ['HTML 200', { kind: 'html', status: 200 }, { kind: 'unreached', reason: 'not-json' }],
    ['reset', { kind: 'reset', accepted: true }, { kind: 'lost', reason: 'econnreset' }],
    ['hang', { kind: 'hang', accepted: true }, { kind: 'lost', reason: 'time-out' }],
  ];

  it.each(faults)('makes one request and one harmless error of a %s', async (_name, fault, failure) => {
    fake.faults.add({ fault });
    const error = await errorOf(send(fault.kind === 'hang' ? { timeoutMs: 300 } : {}));
    expect(error.failure).toMatchObject(failure);
    expect(fake.outbox.calls).toHaveLength(1);
    const everything = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error) + error.stack;
    expect(everything).not.toContain('SECRET');
    expect(everything).not.toContain(TEXT);
  });

  it('tells a refused connection from a lost one, without the token', async () => {
    const { url } = fake;
    await fake.stop();
    const away = new TelegramClient({ token: TOKEN, apiRoot: url });
    const error = await errorOf(away.call('getMe', {}));
    expect(error.failure).toEqual({ kind: 'unreached', reason: 'econnrefused' });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('SECRET');
    await fake.listen();
  });

  it('never reached a host that does not exist', async () => {
    const nowhere = new TelegramClient({ token: TOKEN, apiRoot: 'http://nowhere.invalid' });
    expect(await failureOf(nowhere.call('getMe', {}))).toMatchObject({ kind: 'unreached' });
  });

  it.each(['/proxy', '/proxy/', ''])('keeps the path of a Bot API root: "%s"', async (path) => {
    const paths: unknown[] = [];
    const proxy = createServer((request, response) => {
      paths.push(request.url);
      response.end('{"ok":true,"result":{}}');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    await new TelegramClient({ token: TOKEN, apiRoot: `http://127.0.0.1:${port}${path}` }).call('getMe', {});
    expect(paths).toEqual([`${path.replace(/\/$/, '')}/bot${TOKEN}/getMe`]);
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('can be given up from outside', async () => {
    fake.faults.add({ fault: { kind: 'hang', accepted: false } });
    const giveUp = new AbortController();
    const pending = failureOf(send({ signal: giveUp.signal }));
    giveUp.abort();
    expect(await pending).toEqual({ kind: 'aborted' });
  });

  it('keeps the platform words in lower case for matching', async () => {
    const failure = await failureOf(client.call('sendMessage', { chat_id: 99, text: TEXT }));
    expect(failure).toMatchObject({ kind: 'rejected', status: 400, description: 'bad request: chat not found' });
  });

  it('fails with 401 for a token that Telegram does not know', async () => {
    const stranger = new TelegramClient({ token: '123456:other', apiRoot: fake.url });
    expect(await failureOf(stranger.call('getMe', {}))).toMatchObject({ kind: 'rejected', status: 401 });
  });
});
