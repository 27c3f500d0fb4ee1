import { describe, expect, it } from 'vitest';
import { CallPacer } from '../../../src/channel/zalo/call-pacer.ts';

describe('channel/zalo/call-pacer', () => {
  it('lets a second go at once and then keeps the pace', () => {
    let now = 1_000_000;
    const pacer = new CallPacer({ now: () => new Date(now) }, 600);
    const take = () => pacer.take();
    expect(Array.from({ length: 11 }, take)).toEqual([...Array.from({ length: 10 }, () => 0), 100]);
    now += 100;
    expect([take(), take()]).toEqual([0, 100]);
    now += 60_000;
    expect(Array.from({ length: 11 }, take).at(-1)).toBe(100);
  });

  it('lets at least one go where the pace is slow', () => {
    const pacer = new CallPacer({ now: () => new Date(0) }, 6);
    expect([pacer.take(), pacer.take()]).toEqual([0, 10_000]);
  });
});
