import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TelegramClient } from '../../../src/channel/telegram/client.ts';
import { Poller } from '../../../src/channel/telegram/poller.ts';
import { createRouter } from '../../../src/channel/telegram/router.ts';
import { TEXTS } from '../../support/telegram/api-error.ts';
import { startFakeTelegram, type FakeTelegram } from '../../support/telegram/fake-telegram.ts';
import { TestInbox } from '../../support/telegram/inbox.ts';
import type { Person } from '../../support/telegram/person.ts';
import { handClock, TOKEN } from '../../support/telegram/samples.ts';

describe('channel/telegram/poller', () => {
  let fake: FakeTelegram;
  let citizen: Person;
  let inbox: TestInbox;
  let counted: string[];
  let stopped: Error[];
  const pollers: Poller[] = [];

  beforeEach(async () => {
    fake = await startFakeTelegram({ token: TOKEN });
    citizen = fake.person(42);
    inbox = new TestInbox();
    counted = [];
    stopped = [];
  });
  afterEach(async () => {
    await Promise.all(pollers.splice(0).map((poller) => poller.stop()));
    fake.outbox.assertClean();
    await fake.stop();
  });

  function startPoller(token = TOKEN, accept = inbox.accept): Poller {
    const client = new TelegramClient({ token, apiRoot: fake.url });
    const poller = new Poller({
      client,
      route: createRouter({
        account: client.account,
        clock: handClock(),
        telegram: client.telegram,
        username: () => null,
      }),
      accept,
      count: (kind) => counted.push(kind),
      onStopped: (error) => stopped.push(error),
      backOffMs: 5,
    });
    pollers.push(poller);
    poller.start();
    return poller;
  }

  async function untilConfirmed(): Promise<void> {
    while (fake.updates.list().length > 0) await sleep(5);
  }

  it('takes the webhook away, then asks for what concerns it', async () => {
    startPoller();
    citizen.start('abc');
    await inbox.until(1);
    await untilConfirmed();
    await fake.stop();
    await fake.listen();
    expect(fake.outbox.calls[0]).toMatchObject({ method: 'deleteWebhook', payload: { drop_pending_updates: false } });
    expect(fake.outbox.of('getUpdates')[0]?.payload).toEqual({
      offset: 0,
      limit: 100,
      timeout: 25,
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
    });
  });

  it('hands everything over in order', async () => {
    citizen.start();
    for (let i = 0; i < 150; i += 1) citizen.type(`answer ${i}`);
    startPoller();
    await inbox.until(151);
    expect(inbox.texts).toEqual(Array.from({ length: 150 }, (_, i) => `answer ${i}`));
    await untilConfirmed();
  });

  it('confirms nothing of a batch of which one update was refused, and gets all of it again', async () => {
    citizen.start();
    citizen.type('one');
    citizen.type('two');
    inbox.refusals = 1;
    startPoller();
    await inbox.until(5);
    await untilConfirmed();
    expect(inbox.accepted.map(({ event }) => (event.kind === 'text' ? event.text : event.kind))).toEqual([
      'one',
      'two',
      'start',
      'one',
      'two',
    ]);
    expect(new Set(inbox.accepted.map(({ updateId }) => updateId)).size).toBe(3);
  });

  it('passes poison by and loses nothing behind it', async () => {
    fake.updates.inject({ message: { text: 5 } });
    fake.updates.inject({ teleported: null });
    citizen.start();
    citizen.sendSticker();
    startPoller();
    await inbox.until(2);
    await untilConfirmed();
    expect(counted.filter((kind) => kind === 'ignored')).toHaveLength(2);
    expect(counted).toContain('malformed');
    expect(counted).toContain('other');
  });

  it('hands duplicates over, to be dropped by their id', async () => {
    startPoller();
    fake.updates.duplicate();
    citizen.start();
    await inbox.until(2);
    expect(inbox.accepted[0]?.updateId).toBe(inbox.accepted[1]?.updateId);
  });

  it('goes on after ids began again at a smaller number', async () => {
    startPoller();
    citizen.start();
    await inbox.until(1);
    await untilConfirmed();
    fake.updates.restartIds(3);
    citizen.type('after a quiet week');
    citizen.type('and more');
    await inbox.until(3);
    expect(inbox.texts).toEqual(['after a quiet week', 'and more']);
    await untilConfirmed();
  });

  it('waits out another poller', async () => {
    fake.faults.add({
      method: 'getUpdates',
      fault: { kind: 'error', status: 409, description: TEXTS.otherPoller },
      times: 3,
    });
    citizen.start();
    startPoller();
    await inbox.until(1);
    expect(counted.filter((kind) => kind === 'poll-failed')).toHaveLength(3);
    expect(stopped).toEqual([]);
  });

  it('survives failures of every kind', async () => {
    fake.faults.add({ method: 'deleteWebhook', fault: { kind: 'html', status: 502 } });
    fake.faults.add({ method: 'getUpdates', fault: { kind: 'html', status: 413 } });
    fake.faults.add({ method: 'getUpdates', fault: { kind: 'error', status: 500, description: 'x' } });
    fake.faults.add({ method: 'getUpdates', fault: { kind: 'reset', accepted: false } });
    fake.faults.add({ method: 'getUpdates', fault: { kind: 'rate-limit', retryAfterS: 0.01 } });
    citizen.start();
    startPoller();
    await inbox.until(1);
    expect(counted.filter((kind) => kind === 'poll-failed')).toHaveLength(5);
  });

  it('goes on when the platform comes back', async () => {
    startPoller();
    citizen.start();
    await inbox.until(1);
    const port = Number(new URL(fake.url).port);
    await fake.stop();
    citizen.type('said while away');
    await fake.listen(port);
    await inbox.until(2);
    expect(inbox.texts).toEqual(['said while away']);
  });

  it.each(['123456:revoked', 'no-token'])('ends, and says so, with the token %s', async (token) => {
    startPoller(token);
    while (stopped.length === 0) await sleep(5);
    expect(stopped).toMatchObject([{ code: 'telegram-rejected' }]);
    expect(fake.outbox.calls).toEqual([]);
  });

  it('gives a pending poll up when it is stopped', async () => {
    const poller = startPoller();
    while (!fake.longPoll.isPending) await sleep(5);
    await poller.stop();
    while (fake.longPoll.isPending) await sleep(5);
    expect(fake.outbox.of('getUpdates')).toHaveLength(1);
  });

  it('waits for what is being accepted when it is stopped, and confirms it no more', async () => {
    let release = () => {};
    const safe = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { accept } = inbox;
    const poller = startPoller(TOKEN, (update) => safe.then(() => accept(update)));
    citizen.start();
    while (!counted.includes('message')) await sleep(5);
    const stopping = poller.stop();
    release();
    await stopping;
    expect(inbox.accepted).toHaveLength(1);
    expect(fake.updates.list()).toHaveLength(1);
  });
});
