import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { restingAfter } from '../../src/lib/resting-after.ts';

describe('lib/resting-after', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('rests ten times as long as the work took, and not at all after none', async () => {
    const took = [0, 100, 10];
    let times = 0;
    const work = restingAfter(async () => {
      vi.advanceTimersByTime(took[times] ?? 0);
      times += 1;
    });
    const timesAfter = async (ms: number) => {
      vi.advanceTimersByTime(ms);
      await work();
      return times;
    };
    expect(await timesAfter(0)).toBe(1);
    expect(await timesAfter(0)).toBe(2);
    expect(await timesAfter(999)).toBe(2);
    expect(await timesAfter(1)).toBe(3);
    expect(await timesAfter(99)).toBe(3);
  });

  it('does not rest after what failed', async () => {
    let times = 0;
    const work = restingAfter(async () => {
      times += 1;
      vi.advanceTimersByTime(100);
      throw new Error('away');
    });
    await expect(work()).rejects.toThrow('away');
    await expect(work()).rejects.toThrow('away');
    expect(times).toBe(2);
  });
});
