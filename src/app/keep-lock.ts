import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock, type HeldLock, type LockName } from '../store/advisory-lock.ts';

const RETAKE_MS = 1_000;

/**
 * A lock for as long as this process lives. After a crash it is free; it goes with a database that dies, and is taken
 * again when that is back. Null when another process holds it.
 */
export async function keepLock(url: string, name: LockName): Promise<HeldLock | null> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let retaking = Promise.resolve();
  const take = () => tryLock(url, name, () => (retaking = retake()));
  let lock = await take();
  if (!lock) return null;

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
