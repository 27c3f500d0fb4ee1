import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN } from '../../support/fixed-secrets.ts';
import { invitationOf, releasedResponses, until } from '../../support/look.ts';
import { startService, type TestService } from '../../support/service.ts';
import { IndependentPeer, type IndependentClient } from '../../support/telegram/independent-peer.ts';

const CITIZEN = { userId: 4242, chatId: 4242 };

describe('channel/telegram/independent-survey', { timeout: 90_000 }, () => {
  let peer: IndependentPeer;
  let service: TestService;

  beforeEach(async () => {
    peer = await IndependentPeer.open();
  });
  afterEach(async () => {
    await service.close();
    await peer.stop();
  });

  /** Until the webhook is registered, the peer keeps what citizens send for a poll that never comes. */
  async function start(updates: 'polling' | 'webhook'): Promise<void> {
    service = await startService({ updates, env: { TELEGRAM_API_ROOT: peer.config.apiURL } });
    if (updates === 'webhook') await until(async () => peer.hasWebhook, 'the webhook is registered');
  }

  it.each(['polling', 'webhook'] as const)(
    'is answered by %s, from the slip to the released response',
    async (updates) => {
      await start(updates);
      const [dossier] = await service.register([{}]);
      const token = dossier?.links?.web.split('/s/')[1] ?? '';
      const client = peer.getClient(BOT_TOKEN, CITIZEN);

      async function shows(text: string): Promise<void> {
        await until(
          async () => JSON.stringify(await client.getUpdatesHistory()).includes(text),
          `the chat shows ${text}`,
        );
      }

      await client.sendCommand(client.makeCommand(`/start ${token}`));
      await shows('Bắt đầu');
      await client.sendCallback(await beginTap(client));
      const typed = [
        ['Câu 1/5', '4'],
        ['Câu 2/5', 'tam dc'],
        ['Câu 3/5', 'rất hài lòng'],
        ['Câu 4/5', 'hai long'],
        ['Câu 5/5', 'Không'],
        ['nhắn thêm', 'Không có'],
      ] as const;
      for (const [question, answer] of typed) {
        await shows(question);
        await client.sendMessage(client.makeMessage(answer));
      }
      await shows('Cảm ơn');
      const code = dossier?.code ?? '';
      await until(async () => (await invitationOf(service, code))?.closeReason === 'finished', 'the survey is sealed');
      await until(async () => (await releasedResponses(service)) === 1, 'the response is released');
      expect(await releasedResponses(service)).toBe(1);
    },
  );
});

/** A press of [Bắt đầu] under the invitation. */
async function beginTap(client: IndependentClient) {
  for (const update of await client.getUpdatesHistory()) {
    if (!('message' in update) || !('reply_markup' in update.message)) continue;
    const found = /"text":"Bắt đầu","callback_data":"([^"]+)"/.exec(JSON.stringify(update.message.reply_markup));
    const data = found?.[1];
    if (data !== undefined) {
      return client.makeCallbackQuery(data, { message: { message_id: update.messageId, date: 1_772_000_000 } });
    }
  }
  throw new Error('The invitation has no button to begin.');
}
