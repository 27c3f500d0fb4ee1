import type { EventEmitter } from 'node:events';

export interface WaitOptions {
  readonly timeoutMs: number;
  /** What the error says when nothing was found. */
  readonly describe: () => string;
}

/** Resolves with the first thing that `find` finds, now or after a `change`. */
export async function waitForChange<T>(
  source: EventEmitter<{ change: [] }>,
  find: () => T | null | undefined | false,
  { timeoutMs, describe }: WaitOptions,
): Promise<T> {
  const deadline = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = find();
      if (found === null || found === undefined || found === false) return;
      settle();
      resolve(found);
    };
    const giveUp = () => {
      settle();
      reject(new Error(describe()));
    };
    const settle = () => {
      source.off('change', look);
      deadline.removeEventListener('abort', giveUp);
    };
    source.on('change', look);
    deadline.addEventListener('abort', giveUp);
    look();
  });
}
