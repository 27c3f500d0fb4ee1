import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelName } from '../domain/invitation.ts';
import type { Lane } from '../domain/message.ts';
import { retentionMs } from '../domain/retention.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { Log } from '../lib/log.ts';
import type { Tracing } from '../lib/trace.ts';
import type { Inbox, LaneState, Outbox, QueueDepth, QueueState } from '../service/ports.ts';
import { openBroker, type Backend } from './backend.ts';
import type { Broker, JobQueue, JobWorker } from './broker.ts';
import { Closing } from './closing.ts';
import { createDeadLetters, type DeadJobs } from './dead-letters.ts';
import { createInbox } from './inbox.ts';
import { isProcessed } from './inbox-barrier.ts';
import {
  DEFAULT_SHARDS,
  SENDING_CHANNELS,
  inboxQueue,
  outboxQueue,
  queuesOf,
  type Layout,
  type QueueSpec,
} from './jobs.ts';
import { createOutbox, type LaneQueues } from './outbox.ts';
import { openSpool, type Spool } from './spool.ts';
import { bulkPace, PACE_WINDOW_MS, startWorkers, type Handlers } from './workers.ts';

export interface QueueOptions {
  readonly backend: Backend;
  /** Base64 of the sealed text, so that the queue never holds a readable answer; `open` undoes it or throws. */
  readonly seal: (plain: string) => string;
  readonly open: (sealed: string) => string;
  readonly log: Log;
  readonly shards?: number;
  /** Channels that send. */
  readonly channels?: readonly ChannelName[];
  /** Messages a second of the bulk lanes; 25 for a channel that is not named. */
  readonly bulkPerSecond?: Partial<Record<ChannelName, number>>;
  /** Traces of jobs; of timers, which come round all the time, none are kept. */
  readonly tracing?: Tracing | null;
  /** A folder of this process alone, for updates while the backend is away; without one they are refused then. */
  readonly spoolFolder?: string | null;
}

export interface Queues {
  readonly inbox: Inbox;
  /** Null without a folder. */
  readonly spool: (Pick<Spool, 'state' | 'probe'> & { adopt(folder: string): Promise<number> }) | null;
  readonly outbox: Outbox;
  readonly dead: DeadJobs;
  /** Resolves when all workers are connected and all timers scheduled. */
  startWorkers(handlers: Handlers): Promise<void>;
  depths(): Promise<readonly QueueDepth[]>;
  state(): Promise<QueueState>;
  /** Whether, within so long, everything accepted before this call has taken effect. */
  isProcessed(patienceMs: number): Promise<boolean>;
  /** Rejects while the backend is away. */
  ping(): Promise<void>;
  /** Once a night: dead jobs older than a day go, and the log of the backend forgets finished ones. */
  tidy(): Promise<void>;
  /** Workers first, so that their last jobs can still enqueue; whatever is not done within `budgetMs` is cut off. */
  close(budgetMs?: number): Promise<void>;
}

/**
 * Later outages never throw: accepts go to the spool or are refused, workers wait.
 * @throws CodedError `queue-unreachable` or `spool-unwritable`
 */
export async function openQueues(options: QueueOptions): Promise<Queues> {
  const { log, seal } = options;
  const layout = layoutOf(options);
  const spool = await spoolOf(options, layout);
  const broker = await openReadyBroker(options.backend, layout, log);
  const shards = Array.from({ length: layout.shards }, (_, shard) => broker.queue(inboxQueue(shard)));
  const closing = new Closing();
  const inbox = createInbox({
    queues: shards,
    ping: () => broker.ping(),
    replicated: (name, write) => broker.replicated(name, write),
    together: broker.together,
    seal,
    spool,
    closing,
    log,
  });
  inbox.resume();
  const dead = createDeadLetters(broker, layout);
  const workers: JobWorker[] = [];
  let closeHandlers: Handlers['close'];
  let closed: Promise<void> | null = null;

  async function closeAll(budgetMs: number): Promise<void> {
    closing.begin();
    const orderly = closeInOrder(workers, closeHandlers, inbox, broker).then(() => true);
    if (await Promise.race([orderly, sleep(budgetMs, false, { ref: false })])) return;
    log.warn({ budgetMs }, 'the queues are cut off: what was under way is done again later');
    await Promise.race([cutOff(workers, broker), sleep(1_000, undefined, { ref: false })]);
  }

  return {
    inbox,
    spool: spool && {
      state: () => spool.state(),
      probe: () => spool.probe(),
      async adopt(folder) {
        const count = await spool.adopt(folder);
        inbox.resume();
        return count;
      },
    },
    outbox: createOutbox(laneQueues(broker, layout), (channel) => bulkPace(channel, options.bulkPerSecond), log),
    dead,
    async startWorkers(handlers) {
      closeHandlers = handlers.close;
      workers.push(...(await startWorkers({ ...options, broker, layout, closing }, handlers)));
    },
    depths: () => Promise.all(queuesOf(layout).map(({ name }) => depthOf(broker, name))),
    async state() {
      const specs = queuesOf(layout);
      const lanes = specs.filter((spec) => spec.kind === 'outbox').map((spec) => laneOf(broker, spec, options));
      const inboxes = specs.filter(({ kind }) => kind === 'inbox').map(({ name }) => broker.queue(name));
      const [waiting, oldest] = await Promise.all([
        Promise.all(inboxes.map((inbox) => inbox.getWaitingCount())),
        Promise.all(inboxes.map((inbox) => oldestOf(inbox))),
      ]);
      const addedAt = Math.min(...oldest);
      return {
        lanes: await Promise.all(lanes),
        arriving: waiting.reduce((sum, count) => sum + count, 0),
        oldestArrivalAt: Number.isFinite(addedAt) ? new Date(addedAt) : null,
      };
    },
    isProcessed: (patienceMs) => isProcessed(shards, patienceMs),
    ping: () => broker.ping(),
    async tidy() {
      await dead.purge(retentionMs('job'));
      await broker.compact();
    },
    close: (budgetMs = 10_000) => (closed ??= closeAll(budgetMs)),
  };
}

/**
 * A queue that is first used while its backend is away would let its callers wait, and one that is first used while the
 * backend hangs would never work again: all are made ready before anybody uses one.
 */
async function openReadyBroker(backend: Backend, layout: Layout, log: Log): Promise<Broker> {
  const broker = await openBroker(backend, log);
  try {
    await Promise.all(queuesOf(layout).map(({ name }) => broker.queue(name).waitUntilReady()));
    return broker;
  } catch (cause) {
    await broker.close();
    throw new CodedError('queue-unreachable', 'The queue went away while it was being opened.', { cause });
  }
}

function spoolOf({ spoolFolder, open, log }: QueueOptions, { shards }: Layout): Promise<Spool> | null {
  return spoolFolder ? openSpool({ folder: spoolFolder, shards, open, log }) : null;
}

export function layoutOf(options: { readonly shards?: number; readonly channels?: readonly ChannelName[] }): Layout {
  return { shards: options.shards ?? DEFAULT_SHARDS, channels: options.channels ?? SENDING_CHANNELS };
}

function laneQueues(broker: Broker, layout: Layout): LaneQueues {
  return (channel: ChannelName, lane: Lane) =>
    layout.channels.includes(channel) ? broker.queue(outboxQueue(channel, lane)) : null;
}

async function depthOf(broker: Broker, queue: string): Promise<QueueDepth> {
  const counts = await broker.queue(queue).getJobCounts('waiting', 'active', 'delayed', 'failed');
  const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts;
  return { queue, waiting, active, delayed, failed };
}

/** When the job was added that has been there for longest; infinite when there is none. */
async function oldestOf(queue: JobQueue): Promise<number> {
  const ids = await queue.getRanges(['active', 'waiting'], 0, 0, true);
  const jobs = await Promise.all(ids.map((id) => queue.getJob(id)));
  return Math.min(...jobs.map((job) => job?.timestamp ?? Number.POSITIVE_INFINITY));
}

/** The pace of a lane is held by the same window as a pause, which is longer. */
async function laneOf(
  broker: Broker,
  { name, channel, lane }: Extract<QueueSpec, { readonly kind: 'outbox' }>,
  { bulkPerSecond = {} }: QueueOptions,
): Promise<LaneState> {
  const ttl = await broker.queue(name).getRateLimitTtl();
  const perSecond = lane === 'bulk' ? bulkPace(channel, bulkPerSecond) : null;
  return { channel, lane, perSecond, pausedForMs: ttl > PACE_WINDOW_MS ? ttl : 0 };
}

async function closeInOrder(
  workers: readonly JobWorker[],
  closeHandlers: Handlers['close'],
  inbox: { close(): Promise<void> },
  broker: Broker,
): Promise<void> {
  await Promise.allSettled(workers.map((worker) => worker.close()));
  await closeHandlers?.();
  await inbox.close();
  await broker.close();
}

async function cutOff(workers: readonly JobWorker[], broker: Broker): Promise<void> {
  await Promise.allSettled([...workers.map((worker) => worker.disconnect()), broker.close()]);
}
