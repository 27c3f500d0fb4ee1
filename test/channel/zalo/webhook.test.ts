import { describe, expect, it } from 'vitest';
import { createRoute } from '../../../src/channel/zalo/route.ts';
import { MAX_BODY_BYTES } from '../../../src/channel/zalo/webhook.ts';
import type { Inbound } from '../../../src/domain/inbound.ts';
import { handClock } from '../../support/telegram/samples.ts';
import { APP_ID, OA_ID } from '../../support/zalo/samples.ts';
import { EVENTS, PHONE, UNUSABLE, USER_ID } from './webhook-events.ts';
import { macOf, TestWebhook } from './webhook-post.ts';

/** zalo.md §5.1 */
const VECTOR =
  '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},"timestamp":"154390853474"}';
const VECTOR_MAC = 'mac=d0524efb708c311e0d8ad5f20795848c3d784e56398c9bba598737467a5022b6';

const TEXT = {
  app_id: APP_ID,
  sender: { id: USER_ID },
  recipient: { id: OA_ID },
  event_name: 'user_send_text',
  message: { msg_id: 'm1', text: 'Rất hài lòng 👍' },
  timestamp: '1763800000000',
};

describe('channel/zalo/webhook', () => {
  it('takes the vector of zalo.md', async () => {
    const webhook = new TestWebhook();
    expect(await webhook.post(VECTOR, { 'x-zevent-signature': VECTOR_MAC })).toBe(200);
    expect(webhook.accepted).toMatchObject([
      { address: 'user:246845883529197922', event: { kind: 'text', text: 'Xin chào' } },
    ]);
    expect(webhook.counted).toEqual(['user_send_text']);
  });

  it.each(EVENTS)('understands %s', async (_name, event, routed) => {
    const webhook = new TestWebhook();
    expect(await webhook.postEvent(event)).toBe(200);
    const ignored = 'why' in routed;
    const became = [...webhook.accepted.map(withoutId), ...webhook.changes];
    expect(became).toEqual(ignored ? [] : [routed]);
    expect(webhook.counted.includes('ignored')).toBe(ignored);
  });

  it.each(UNUSABLE)('takes %s, counts it and keeps nothing', async (_name, event, why) => {
    const webhook = new TestWebhook();
    expect(await webhook.postEvent(event)).toBe(200);
    expect(webhook.accepted).toEqual([]);
    expect(webhook.counted.at(-1)).toBe(why === 'foreign-account' ? why : 'ignored');
  });

  it('counts a kind to come without its name', async () => {
    const webhook = new TestWebhook();
    await webhook.postEvent({ ...TEXT, event_name: 'somebody_said_0987654321' });
    await webhook.postEvent({ ...TEXT, event_name: 'event_journey_time_out' });
    expect(webhook.counted).toEqual(['other', 'ignored', 'event_journey', 'ignored']);
  });

  it('carries neither names nor, but for a contact, telephone numbers', async () => {
    const webhook = new TestWebhook();
    for (const [, event] of EVENTS) await webhook.postEvent(event);
    const others = webhook.accepted.filter(({ event }) => event.kind !== 'contact');
    expect(JSON.stringify(others)).not.toContain(PHONE.slice(2));
    expect(JSON.stringify(webhook.accepted)).not.toMatch(/Nguyễn|30\/10|f\.zdn/);
  });

  it('reads an id that comes without quotes to the last digit', async () => {
    const raw = JSON.stringify(TEXT).replace(`"${USER_ID}"`, USER_ID).replace(`"${OA_ID}"`, OA_ID);
    const webhook = new TestWebhook();
    expect(raw).toContain(`"sender":{"id":${USER_ID}}`);
    expect(await webhook.post(raw, { 'x-zevent-signature': macOf(raw) })).toBe(200);
    expect(webhook.accepted).toMatchObject([{ address: `user:${USER_ID}` }]);
  });

  it('takes the number in the form for proof when told so', async () => {
    const route = createRoute({ oaId: OA_ID, clock: handClock(), submittedPhoneIsVouched: true });
    const info = { name: 'An', phone: PHONE };
    const { routed } = route({ ...TEXT, event_name: 'user_submit_info', info });
    expect(routed).toMatchObject({ update: { event: { kind: 'contact', own: true, vouched: true } } });
  });

  it.each(['', '{', 'null', '[]', '[{"app_id":"1"}]', '5', '"x"', 'true', '<html>', '\u0000'])(
    'answers 400 to %j',
    async (body) => {
      expect(await new TestWebhook().post(body, { 'x-zevent-signature': VECTOR_MAC })).toBe(400);
    },
  );

  it('answers 413 to more than a mebibyte and reads the longest in a moment', async () => {
    expect(await new TestWebhook().post(Buffer.alloc(MAX_BODY_BYTES + 1, ' '))).toBe(413);
    const size = MAX_BODY_BYTES - 20;
    const hostile = [
      '"\\"'.repeat(size / 3),
      `{"a":${'1'.repeat(size)}.5}`,
      '['.repeat(size),
      `["${'x'.repeat(size)}"]`,
    ];
    for (const body of hostile) expect([400, 401]).toContain(await new TestWebhook().post(body));
  });

  it('answers 503 when what came could not be kept, so that Zalo brings it again', async () => {
    const webhook = new TestWebhook({ accept: () => Promise.reject(new Error('queue away')) });
    expect(await webhook.postEvent(TEXT)).toBe(503);
  });

  it('answers 503 when the queue hangs, and counts once what it keeps all the same', async () => {
    let release = () => undefined as void;
    const hung = new Promise<void>((resolve) => {
      release = resolve;
    });
    const webhook = new TestWebhook({ patienceMs: 5 });
    webhook.before = () => hung;
    expect(await webhook.postEvent(TEXT)).toBe(503);
    release();
    expect(await webhook.postEvent(TEXT)).toBe(200);
    expect([webhook.accepted.length, webhook.kept.size]).toEqual([2, 1]);
  });

  it('answers only after it is safe', async () => {
    const webhook = new TestWebhook();
    const order: string[] = [];
    let release = () => undefined as void;
    const safe = new Promise<void>((resolve) => {
      release = resolve;
    });
    webhook.before = () => safe.then(() => void order.push('safe'));
    const answered = webhook.postEvent(TEXT).then(() => order.push('answered'));
    await new Promise((resolve) => setImmediate(resolve));
    release();
    await answered;
    expect(order).toEqual(['safe', 'answered']);
  });

  it('gives all deliveries of an event one id, and every event its own', async () => {
    const webhook = new TestWebhook();
    const all = EVENTS.filter(([, , routed]) => 'update' in routed).map(([, event], i) => ({
      ...event,
      ...('message' in event && { message: { ...(event.message as object), msg_id: `m${i}`, msg_ids: undefined } }),
      timestamp: String(1_763_800_000_000 + i),
      ...('msg_id' in event && { msg_id: `m${i}` }),
    }));
    for (const event of [...all, ...all]) await webhook.postEvent(event, { num_retry: '1' });
    expect(webhook.accepted.length).toBe(2 * webhook.kept.size);
    expect(webhook.kept.size).toBe(webhook.accepted.length / 2);
    expect(webhook.accepted.every(({ updateId }) => /^[\w-]{24}$/.test(updateId))).toBe(true);
    expect(webhook.counted.filter((what) => what === 'retried')).toHaveLength(2 * all.length);
  });

  it('tells two events without a message apart by moment and citizen', async () => {
    const follow = (id: string, timestamp: string) => ({
      app_id: APP_ID,
      oa_id: OA_ID,
      event_name: 'follow',
      follower: { id },
      timestamp,
    });
    const webhook = new TestWebhook();
    for (const event of [follow('111', '1'), follow('111', '2'), follow('222', '1'), follow('111', '1')])
      await webhook.postEvent(event);
    expect([webhook.accepted.length, webhook.kept.size]).toEqual([4, 3]);
  });
});

function withoutId({ updateId: _id, ...update }: Inbound): object {
  return { kind: 'inbound', update };
}
