import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock, type LockName } from '../store/advisory-lock.ts';

const TURN_MS = 200;

/** Does the work when nobody else in the fleet does work of that name. */
export async function inLock<Result>(url: string, name: LockName, work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const lock = await tryLock(url, name);
    if (lock) return work().finally(() => lock.release());
    await sleep(TURN_MS);
  }
}
