import type { DeadLetter, DeadLetters } from '../service/ports.ts';
import type { Broker } from './broker.ts';
import { queuesOf, type Layout } from './jobs.ts';

/** What failed for good, and how long it stays. */
export interface DeadJobs extends DeadLetters {
  /** Removes those that failed longer ago; returns how many. */
  purge(olderThanMs: number): Promise<number>;
}

export function createDeadLetters(broker: Broker, layout: Layout): DeadJobs {
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
