import { CodedError } from '../lib/coded-error.ts';
import { tryLock } from '../store/advisory-lock.ts';
import type { Closers } from './closers.ts';

/**
 * One whole service a data directory: it alone stops the embedded servers at the end. After a crash the lock is free.
 * @throws CodedError `already-running`
 */
export async function claimDataDir(url: string, closers: Closers): Promise<void> {
  const lock = await tryLock(url, 'service');
  if (!lock) {
    throw new CodedError('already-running', 'Another hai-long works on this data directory: stop it, or set DATA_DIR.');
  }
  closers.add('data directory', () => lock.release());
}
