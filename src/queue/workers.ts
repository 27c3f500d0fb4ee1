import { assertNever } from '../lib/assert-never.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { ChannelName } from '../domain/invitation.ts';
import type { Log } from '../lib/log.ts';
import type { Tracing } from '../lib/trace.ts';
import { backlogOf } from './backlog.ts';
import type { Broker, JobQueue, JobWorker } from './broker.ts';
import type { Closing } from './closing.ts';
import { inboxTask, type InboxHandlers } from './inbox-task.ts';
import { runJobs } from './job-runner.ts';
import { queuesOf, type Layout, type QueueSpec } from './jobs.ts';
import { bulkPerJob, UNLIMITED } from './outbox.ts';
import { outboxTask, type DeliverMessages } from './outbox-task.ts';
import { mendTimers, scheduleTimers, timerTask, type Timer } from './timers.ts';

export interface Handlers extends InboxHandlers {
  readonly deliver: DeliverMessages;
  readonly timers: readonly Timer[];
  /** When the last job is done: ends what jobs have set off. */
  readonly close?: () => Promise<void>;
}

interface Setting {
  readonly broker: Broker;
  readonly layout: Layout;
  readonly open: (sealed: string) => string;
  readonly closing: Closing;
  readonly log: Log;
  readonly bulkPerSecond?: Partial<Record<ChannelName, number>>;
  readonly tracing?: Tracing | null;
}

const BULK_PER_SECOND = 25;
/** Of every limiter. */
export const PACE_WINDOW_MS = 1_000;
const SEND_CONCURRENCY = 8;
/** No limit in effect: a lane without limiter would not heed a pause either. */
const FREE = { max: UNLIMITED, duration: PACE_WINDOW_MS };

/** One worker for each queue of the layout. */
export async function startWorkers(setting: Setting, handlers: Handlers): Promise<readonly JobWorker[]> {
  checkTimers(handlers.timers);
  const specs = queuesOf(setting.layout);
  for (const spec of specs) await prepare(spec, setting, handlers);
  const workers = specs.map((spec) => startWorker(spec, setting, handlers));
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  void keepPrepared(specs, setting, handlers);
  return workers;
}

/** Messages a second of a channel's bulk lane. */
export function bulkPace(channel: ChannelName, configured: Setting['bulkPerSecond'] = {}): number {
  return configured[channel] ?? BULK_PER_SECOND;
}

async function prepare(spec: QueueSpec, { broker }: Setting, { timers }: Handlers): Promise<void> {
  const queue = broker.queue(spec.name);
  if (spec.kind === 'inbox') await holdInOrder(queue);
  if (spec.kind === 'timer') await scheduleTimers(queue, timers);
}

/** Order per citizen holds over processes only if a shard never runs two jobs at once anywhere. */
async function holdInOrder(queue: JobQueue): Promise<void> {
  if ((await queue.getGlobalConcurrency()) !== 1) await queue.setGlobalConcurrency(1);
}

const LOOK_MS = 10_000;

/**
 * A backend that comes back without its data knows neither timers nor limits, and without timers no sweep would ever
 * run again. Ends when closing begins; what fails while the backend is away is done at the next look.
 */
async function keepPrepared(specs: readonly QueueSpec[], setting: Setting, { timers }: Handlers): Promise<void> {
  while (await setting.closing.pause(LOOK_MS)) {
    for (const { kind, name } of specs) {
      const queue = setting.broker.queue(name);
      if (kind === 'inbox') await holdInOrder(queue).catch(() => undefined);
      if (kind === 'timer') await mendTimers(queue, timers, Date.now()).catch(() => undefined);
    }
  }
}

function startWorker(spec: QueueSpec, setting: Setting, handlers: Handlers): JobWorker {
  const { broker, log, tracing = null } = setting;
  const queue = broker.queue(spec.name);
  switch (spec.kind) {
    case 'inbox': {
      const backlog = (limit: number) => backlogOf(queue, limit);
      const task = inboxTask(handlers, { ...setting, backlog });
      return broker.worker(
        spec.name,
        runJobs(spec.job, log, ({ data }) => task(data), tracing),
        { concurrency: 1 },
      );
    }
    case 'outbox': {
      const task = outboxTask(handlers.deliver, queue, setting);
      const pace = bulkPace(spec.channel, setting.bulkPerSecond);
      const max = Math.max(1, Math.round(pace / bulkPerJob(pace)));
      const limiter = spec.lane === 'bulk' ? { max, duration: PACE_WINDOW_MS } : FREE;
      const tuning = { concurrency: SEND_CONCURRENCY, limiter };
      return broker.worker(
        spec.name,
        runJobs(spec.job, log, ({ data }) => task(data), tracing),
        tuning,
      );
    }
    case 'timer': {
      // A slow timer takes one place of its own and, at its next turn, a second one for a moment.
      const concurrency = 2 * handlers.timers.length + 1;
      return broker.worker(spec.name, runJobs(spec.job, log, timerTask(handlers.timers, queue, log)), { concurrency });
    }
    default:
      return assertNever(spec);
  }
}

function checkTimers(timers: readonly Timer[]): void {
  const names = timers.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new CodedError('timer-twice', 'Two timers have the same name.');
  const bad = timers.find(({ everyMs, name }) => !(everyMs > 0) || !/^[a-z-]+\.[a-z-]+$/.test(name));
  if (bad !== undefined) throw new CodedError('timer-malformed', 'A timer has no proper name or interval.');
}
