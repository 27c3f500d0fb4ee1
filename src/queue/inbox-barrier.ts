import { setTimeout as sleep } from 'node:timers/promises';
import type { JobQueue } from './broker.ts';

const LOOK_MS = 50;

/** Resolves to true when no job put in before `instant` is left, and to false when that takes longer than told. */
export async function isProcessedUntil(
  queues: readonly JobQueue[],
  instant: Date,
  patienceMs: number,
): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (await hasOlder(queues, instant)) {
    if (performance.now() > deadline) return false;
    await sleep(LOOK_MS);
  }
  return true;
}

async function hasOlder(queues: readonly JobQueue[], instant: Date): Promise<boolean> {
  const oldest = await Promise.all(queues.map((queue) => queue.getJobs(['active', 'waiting', 'delayed'], 0, 0, true)));
  return oldest.flat().some(({ timestamp }) => timestamp <= instant.getTime());
}
