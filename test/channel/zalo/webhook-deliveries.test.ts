import { describe, expect, it } from 'vitest';
import type { Inbound } from '../../../src/domain/inbound.ts';
import { idOf } from '../../support/zalo/ids.ts';
import { STRICT_RULES } from '../../support/zalo/rules.ts';
import { APP_ID, OA_ID } from '../../support/zalo/samples.ts';
import { EventMaker, type WireEvent } from '../../support/zalo/wire-events.ts';
import { macOf, TestWebhook } from './webhook-post.ts';

const DELIVERIES = 20_000;
const DUPLICATES = 0.3 * DELIVERIES;
const RETRIES = 5;
const CITIZENS = 500;

/** Numbers that are the same at every run (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  const all = items.map((item) => ({ item, rank: random() }));
  return all.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
}

/** As many different interactions of many citizens as asked for; some of them in one and the same millisecond. */
function interactions(count: number): readonly WireEvent[] {
  let now = 1_763_800_000_000;
  const make = new EventMaker({ appId: APP_ID, oaId: OA_ID, rules: STRICT_RULES, now: () => now });
  return Array.from({ length: count }, (_, i) => {
    now += i % CITIZENS === 0 ? 1 : 0;
    const userId = idOf(`citizen ${i % CITIZENS}`);
    const person = { userId, userIdByApp: '1' };
    const rated = { stars: (i % 5) + 1, reasons: [], note: '', messageId: `r${i}`, trackingId: `t${i}` };
    const kinds = [
      () => make.fromPerson('user_send_text', person, { msg_id: `m${i}`, text: `hl:${i}` }),
      () => make.fromPerson('user_send_text', person, { msg_id: `m${i}`, text: '5' }),
      () => make.receipt(person, { msg_ids: [`s${i}`] }),
      () => make.templateReceipt('84987654321', `z${i}`, `t${i}`),
      () => make.feedback(rated),
      () => make.submittedInfo(person, '84987654321', 'An'),
      () => make.follower(Math.floor(i / CITIZENS) % 2 === 0 ? 'follow' : 'unfollow', person),
    ];
    return (kinds[i % kinds.length] ?? kinds[0] ?? (() => make.withdrew(person)))();
  });
}

describe('channel/zalo/webhook, many deliveries', () => {
  it('counts each of 20,000 deliveries once, with duplicates, out of order and with five retries each', async () => {
    const random = dice(3);
    const events = interactions(DELIVERIES - DUPLICATES);
    const repeated = Array.from({ length: DUPLICATES }, () => events[Math.floor(random() * events.length)]);
    const sent = [...events, ...repeated].flatMap((event) => {
      const raw = JSON.stringify(event);
      return event ? [{ raw, signature: `mac=${macOf(raw)}` }] : [];
    });
    expect(sent).toHaveLength(DELIVERIES);

    const webhook = new TestWebhook();
    webhook.before = async () => {
      if (random() < 0.1) throw new Error('The queue is away.');
    };
    const statuses = new Map<number, number>();
    for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
      const retry = attempt > 0 ? { num_retry: String(attempt) } : {};
      for (const { raw, signature } of shuffled(sent, random)) {
        const status = await webhook.post(raw, { ...retry, 'x-zevent-signature': signature });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }

    expect([...statuses.keys()].toSorted()).toEqual([200, 503]);
    expect([...statuses.values()].reduce((sum, each) => sum + each, 0)).toBe(DELIVERIES * (RETRIES + 1));
    expect(webhook.kept.size).toBe(events.length);
    expect(kindsOf([...webhook.kept.values()])).toEqual({
      tap: 2_000,
      text: 2_000,
      receipt: 4_000,
      rating: 2_000,
      contact: 2_000,
      unblocked: 1_000,
      'opted-out': 1_000,
    });
  }, 120_000);
});

function kindsOf(all: readonly Inbound[]): object {
  const counts = new Map<string, number>();
  for (const {
    event: { kind },
  } of all)
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries(counts);
}
