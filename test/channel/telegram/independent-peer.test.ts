import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTelegram, type TelegramParts } from '../../../src/channel/telegram/telegram.ts';
import { IndependentPeer } from '../../support/telegram/independent-peer.ts';
import { TestInbox } from '../../support/telegram/inbox.ts';
import { bodyOf, handClock, TOKEN } from '../../support/telegram/samples.ts';

const SCALE = [1, 2, 3, 4, 5].map((value) => ({ label: String(value), payload: `p${value}` }));

describe('channel/telegram/independent-peer', () => {
  let peer: IndependentPeer;
  let telegram: TelegramParts;
  let inbox: TestInbox;

  beforeEach(async () => {
    peer = await IndependentPeer.open();
    inbox = new TestInbox();
    telegram = createTelegram({
      token: TOKEN,
      apiRoot: peer.config.apiURL,
      receives: true,
      webhook: null,
      clock: handClock(),
      phoneButtonLabel: 'Gửi số điện thoại',
      accept: inbox.accept,
      onStopped: raise,
    });
    telegram.start();
  });
  afterEach(async () => {
    await telegram.stop();
    await peer.stop();
  });

  it('starts, asks, is answered by a tap, edits and takes a text', async () => {
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
});

function raise(error: Error): never {
  throw error;
}
