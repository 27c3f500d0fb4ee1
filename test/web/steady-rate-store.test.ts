import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SteadyRateStore } from '../../src/web/steady-rate-store.ts';

const MINUTE_MS = 60_000;

function counter(store: SteadyRateStore) {
  return (caller: string, spanMs = MINUTE_MS) => {
    const told: { current: number; ttl: number }[] = [];
    store.incr(caller, (_, result) => void (result && told.push(result)), spanMs);
    return told[0] ?? { current: 0, ttl: 0 };
  };
}

describe('src/web/steady-rate-store.ts', () => {
  it('counts each caller by itself, and anew when its span is over', async () => {
    const count = counter(new SteadyRateStore());
    expect([count('a').current, count('a').current, count('b').current]).toEqual([1, 2, 1]);
    expect(count('a').ttl).toBeGreaterThan(0);
    expect(count('a').ttl).toBeLessThanOrEqual(MINUTE_MS);
    await sleep(5);
    expect(count('a', 1).current).toBe(1);
    expect(count('b').current).toBe(2);
  });

  it('counts each route by itself', () => {
    const store = new SteadyRateStore();
    counter(store)('a');
    expect(counter(store.child())('a').current).toBe(1);
  });

  it('forgets who came first when there are too many', () => {
    const count = counter(new SteadyRateStore());
    for (let i = 0; i < 5_001; i += 1) count(String(i));
    expect(count('5000').current).toBe(2);
    expect(count('0').current).toBe(1);
  });
});
