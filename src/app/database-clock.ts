import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../lib/log.ts';
import { readClock, SteadyClock } from '../lib/steady-clock.ts';
import type { Clock } from '../service/ports.ts';
import type { Closers } from './closers.ts';

interface ClockParts {
  /** The database's time. */
  readonly ask: () => Promise<Date>;
  readonly closers: Closers;
  readonly log: Log;
}

const ASK_MS = 10_000;
/** By so much a machine's own clock may differ before the operator is told. */
const TOLERATED_MS = 5_000;

/**
 * One time for the fleet, the database's: what one process notes as due, claimed or over, another compares with its
 * own clock, and where a machine's clock is wrong or jumps, messages would wait and links end. While the database is
 * away it runs on.
 */
export async function databaseClock({ ask, closers, log }: ClockParts): Promise<Clock> {
  const clock = new SteadyClock(await readClock(ask));
  const stopping = new AbortController();
  const { signal } = stopping;
  const tell = tellOnce(log);

  async function follow(): Promise<void> {
    for (;;) {
      tell(Date.now() - clock.now().getTime());
      await sleep(ASK_MS, undefined, { signal, ref: false }).catch(() => undefined);
      // A question to a database that is being left would open a connection that nobody closes.
      if (signal.aborted) return;
      const reading = await readClock(ask).catch(() => null);
      if (reading !== null) clock.heed(reading);
    }
  }

  const following = follow();
  closers.add('clock', async () => {
    stopping.abort();
    await following;
  });
  return clock;
}

/** When it goes wrong, not as long as it is. */
function tellOnce(log: Log): (aheadMs: number) => void {
  let isWrong = false;
  return (aheadMs) => {
    const wasWrong = isWrong;
    isWrong = Math.abs(aheadMs) > TOLERATED_MS;
    if (isWrong && !wasWrong) log.warn({ aheadMs: Math.round(aheadMs) }, 'the clock of this machine is wrong');
  };
}
