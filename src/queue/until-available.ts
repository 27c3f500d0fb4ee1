import type { Closing } from './closing.ts';
import { isUnavailable } from './failure.ts';

/** The process is closing while its work cannot be done: the job goes back to where it was. */
export class PutBackError extends Error {
  override readonly name = 'PutBackError';
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Repeats `run` as long as it throws `unavailable`, so that a job keeps its turn (and its renewed lock) while the
 * database is away. Other errors pass.
 * @throws PutBackError when `closing` comes first.
 */
export async function untilAvailable<Result>(run: () => Promise<Result>, closing: Closing): Promise<Result> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await run();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
    if (!(await closing.pause(pauseMs))) throw new PutBackError('closing');
  }
}
