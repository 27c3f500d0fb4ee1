import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRoute } from '../../../src/channel/zalo/route.ts';
import { queueCodec } from '../../../src/app/queue-codec.ts';
import { openQueues, type Queues } from '../../../src/queue/queues.ts';
import { closeInvitations } from '../../../src/service/close-invitations.ts';
import { seeded, type Random } from '../../support/random.ts';
import { createRedisSpace } from '../../support/redis.ts';
import { logToRun } from '../../support/run-log.ts';
import { createWorld, DAY_MS, type World } from '../../support/service-world.ts';
import { askByTemplate, ballotsIn, type Asked } from '../../support/world-zalo.ts';
import { idOf } from '../../support/zalo/ids.ts';
import { STRICT_RULES } from '../../support/zalo/rules.ts';
import { APP_ID, OA_ID } from '../../support/zalo/samples.ts';
import { EventMaker, type WireEvent } from '../../support/zalo/wire-events.ts';
import { handlersWith, until } from '../../queue/support/updates.ts';
import { macOf, TestWebhook } from './webhook-post.ts';

const DELIVERIES = 20_000;
const DUPLICATES = 0.3 * DELIVERIES;
const RETRIES = 5;
const CITIZENS = 500;
const LEAVERS = 200;
const DOSSIERS = 50;
const AT_ONCE = 1_000;

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const all = items.map((item) => ({ item, rank: random() }));
  return all.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
}

function named(who: string) {
  return { userId: idOf(who), userIdByApp: '1' };
}

/** So many of each kind, each one different from all others, some of them in one and the same millisecond. */
function interactions(asked: readonly Asked[], start: number): readonly WireEvent[] {
  let now = start;
  const make = new EventMaker({ appId: APP_ID, oaId: OA_ID, rules: STRICT_RULES, now: () => now });
  const each = (count: number, one: (i: number) => WireEvent) =>
    Array.from({ length: count }, (_, i) => {
      now += i % CITIZENS === 0 ? 1 : 0;
      return one(i);
    });
  const citizen = (i: number) => named(`citizen ${i % CITIZENS}`);
  const text = (id: string, i: number, words: string) =>
    make.fromPerson('user_send_text', citizen(i), { msg_id: `${id}${i}`, text: words });
  return [
    // Codes and numbers that lead nowhere: every one is counted in the chat, and answered.
    ...each(2 * CITIZENS, (i) => text('c', i, `ZZZZ${2 + (i % 7)}Z`)),
    ...each(2 * CITIZENS, (i) => make.submittedInfo(citizen(i), `8490${String(1_000_000 + i)}`, 'An')),
    ...each(3_600, (i) => text('t', i, i % 2 === 0 ? '5' : `hl:${i}`)),
    ...each(LEAVERS, (i) => make.follower('follow', named(`leaver ${i}`))),
    ...each(LEAVERS, (i) => make.follower('unfollow', named(`leaver ${i}`))),
    ...each(4_000, (i) => make.receipt(citizen(i), { msg_ids: [`s${i}`] })),
    ...each(2_000, (i) => make.templateReceipt('84987654321', `z${i}`, `t${i}`)),
    ...each(2_000, (i) => {
      now += 1;
      const { messageId, trackingId } = asked[i % DOSSIERS] ?? { messageId: '', trackingId: '' };
      // The last one that each dossier gets has five stars.
      const stars = i < 2_000 - DOSSIERS ? (i % 4) + 1 : 5;
      return make.feedback({ stars, reasons: [], note: '', messageId, trackingId });
    }),
  ];
}

describe('channel/zalo/webhook, many deliveries', () => {
  const space = createRedisSpace();
  let world: World;
  let queues: Queues;

  beforeAll(async () => {
    world = await createWorld();
    const { url, prefix } = space;
    const codec = queueCodec(world.parts.vault);
    queues = await openQueues({ backend: { kind: 'redis', url, prefix }, ...codec, log: logToRun() });
    await queues.startWorkers(handlersWith({ process: (updates) => world.take(...updates) }));
  });

  afterAll(async () => {
    await queues.close();
    await space.drop();
    await world.close();
  });

  async function count(sql: string): Promise<number> {
    return (await world.rows<{ n: number }>(`SELECT coalesce(${sql}::int, 0) AS n`))[0]?.n ?? 0;
  }

  async function isIdle(): Promise<boolean> {
    const depths = await queues.depths();
    return depths.every(({ queue, waiting, active }) => !queue.startsWith('inbox') || waiting + active === 0);
  }

  it('counts each of 20,000 deliveries once, with duplicates, out of order and with five retries each', async () => {
    const random = seeded(3);
    const asked = await Promise.all(Array.from({ length: DOSSIERS }, () => askByTemplate(world)));
    const events = interactions(asked, world.now().getTime());
    const repeated = Array.from({ length: DUPLICATES }, () => events[Math.floor(random() * events.length)]);
    const sent = [...events, ...repeated].flatMap((event) => {
      const raw = JSON.stringify(event);
      return event ? [{ raw, signature: `mac=${macOf(raw)}` }] : [];
    });
    expect(sent).toHaveLength(DELIVERIES);

    const webhook = new TestWebhook({
      route: createRoute({ oaId: OA_ID, clock: { now: world.now } }),
      accept: async (update) => {
        if (random() < 0.1) throw new Error('The queue is away.');
        await queues.inbox.accept(update);
      },
    });
    const statuses = new Map<number, number>();
    for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
      const retry = attempt > 0 ? { num_retry: String(attempt) } : {};
      const deliveries = shuffled(sent, random);
      for (let i = 0; i < deliveries.length; i += AT_ONCE) {
        const posted = deliveries.slice(i, i + AT_ONCE).map(async ({ raw, signature }) => {
          const status = await webhook.post(raw, { ...retry, 'x-zevent-signature': signature });
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        });
        await Promise.all(posted);
      }
    }
    await until(isIdle);

    expect([...statuses.keys()].toSorted()).toEqual([200, 503]);
    expect([...statuses.values()].reduce((sum, each) => sum + each, 0)).toBe(DELIVERIES * (RETRIES + 1));
    expect(await count('(SELECT count(*) FROM register.dead_update)')).toBe(0);
    const set = "(SELECT count(*) FROM register.inbound_update WHERE channel = 'zalo' AND length(update_id) = 24)";
    expect(await count(set)).toBe(events.length);
    expect(await count('(SELECT count(*) FROM register.receipt)')).toBe(6_000);
    expect(await count('(SELECT count(*) FROM register.suppression)')).toBe(LEAVERS);
    const misses = await world.rows<{ misses: number; replies: number }>(
      `SELECT c.code_misses AS misses, (SELECT count(*)::int FROM register.message m WHERE m.chat_id = c.id) AS replies
       FROM register.chat c WHERE NOT c.template_only`,
    );
    expect(misses).toEqual(Array.from({ length: CITIZENS }, () => ({ misses: 4, replies: 4 })));

    world.skip(8 * DAY_MS);
    while ((await closeInvitations(world.parts)) > 0);
    const rated = (await ballotsIn(world)).map(({ rating }) => rating?.stars);
    expect(rated).toEqual(Array.from({ length: DOSSIERS }, () => 5));
  }, 240_000);
});
