import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../lib/coded-error.ts';
import { tryLock, type HeldLock } from '../store/advisory-lock.ts';

const RETAKE_MS = 1_000;

/**
 * One whole service a data directory: it alone stops the embedded servers at the end. After a crash the lock is free;
 * it goes with a database that dies, and is taken again when that is back.
 * @throws CodedError `already-running`
 */
export async function claimDataDir(url: string): Promise<HeldLock> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let retaking = Promise.resolve();
  const take = () => tryLock(url, 'service', () => (retaking = retake()));
  let lock = await take();
  if (!lock) {
    throw new CodedError('already-running', 'Another hai-long works on this data directory: stop it, or set DATA_DIR.');
  }

  async function retake(): Promise<void> {
    for (lock = null; !signal.aborted && !lock;) {
      await sleep(RETAKE_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) lock = await take().catch(() => null);
    }
  }

  return {
    async release() {
      stopping.abort();
      await retaking;
      await lock?.release();
    },
  };
}
