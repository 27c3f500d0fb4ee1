import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZaloClient } from '../../../src/channel/zalo/sdk/client.ts';
import type { TemplateQuota } from '../../../src/channel/zalo/sdk/answers.ts';
import { ZaloBudget, type Told } from '../../../src/channel/zalo/sending-budget.ts';
import { UNCONFIRMED } from '../../../src/channel/zalo/to-be-confirmed.ts';
import { startFakeZalo, type FakeZalo } from '../../support/zalo/fake-zalo.ts';
import { MovableClock } from '../../support/zalo/movable-clock.ts';
import { ACCOUNT, APP_SECRET } from '../../support/zalo/samples.ts';

const MINUTE_MS = 60_000;

describe('channel/zalo/sending-budget', () => {
  let fake: FakeZalo;
  let clock: MovableClock;
  let sender: { lastQuota: Told<TemplateQuota> | null };
  let budget: ZaloBudget;

  beforeEach(async () => {
    clock = new MovableClock({ start: '2026-11-23T05:00:00Z' });
    fake = await startFakeZalo({ ...ACCOUNT, clock });
    sender = { lastQuota: null };
    const tokens = { current: async () => fake.tokens.last.accessToken, renew: async () => fake.grant().accessToken };
    fake.grant();
    const client = createZaloClient({
      tokens,
      roots: fake.urls,
      timeoutMs: 5_000,
      appSecret: APP_SECRET,
      unconfirmed: UNCONFIRMED,
    });
    budget = new ZaloBudget({ templates: client.templates, sender, clock: clock.asService });
  });

  afterEach(async () => {
    fake.outbox.assertClean();
    await fake.stop();
  });

  it('asks once a minute for the quota and once in ten for the quality, however many want to know', async () => {
    const first = await Promise.all(Array.from({ length: 5 }, () => budget.quota()));
    expect(first).toEqual(Array.from({ length: 5 }, () => ({ quality: 'high', daily: 5_000, remaining: 5_000 })));
    expect(fake.outbox.calls).toHaveLength(2);
    fake.quotas.quality = 'LOW';
    fake.quotas.daily = 500;
    clock.advance(MINUTE_MS - 1);
    expect(await budget.quota()).toMatchObject({ quality: 'high', daily: 5_000 });
    clock.advance(1);
    expect(await budget.quota()).toEqual({ quality: 'high', daily: 500, remaining: 500 });
    clock.advance(9 * MINUTE_MS);
    expect(await budget.quota()).toMatchObject({ quality: 'low' });
  });

  it.each([
    ['MEDIUM', 'medium'],
    ['UNDEFINED', 'unknown'],
  ] as const)('reads %s as %s', async (said, quality) => {
    fake.quotas.quality = said;
    expect(await budget.quota()).toMatchObject({ quality });
  });

  it('believes whatever was said last: an answer, or a message that was taken', async () => {
    await budget.quota();
    clock.advance(1_000);
    sender.lastQuota = { value: { daily: 5_000, remaining: 12 }, at: new Date(clock.now()) };
    expect(await budget.quota()).toMatchObject({ remaining: 12 });
    clock.advance(MINUTE_MS);
    expect(await budget.quota()).toMatchObject({ remaining: 5_000 });
  });

  it('asks at once when Zalo says that it has changed', async () => {
    await budget.quota();
    fake.quotas.daily = 500;
    fake.quotas.quality = 'LOW';
    budget.forget();
    expect(await budget.quota()).toEqual({ quality: 'low', daily: 500, remaining: 500 });
  });

  it('keeps to what it knows while Zalo is away, and says so when it knows nothing', async () => {
    fake.faults.add({ fault: { kind: 'html', status: 503 }, times: 2 });
    expect(await budget.quota()).toEqual({ quality: 'unknown', daily: null, remaining: null });
    clock.advance(10 * MINUTE_MS);
    expect(await budget.quota()).toEqual({ quality: 'high', daily: 5_000, remaining: 5_000 });
    fake.faults.add({ fault: { kind: 'html', status: 503 }, times: 2 });
    fake.quotas.daily = 500;
    clock.advance(10 * MINUTE_MS);
    expect(await budget.quota()).toEqual({ quality: 'high', daily: 5_000, remaining: 5_000 });
  });
});
