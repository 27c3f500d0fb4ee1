import type { Broker } from './broker.ts';
import { queuesOf, type Layout } from './jobs.ts';

/** A job that failed for good. Its data is never shown. */
export interface DeadLetter {
  readonly queue: string;
  readonly id: string;
  readonly name: string;
  /** A code, see `failureCode`; `stalled` when its process died under it again and again. */
  readonly failure: string;
  readonly failedAt: Date;
}

export interface DeadLetters {
  /** Newest first in each queue, at most `limit` a queue. */
  list(limit?: number): Promise<readonly DeadLetter[]>;
  /** False when there is no such dead job. */
  retry(queue: string, id: string): Promise<boolean>;
  drop(queue: string, id: string): Promise<boolean>;
  /** Removes those that failed longer ago; returns how many. */
  purge(olderThanMs: number): Promise<number>;
}

export function createDeadLetters(broker: Broker, layout: Layout): DeadLetters {
  const names = queuesOf(layout).map(({ name }) => name);

  async function find(queue: string, id: string) {
    if (!names.includes(queue)) return null;
    const job = await broker.queue(queue).getJob(id);
    return job !== undefined && (await job.isFailed()) ? job : null;
  }

  return {
    async list(limit = 100) {
      const lists = await Promise.all(names.map((name) => deadOf(broker, name, limit)));
      return lists.flat();
    },
    async retry(queue, id) {
      const job = await find(queue, id);
      await job?.retry('failed', { resetAttemptsMade: true });
      return job !== null;
    },
    async drop(queue, id) {
      const job = await find(queue, id);
      await job?.remove();
      return job !== null;
    },
    async purge(olderThanMs) {
      const removed = await Promise.all(names.map((name) => broker.queue(name).clean(olderThanMs, 10_000, 'failed')));
      return removed.flat().length;
    },
  };
}

async function deadOf(broker: Broker, name: string, limit: number): Promise<readonly DeadLetter[]> {
  const jobs = await broker.queue(name).getFailed(0, limit - 1);
  return jobs.map((job) => ({
    queue: name,
    id: job.id ?? '',
    name: job.name,
    failure: job.failedReason.startsWith('job stalled') ? 'stalled' : job.failedReason,
    failedAt: new Date(job.finishedOn ?? job.timestamp),
  }));
}
