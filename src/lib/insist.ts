import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from './coded-error.ts';

const PAUSE_MS = 250;

/** Repeats `run` while it throws `unavailable`, for so long at most: for what cannot be begun anew. */
export async function insist<Result>(run: () => Promise<Result>, budgetMs: number): Promise<Result> {
  const deadline = performance.now() + budgetMs;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      const isAway = error instanceof CodedError && error.code === 'unavailable';
      if (!isAway || performance.now() > deadline) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
