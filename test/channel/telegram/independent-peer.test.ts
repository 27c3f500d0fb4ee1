import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TelegramClient } from '../../../src/channel/telegram/client.ts';
import { createTelegram, type TelegramParts } from '../../../src/channel/telegram/telegram.ts';
import { setUp, type WebhookSettings } from '../../../src/channel/telegram/setup.ts';
import { SECRET_HEADER } from '../../../src/channel/telegram/verify.ts';
import { freePort } from '../../../src/lib/free-port.ts';
import { TestInbox } from '../../support/telegram/inbox.ts';
import { bodyOf, handClock, TOKEN } from '../../support/telegram/samples.ts';

const SECRET = 'webhook_secret';
const SCALE = [1, 2, 3, 4, 5].map((value) => ({ label: String(value), payload: `p${value}` }));

/**
 * A Bot API server that we did not write. It polls without waiting, forgets what it handed out, answers edits with
 * null and knows no errors, so it proves only that somebody else's idea of the wire and ours fit together.
 */
describe('channel/telegram/independent-peer', () => {
  let peer: TelegramServer;
  let telegram: TelegramParts;
  let inbox: TestInbox;

  beforeEach(async () => {
    peer = new TelegramServer({ host: '127.0.0.1', port: await freePort() });
    await peer.start();
    inbox = new TestInbox();
  });
  afterEach(async () => {
    await telegram.stop();
    await peer.stop();
  });

  function connect(webhook: WebhookSettings | null): void {
    telegram = createTelegram({
      token: TOKEN,
      apiRoot: peer.config.apiURL,
      receives: webhook === null,
      webhook,
      clock: handClock(),
      phoneButtonLabel: 'Gửi số điện thoại',
      accept: inbox.accept,
      onStopped: raise,
    });
    telegram.start();
  }

  it('starts, asks, is answered by a tap, edits and takes a text', async () => {
    connect(null);
    const client = peer.getClient(TOKEN, { userId: 42, chatId: 42 });
    await client.sendCommand(client.makeCommand('/start slip-token'));
    await inbox.until(1);
    expect(inbox.accepted[0]).toMatchObject({ address: '42', event: { kind: 'start', token: 'slip-token' } });

    const sent = await telegram.channel.send('42', bodyOf({ text: 'Ông/bà có hài lòng không?', buttons: [SCALE] }));
    const messageId = sent.kind === 'sent' ? Number(sent.platformId) : 0;
    const { result } = await client.getUpdates();
    expect(result[0]).toMatchObject({ message: { text: 'Ông/bà có hài lòng không?' } });

    const message = { message_id: messageId, date: 1_772_000_000 };
    await client.sendCallback(client.makeCallbackQuery('p5', { message }));
    await inbox.until(2);
    const tap = inbox.accepted[1]?.event;
    expect(tap).toEqual({ kind: 'tap', payload: 'p5', callbackId: '1', messageId: String(messageId) });

    const edit = bodyOf({ text: 'Cảm ơn', editMessageId: String(messageId), callbackId: '1' });
    expect(await telegram.channel.send('42', edit)).toEqual({ kind: 'sent', platformId: String(messageId) });
    const history = await client.getUpdatesHistory();
    expect(history.some((update) => 'message' in update && update.message.text === 'Cảm ơn')).toBe(true);

    await client.sendMessage(client.makeMessage('Tôi rất hài lòng'));
    await inbox.until(3);
    expect(inbox.texts).toEqual(['Tôi rất hài lòng']);
  });

  it('brings updates to the webhook, which it is given the secret for', async () => {
    // The peer knows no secrets, so the endpoint adds the header in its place.
    const endpoint = createServer(async (request, response) => {
      const headers = { ...request.headers, [SECRET_HEADER]: SECRET };
      const answer = await telegram.webhook?.({ headers, body: await buffer(request) });
      response.writeHead(answer?.status ?? 404, { connection: 'close' }).end();
    });
    const port = await freePort();
    await new Promise<void>((resolve) => endpoint.listen(port, '127.0.0.1', resolve));
    const webhook = { url: `http://127.0.0.1:${port}/`, secret: SECRET };
    connect(webhook);
    const ours = new TelegramClient({ token: TOKEN, apiRoot: peer.config.apiURL });
    await setUp({ client: ours, webhook, onUsername: () => undefined, onStopped: raise }, new AbortController().signal);
    const client = peer.getClient(TOKEN, { userId: 42, chatId: 42 });
    await client.sendMessage(client.makeMessage('Tôi rất hài lòng'));
    await inbox.until(1);
    expect(inbox.texts).toEqual(['Tôi rất hài lòng']);
    await new Promise((resolve) => endpoint.close(resolve));
  });
});

function raise(error: Error): never {
  throw error;
}
