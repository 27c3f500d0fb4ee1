import { setTimeout as sleep } from 'node:timers/promises';
import type { JobQueue } from './broker.ts';

const LOOK_MS = 50;

/**
 * Resolves to true when no job that is there now is left, and to false when that takes longer than told. Jobs are known
 * by their ids: times of theirs come from other machines, whose clocks may be wrong.
 */
export async function isProcessed(queues: readonly JobQueue[], patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  const left = await Promise.all(queues.map(async (queue) => ({ queue, ids: await idsIn(queue) })));
  while (await hasAny(left)) {
    if (performance.now() > deadline) return false;
    await sleep(LOOK_MS);
  }
  return true;
}

interface Left {
  readonly queue: JobQueue;
  readonly ids: ReadonlySet<string>;
}

async function hasAny(left: readonly Left[]): Promise<boolean> {
  const found = await Promise.all(
    left.map(async ({ queue, ids }) => [...(await idsIn(queue))].some((id) => ids.has(id))),
  );
  return found.includes(true);
}

async function idsIn(queue: JobQueue): Promise<ReadonlySet<string>> {
  return new Set(await queue.getRanges(['active', 'waiting', 'delayed'], 0, -1, true));
}
