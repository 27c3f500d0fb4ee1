import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/channel/zalo/address.ts';
import { isReport } from '../../../src/domain/inbound.ts';
import { InboundBatch } from '../../../src/queue/inbound-schema.ts';
import { APP_ID } from '../../support/zalo/samples.ts';
import { EVENTS, UNUSABLE } from './webhook-events.ts';
import { macOf, TestWebhook } from './webhook-post.ts';

type Json = fc.JsonValue;

const recorded = [...EVENTS, ...UNUSABLE].map(([, event]) => JSON.parse(JSON.stringify(event)) as Json);
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<Json>('', '__proto__', -0, 1e308, 2 ** 53, '9'.repeat(40), '\u0000', '\ud800', [], {}, null),
);

/** Replaces, removes or adds something at a path that `steps` choose. */
function mutate(value: Json | undefined, steps: readonly number[], change: Json, mode: number): Json {
  if (typeof value !== 'object' || value === null || steps.length === 0) return change;
  const [step = 0, ...rest] = steps;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)] ?? 'added';
  const entries = Object.entries(value).filter(([name]) => mode !== 1 || name !== key || rest.length > 0);
  const mutated = entries.map(([name, inner]) => [name, name === key ? mutate(inner, rest, change, mode) : inner]);
  return Object.fromEntries(mode === 2 ? [...mutated, ['extra', change]] : mutated);
}

const mutated = fc
  .tuple(
    fc.constantFrom(...recorded),
    fc.array(fc.tuple(fc.array(fc.nat(12), { maxLength: 3 }), odd, fc.nat(2)), { minLength: 1, maxLength: 4 }),
  )
  .map(([event, changes]) =>
    changes.reduce<Json>((value, [steps, change, mode]) => mutate(value, steps, change, mode), event),
  );

describe('channel/zalo/webhook, fuzzed', () => {
  it('answers every change of what was recorded without a fault, and passes on what the queue can carry', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (event) => {
        const raw = JSON.stringify(event);
        const webhook = new TestWebhook();
        const status = await webhook.post(raw, { 'x-zevent-signature': macOf(raw) });
        const isOurs = typeof event === 'object' && event !== null && 'app_id' in event && event['app_id'] === APP_ID;
        expect(isOurs && 'timestamp' in event && isText(event['timestamp']) ? [200] : [400, 401]).toContain(status);
        for (const one of webhook.accepted) {
          expect(InboundBatch.safeParse(JSON.parse(JSON.stringify([one]))).success).toBe(true);
          expect(isReport(one.event) ? 'report' : parseAddress(one.address)?.kind).toMatch(/^(?:report|user)$/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('takes nothing whose bytes were changed on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...recorded.map((event) => JSON.stringify(event))),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (raw, place, flip) => {
          const bytes = Buffer.from(raw);
          const i = place % bytes.length;
          bytes[i] = (bytes[i] ?? 0) ^ flip;
          const webhook = new TestWebhook();
          expect([400, 401]).toContain(await webhook.post(bytes, { 'x-zevent-signature': macOf(raw) }));
          expect(webhook.accepted).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('stands any bytes under any signature', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string(), async (bytes, signature) => {
        const status = await new TestWebhook().post(Buffer.from(bytes), { 'x-zevent-signature': signature });
        expect([400, 401]).toContain(status);
      }),
    );
  });
});

function isText(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
