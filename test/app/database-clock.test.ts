import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Closers } from '../../src/app/closers.ts';
import { databaseClock } from '../../src/app/database-clock.ts';
import type { Log } from '../../src/lib/log.ts';
import { createStores, type OwnStores } from '../support/database.ts';

const HOUR_MS = 3_600_000;

describe('app/database-clock', () => {
  let stores: OwnStores;
  const closers = new Closers();
  const lines: string[] = [];
  const note = (_: object, line: string) => void lines.push(line);
  const log: Log = { info: note, warn: note, error: note };

  beforeAll(async () => {
    stores = await createStores();
  });

  afterEach(() => {
    vi.useRealTimers();
    lines.length = 0;
  });

  afterAll(async () => {
    await closers.close(log);
    await stores.drop();
  });

  /** As of a process on a machine whose clock is set so. */
  function clockOf(aheadMs: number) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + aheadMs });
    return databaseClock({ ask: () => stores.watch.now(), closers, log });
  }

  async function differsBy(clock: { now(): Date }): Promise<number> {
    return Math.abs((await stores.watch.now()).getTime() - clock.now().getTime());
  }

  it.each([0, HOUR_MS, -HOUR_MS])('is the database’s time where the machine’s is %s ms ahead', async (aheadMs) => {
    expect(await differsBy(await clockOf(aheadMs))).toBeLessThan(60_000);
    expect(lines).toEqual(aheadMs === 0 ? [] : ['the clock of this machine is wrong']);
  });

  it('does not jump with the machine’s clock', async () => {
    const clock = await clockOf(0);
    for (const aheadMs of [HOUR_MS, -HOUR_MS]) {
      vi.setSystemTime(Date.now() + aheadMs);
      expect(await differsBy(clock)).toBeLessThan(60_000);
    }
  });

  it('runs on while the database does not answer', async () => {
    let isAway = false;
    const ask = () => (isAway ? Promise.reject(new Error('away')) : stores.watch.now());
    const clock = await databaseClock({ ask, closers, log });
    isAway = true;
    expect(await differsBy(clock)).toBeLessThan(60_000);
  });
});
