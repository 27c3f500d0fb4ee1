import type { ChannelName } from '../domain/invitation.ts';
import type { MessageId } from '../domain/ids.ts';
import type { Lane, MessageRef } from '../domain/message.ts';
import type { Log } from '../lib/log.ts';
import { currentWork } from '../lib/work-context.ts';
import type { Outbox } from '../service/ports.ts';
import type { JobQueue } from './broker.ts';
import { JOB_OPTIONS, type JobData } from './jobs.ts';

/** Null for a channel that is not in use. */
export type LaneQueues = (channel: ChannelName, lane: Lane) => JobQueue | null;

const REPLIES_PER_JOB = 100;
const JOBS_PER_ADD = 1_000;
/** Jobs in one window of a lane without a pace; a pause is a window that takes no more. */
export const UNLIMITED = 1_000_000;
const LANES: readonly Lane[] = ['reply', 'bulk'];
/** Retries for faults of ours; what a platform says is recorded by the handler and never fails a job. */
const DELIVER_OPTIONS = { ...JOB_OPTIONS, attempts: 5, backoff: { type: 'exponential', delay: 1_000 } } as const;

type DeliverJob = ReturnType<typeof deliverJob>;

/** @param paceOf messages a second of a channel's bulk lane */
export function createOutbox(laneQueue: LaneQueues, paceOf: (channel: ChannelName) => number, log: Log): Outbox {
  const idsPerJob = (channel: ChannelName, lane: Lane) =>
    lane === 'reply' ? REPLIES_PER_JOB : bulkPerJob(paceOf(channel));
  return {
    async enqueue(messages, delayMs = 0) {
      for (const [queue, perJob, ids] of groupByLane(messages, laneQueue, idsPerJob, log)) {
        await addJobs(queue, jobsOf(ids, perJob, delayMs));
      }
    },
    async enqueueAgain(messages) {
      for (const [queue, perJob, ids] of groupByLane(messages, laneQueue, idsPerJob, log)) {
        const jobs = jobsOf(ids, perJob, 0);
        await dropDead(queue, new Set(jobs.map(({ opts }) => opts.jobId)));
        await addJobs(queue, jobs);
      }
    },
    async backlog(channel, lane) {
      const jobs = (await laneQueue(channel, lane)?.getJobCountByTypes('waiting', 'delayed')) ?? 0;
      return lane === 'reply' ? jobs : jobs * idsPerJob(channel, lane);
    },
    pace: paceOf,
    restsForMs: async (channel) => (await laneQueue(channel, 'reply')?.getRateLimitTtl(UNLIMITED)) ?? 0,
    async pause(channel, forMs) {
      for (const lane of LANES) await holdBack(laneQueue(channel, lane), forMs);
    },
  };
}

const BULK_JOBS_PER_SECOND = 25;
const MAX_PER_JOB = 100;

/**
 * A platform that lets a bot send some dozens a second gets one message a job; where more is agreed, a job carries
 * what goes out within a few hundredths of a second.
 */
export function bulkPerJob(perSecond: number): number {
  return Math.min(MAX_PER_JOB, Math.max(1, Math.floor(perSecond / BULK_JOBS_PER_SECOND)));
}

/**
 * The id makes a second enqueue of the same messages one job. The time is part of it, because a handler that puts a
 * message off enqueues it while its own job is still active, and the queue would take the two for one.
 */
export function deliverJob(ids: readonly MessageId[], delayMs: number) {
  const { trace } = currentWork();
  const data: JobData<'message.deliver'> = { ids: [...ids], ...(trace ? { traces: [trace.parent] } : {}) };
  const due = delayMs > 0 ? `-${Date.now() + delayMs}` : '';
  const jobId = `${ids[0]}-${ids.length}${due}`;
  return { name: 'message.deliver', data, opts: { ...DELIVER_OPTIONS, jobId, delay: delayMs } };
}

function jobsOf(ids: readonly MessageId[], perJob: number, delayMs: number): readonly DeliverJob[] {
  return chunksOf(ids, perJob).map((part) => deliverJob(part, delayMs));
}

async function addJobs(queue: JobQueue, jobs: readonly DeliverJob[]): Promise<void> {
  for (const chunk of chunksOf(jobs, JOBS_PER_ADD)) await queue.addBulk([...chunk]);
}

/** A dead job keeps its id for a day, and the queue would take a new one of that id for it. */
async function dropDead(queue: JobQueue, jobIds: ReadonlySet<string>): Promise<void> {
  const dead = await queue.getRanges(['failed'], 0, -1);
  for (const id of dead) if (jobIds.has(id)) await (await queue.getJob(id))?.remove();
}

/** The limiter's window is the queue's own, so every process obeys; a longer pause is never cut short. */
async function holdBack(queue: JobQueue | null, forMs: number): Promise<void> {
  if (queue !== null && (await queue.getRateLimitTtl()) < forMs) await queue.rateLimit(forMs);
}

function groupByLane(
  messages: readonly MessageRef[],
  laneQueue: LaneQueues,
  idsPerJob: (channel: ChannelName, lane: Lane) => number,
  log: Log,
): readonly (readonly [JobQueue, number, readonly MessageId[]])[] {
  const channels = [...new Set(messages.map(({ channel }) => channel))];
  return channels.flatMap((channel) =>
    LANES.flatMap((lane) => {
      const ids = messages.filter((ref) => ref.channel === channel && ref.lane === lane).map(({ id }) => id);
      if (ids.length === 0) return [];
      const queue = laneQueue(channel, lane);
      if (queue !== null) return [[queue, idsPerJob(channel, lane), ids] as const];
      log.warn({ channel, count: ids.length }, 'messages wait for a channel that is not in use');
      return [];
    }),
  );
}

function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
