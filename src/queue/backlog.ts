import type { AnyJob, JobQueue } from './broker.ts';
import { failureCode } from './failure.ts';
import { JOBS, type JobData } from './jobs.ts';

/** Jobs that wait behind the one that runs. */
export interface Backlog {
  readonly data: readonly JobData<'update.process'>[];
  /** To be called when what they carry has taken effect: their own turn would find nothing to do. */
  remove(): Promise<void>;
}

const JOBS_AT_ONCE = 100;

const NOTHING: Backlog = { data: [], remove: async () => undefined };

/**
 * The next jobs of a shard, in order, as long as they hold at most `limit` updates together; none while the queue
 * is away, for the job that runs can do without. Nobody else takes them
 * while a job of this shard runs, and should somebody do so after all, every update takes effect once.
 */
export async function backlogOf(queue: JobQueue, limit: number): Promise<Backlog> {
  const waiting = await queue.getJobs(['waiting'], 0, JOBS_AT_ONCE - 1, true).catch(() => null);
  if (waiting === null) return NOTHING;
  const taken: { readonly job: AnyJob; readonly data: JobData<'update.process'> }[] = [];
  let updates = 0;
  for (const job of waiting) {
    const parsed = JOBS['update.process'].safeParse(job.data);
    if (!parsed.success || updates + parsed.data.count > limit) break;
    updates += parsed.data.count;
    taken.push({ job, data: parsed.data });
  }
  return {
    data: taken.map(({ data }) => data),
    async remove() {
      await Promise.all(taken.map(({ job }) => job.remove().catch(failureCode)));
    },
  };
}
