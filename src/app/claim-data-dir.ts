import { CodedError } from '../lib/coded-error.ts';
import type { HeldLock } from '../store/advisory-lock.ts';
import { keepLock } from './keep-lock.ts';

/**
 * One whole service a data directory: it alone stops the embedded servers at the end.
 * @throws CodedError `already-running`
 */
export async function claimDataDir(url: string): Promise<HeldLock> {
  const lock = await keepLock(url, 'service');
  if (lock) return lock;
  throw new CodedError('already-running', 'Another hai-long works on this data directory: stop it, or set DATA_DIR.');
}
