import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Inbound } from '../../../src/domain/inbound.ts';
import { createReplySender } from '../../../src/service/delivery/send-replies.ts';
import type { Channel, Outbox, ReplySender } from '../../../src/service/ports.ts';
import { processUpdates } from '../../../src/service/process-updates.ts';
import { sealFinished } from '../../../src/service/seal-finished.ts';
import { sweepMessages } from '../../../src/service/sweep-messages.ts';
import { createWorld, NOW, type World } from '../../support/service-world.ts';
import { invite, messagesOf, queueInvitations, settleAll } from '../../support/world-invited.ts';
import type { WorldCitizen } from '../../support/world-citizen.ts';

let world: World;
let replies: ReplySender;

function newSender(
  channels: Iterable<Channel> = world.parts.channels.values(),
  outbox: Outbox = world.outbox,
): ReplySender {
  return createReplySender({
    ...world.parts,
    outbox,
    channels: new Map([...channels].map((channel) => [channel.name, channel])),
    sealFinished: async (ids) => void (await sealFinished(world.parts, ids)),
    tally: () => undefined,
  });
}

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => {
  world.setNow(NOW);
  world.pace.kind = 'fast';
  replies = newSender();
});

afterEach(async () => {
  await replies.close();
  world.telegram.faults.clear();
  world.outbox.restsMs = 0;
  await settleAll(world);
});

afterAll(() => world.close());

function take(...updates: readonly Inbound[]): Promise<void> {
  return processUpdates({ ...world.parts, replies }, updates);
}

function typed(citizen: WorldCitizen, ...texts: readonly string[]): readonly Inbound[] {
  return texts.map((text) => citizen.update({ kind: 'text', text }));
}

function questionsIn(citizen: WorldCitizen, count: number): readonly string[] {
  return citizen.texts.slice(-count).map((text) => text.slice(0, 7));
}

async function drainAll(): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    await world.drain();
    const jobs = world.outbox.delayed.splice(0);
    if (jobs.length === 0 && world.outbox.ready.length === 0) return;
    world.skip(Math.max(0, ...jobs.map(({ delayMs }) => delayMs)));
    await world.deliver(jobs.map(({ ref }) => ref.id));
  }
}

describe('src/service/delivery/send-replies.ts', () => {
  it('sends what a batch says without the queue, each chat in its order, and seals after a farewell', async () => {
    const [one, other] = [await invite(world), await invite(world)];
    await take(...[one, other].flatMap(({ citizen }) => typed(citizen, 'bắt đầu', '4', '5')));
    await take(...typed(one.citizen, '4', '4', 'không', 'không'));
    await replies.close();
    expect(world.outbox.ready).toEqual([]);
    expect(questionsIn(other.citizen, 3)).toEqual(['Câu 1/5', 'Câu 2/5', 'Câu 3/5']);
    expect(await messagesOf(world, other.code)).toMatchObject([{ purpose: 'invite', status: 'sent' }]);
    expect(await world.invitation(one.code)).toMatchObject({ status: 'closed', closeReason: 'finished' });
  });

  it('sends while the queue is away', async () => {
    const { citizen } = await invite(world);
    world.outbox.isAway = true;
    await take(...typed(citizen, 'bắt đầu'));
    await replies.close();
    world.outbox.isAway = false;
    expect(questionsIn(citizen, 1)).toEqual(['Câu 1/5']);
  });

  it('records what is out, and seals, though the queue never answers', async () => {
    const [one, other] = [await invite(world), await invite(world)];
    const never = () => new Promise<never>(() => undefined);
    replies = newSender(undefined, {
      enqueue: never,
      enqueueAgain: never,
      pause: never,
      backlog: never,
      pace: () => 1,
      restsForMs: async () => 0,
    });
    world.telegram.faults.add({
      fault: { kind: 'rate-limit', retryAfterS: 3 },
      method: 'sendMessage',
      chatId: other.citizen.person.id,
      times: 1,
    });
    await take(...typed(other.citizen, 'bắt đầu'));
    await expect.poll(async () => (await messagesOf(world, other.code)).at(-1)?.status).toBe('created');
    world.skip(5_000);
    await take(...typed(one.citizen, 'bắt đầu', '4', '5', '4', '4', 'không', 'không'));
    await expect.poll(async () => (await world.invitation(one.code)).closeReason).toBe('finished');
    replies = newSender();
    world.skip(60_000);
    expect(await sweepMessages(world.parts)).toBe(1);
    await drainAll();
    expect(questionsIn(other.citizen, 1)).toEqual(['Câu 1/5']);
  });

  it('leaves to the queue what comes after a reply in other hands', async () => {
    const { citizen, code } = await invite(world);
    await world.take(...typed(citizen, 'bắt đầu'));
    await take(...typed(citizen, '4'));
    await replies.close();
    expect((await messagesOf(world, code)).map(({ status }) => status)).toEqual(['sent', 'created', 'created']);
    await drainAll();
    expect(questionsIn(citizen, 2)).toEqual(['Câu 1/5', 'Câu 2/5']);
  });

  it('lets what comes after a reply that has to wait wait behind it', async () => {
    const { citizen } = await invite(world);
    world.telegram.faults.add({
      fault: { kind: 'rate-limit', retryAfterS: 3 },
      method: 'sendMessage',
      chatId: citizen.person.id,
      times: 1,
    });
    world.pace.kind = 'still';
    await take(...typed(citizen, 'bắt đầu'));
    await take(...typed(citizen, '4'));
    await replies.close();
    replies = newSender();
    world.pace.kind = 'fast';
    await take(...typed(citizen, '5'));
    await replies.close();
    await drainAll();
    expect(questionsIn(citizen, 3)).toEqual(['Câu 1/5', 'Câu 2/5', 'Câu 3/5']);
  });

  it('takes nothing while the channel rests, here or by what another process has heard', async () => {
    const [one, other] = [await invite(world), await invite(world)];
    world.outbox.restsMs = 5_000;
    await take(...typed(one.citizen, 'bắt đầu'));
    expect(world.outbox.ready).toHaveLength(1);
    world.outbox.restsMs = 0;
    world.telegram.faults.add({ fault: { kind: 'rate-limit', retryAfterS: 7 }, method: 'sendMessage', times: 1 });
    await take(...typed(other.citizen, 'bắt đầu'));
    await expect.poll(() => world.outbox.pauses.at(-1)).toEqual({ channel: 'telegram', forMs: 7_000 });
    await take(...typed(other.citizen, '4'));
    await replies.close();
    await drainAll();
    expect(questionsIn(one.citizen, 1)).toEqual(['Câu 1/5']);
    expect(questionsIn(other.citizen, 2)).toEqual(['Câu 1/5', 'Câu 2/5']);
  });

  it('gives back at its end what it has not begun; what it has begun is left to the sweep', async () => {
    const people = await queueInvitations(world, 22);
    await world.drain();
    const telegram = world.parts.telegram;
    const silent: Channel = {
      name: 'telegram',
      account: telegram.account,
      linkFor: () => null,
      send: () => new Promise(() => undefined),
    };
    replies = newSender([silent]);
    await take(...people.flatMap(({ citizen }) => typed(citizen, 'bắt đầu')));
    await replies.close(10);
    const found = (await Promise.all(people.map(({ code }) => messagesOf(world, code)))).flat();
    expect(found.filter(({ status }) => status === 'sending')).toHaveLength(20);
    expect(found.filter(({ status }) => status === 'created')).toHaveLength(2);
    expect(world.outbox.delayed).toHaveLength(2);
    world.skip(120_000);
    expect(await sweepMessages(world.parts)).toBe(22);
    await drainAll();
    for (const { citizen } of people) expect(questionsIn(citizen, 1)).toEqual(['Câu 1/5']);
  });
});
