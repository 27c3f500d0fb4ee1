import type { Log } from '../lib/log.ts';
import type { JobQueue } from './broker.ts';
import { failureCode } from './failure.ts';
import type { RunningJob } from './job-runner.ts';

/** `name` is stable and of the form noun.verb: it is the schedule's identity over restarts and processes. */
export interface Timer {
  readonly name: `${string}.${string}`;
  readonly everyMs: number;
  /** Safe to repeat; what it throws is logged and the next turn comes as planned. */
  readonly run: () => Promise<void>;
}

/** Schedules what the table says and removes what it no longer says. */
export async function scheduleTimers(queue: JobQueue, timers: readonly Timer[]): Promise<void> {
  const wanted = new Set<string>(timers.map(({ name }) => name));
  const known = await queue.getJobSchedulers();
  for (const { key } of known) if (!wanted.has(key)) await queue.removeJobScheduler(key);
  for (const timer of timers) await schedule(queue, timer);
}

async function schedule(queue: JobQueue, { name, everyMs }: Timer): Promise<void> {
  await queue.upsertJobScheduler(
    name,
    { every: everyMs },
    { name: 'timer.run', data: { timer: name }, opts: { removeOnComplete: true, removeOnFail: true } },
  );
}

/** Clocks of several machines differ by less, and no turn waits longer for its place. */
const SKEW_MS = 60_000;

/**
 * Schedules anew what the backend has lost, what a clock that was set back has left further ahead than one whole turn,
 * and what was due long ago and does not come; returns how many that were.
 */
export async function mendTimers(queue: JobQueue, timers: readonly Timer[], now: number): Promise<number> {
  const known = await queue.getJobSchedulers();
  const next = new Map(known.map((scheduler) => [scheduler.key, scheduler.next ?? 0]));
  const astray = timers.filter(({ name, everyMs }) => {
    const at = next.get(name) ?? 0;
    return at < now - SKEW_MS || at > now + everyMs + SKEW_MS;
  });
  for (const timer of astray) {
    await queue.removeJobScheduler(timer.name);
    await schedule(queue, timer);
  }
  return astray.length;
}

/**
 * A timer whose earlier turn still runs, here or in another process, passes its turn. A job whose lock ran out while
 * the process was held up comes again where it still runs: it is the same turn, and ends with it.
 */
export function timerTask(
  timers: readonly Timer[],
  queue: JobQueue,
  log: Log,
): (job: RunningJob<'timer.run'>) => Promise<void> {
  const byName = new Map<string, Timer>(timers.map((timer) => [timer.name, timer]));
  const underWay = new Map<string, Promise<void>>();

  async function take(job: RunningJob<'timer.run'>): Promise<void> {
    const timer = byName.get(job.data.timer);
    if (timer === undefined || (await isRunning(queue, job))) return;
    try {
      await timer.run();
    } catch (error) {
      log.error({ timer: timer.name, code: failureCode(error), error }, 'a timer failed');
    }
  }

  return (job) => {
    const turn = underWay.get(job.id) ?? take(job).finally(() => underWay.delete(job.id));
    underWay.set(job.id, turn);
    return turn;
  };
}

async function isRunning(queue: JobQueue, mine: RunningJob<'timer.run'>): Promise<boolean> {
  const scheduled = `repeat:${mine.data.timer}:`;
  const active = await queue.getActive();
  return active.some(({ id = '', processedOn = 0 }) => {
    const isEarlier = processedOn < mine.startedAt || (processedOn === mine.startedAt && id < mine.id);
    return id !== mine.id && id.startsWith(scheduled) && isEarlier;
  });
}
