import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../lib/coded-error.ts';
import type { Log } from '../lib/log.ts';
import { openBroker, type Backend } from './backend.ts';
import type { AnyJob, Broker, JobQueue } from './broker.ts';
import { queuesOf, type Layout } from './jobs.ts';

const PAGE = 500;
/** Longer than a lock lives: the jobs of a process that is gone are free by then. */
const LOCK_PATIENCE_MS = 15_000;
/** In the order in which they would have run. */
const STATES = ['active', 'waiting', 'delayed'] as const;

/** Jobs not done yet. Timers do not count: they are scheduled anew; dead jobs neither. */
export async function countPending(backend: Backend, layout: Layout, log: Log): Promise<number> {
  return withBroker(backend, log, async (broker) => {
    const counts = await Promise.all(
      carried(layout).map((name) => broker.queue(name).getJobCountByTypes('waiting', 'active', 'delayed')),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  });
}

/**
 * Moves every pending job, in order; call it before any worker starts. A crash in between leaves jobs in both: they
 * are idempotent. Returns how many were moved.
 * @throws CodedError `queue-busy` when a live process still works on the old backend.
 */
export async function moveJobs(from: Backend, to: Backend, layout: Layout, log: Log): Promise<number> {
  return withBroker(from, log, (source) =>
    withBroker(to, log, async (target) => {
      let moved = 0;
      for (const name of carried(layout)) {
        for (const state of STATES) moved += await moveState(source.queue(name), target.queue(name), state);
      }
      return moved;
    }),
  );
}

/**
 * What a start does when the recorded backend is not the wanted one: nothing is left behind silently.
 * @throws CodedError `queue-left-behind` when the old one does not answer.
 */
export async function leaveBackend(from: Backend, to: Backend, layout: Layout, log: Log): Promise<number> {
  try {
    if ((await countPending(from, layout, log)) === 0) return 0;
  } catch (cause) {
    const message =
      'The queue used so far does not answer, and may hold answers: start it again, or drop it expressly.';
    throw new CodedError('queue-left-behind', message, { cause });
  }
  return moveJobs(from, to, layout, log);
}

function carried(layout: Layout): readonly string[] {
  return queuesOf(layout)
    .filter(({ kind }) => kind !== 'timer')
    .map(({ name }) => name);
}

async function withBroker<Result>(
  backend: Backend,
  log: Log,
  use: (broker: Broker) => Promise<Result>,
): Promise<Result> {
  const broker = await openBroker(backend, log);
  try {
    return await use(broker);
  } finally {
    await broker.close();
  }
}

async function moveState(source: JobQueue, target: JobQueue, state: (typeof STATES)[number]): Promise<number> {
  for (let moved = 0; ;) {
    const jobs = await source.getJobs([state], 0, PAGE - 1, true);
    if (jobs.length === 0) return moved;
    await target.addBulk(jobs.map((job) => copyOf(job)));
    for (const job of jobs) await removeFreed(job);
    moved += jobs.length;
  }
}

/** Ids given by us coalesce; numbers given by the queue start anew. */
function copyOf(job: AnyJob) {
  const { jobId, delay = 0, ...options } = job.opts;
  const left = Math.max(0, delay > 0 ? job.timestamp + delay - Date.now() : 0);
  const id = jobId === undefined ? {} : { jobId };
  return { name: job.name, data: job.data, opts: { ...options, ...id, delay: left } };
}

async function removeFreed(job: AnyJob): Promise<void> {
  const deadline = performance.now() + LOCK_PATIENCE_MS;
  for (;;) {
    try {
      await job.remove();
      return;
    } catch (cause) {
      if (performance.now() > deadline) {
        throw new CodedError('queue-busy', 'Another process still works on the queue used so far.', { cause });
      }
      await sleep(250);
    }
  }
}
