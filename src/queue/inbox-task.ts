import type { Inbound } from '../domain/inbound.ts';
import { currentWork, within } from '../lib/work-context.ts';
import type { Log } from '../lib/log.ts';
import type { Backlog } from './backlog.ts';
import type { Closing } from './closing.ts';
import { failureCode } from './failure.ts';
import { InboundBatch } from './inbound-schema.ts';
import type { JobData } from './jobs.ts';
import { PutBackError, untilAvailable } from './until-available.ts';

export interface InboxHandlers {
  /** All or nothing; idempotent by update id; throws `unavailable` when it can only wait. */
  readonly process: (updates: readonly Inbound[]) => Promise<void>;
  /** Keeps an update that cannot be processed for a person to look at. */
  readonly setAside: (update: Inbound, error: unknown) => Promise<void>;
}

interface Surroundings {
  readonly open: (sealed: string) => string;
  /** Jobs that wait behind the one that runs, with at most so many updates. */
  readonly backlog: (limit: number) => Promise<Backlog>;
  readonly closing: Closing;
  readonly log: Log;
}

/** A transaction of many updates costs little more than one of few; larger ones would hold their rows too long. */
const UPDATES_AT_ONCE = 2_000;

/** So long a shard's job waits for others, when the last one is hardly done: nobody notices, and a transaction is saved. */
const GATHER_MS = 25;
const HARDLY_DONE_MS = 100;
/** Where as many came along by themselves there is nothing to wait for. */
const ENOUGH_BEHIND = 50;

/**
 * A job takes the jobs behind it along, so that whatever piles up is done in few transactions. When together they
 * fail, the job is done alone and so are those behind it; a job that fails alone is repeated update by update, in
 * order, and only the poisonous ones are set aside.
 */
export function inboxTask(
  { process, setAside }: InboxHandlers,
  { open, backlog, closing, log }: Surroundings,
): (data: JobData<'update.process'>) => Promise<void> {
  let alone = 0;
  let done = { at: Number.NEGATIVE_INFINITY, behind: 0 };

  /** Transactions of one update each would take the machine from the web process, which has to answer. */
  async function gather(): Promise<void> {
    if (performance.now() - done.at < HARDLY_DONE_MS && done.behind < ENOUGH_BEHIND) await closing.pause(GATHER_MS);
  }

  async function processWithBacklog(data: JobData<'update.process'>): Promise<boolean> {
    if (alone > 0) {
      alone -= 1;
      return false;
    }
    const behind = await backlog(UPDATES_AT_ONCE - data.count);
    done = { ...done, behind: behind.data.length };
    if (behind.data.length === 0) return false;
    if (!(await asBroughtBy([data, ...behind.data], processTogether))) {
      alone = behind.data.length;
      return false;
    }
    await behind.remove();
    return true;
  }

  async function processTogether(jobs: readonly JobData<'update.process'>[]): Promise<boolean> {
    try {
      const updates = jobs.flatMap((job) => read(job));
      await untilAvailable(() => process(updates), closing);
      tellDone(updates);
      return true;
    } catch (error) {
      if (error instanceof PutBackError) throw error;
      log.warn({ jobs: jobs.length, code: failureCode(error) }, 'jobs are done one after the other');
      return false;
    }
  }

  function tellDone({ length }: readonly Inbound[]): void {
    log.info({ count: length }, 'updates are done');
  }

  function read({ sealed }: JobData<'update.process'>): readonly Inbound[] {
    return InboundBatch.parse(JSON.parse(open(sealed)));
  }

  async function processAlone(update: Inbound): Promise<void> {
    try {
      await untilAvailable(() => process([update]), closing);
    } catch (error) {
      if (error instanceof PutBackError) throw error;
      log.error({ channel: update.channel, code: failureCode(error), error }, 'an update is set aside');
      await untilAvailable(() => setAside(update, error), closing);
    }
  }

  async function processJob(data: JobData<'update.process'>): Promise<void> {
    const updates = read(data);
    try {
      await untilAvailable(() => process(updates), closing);
    } catch (error) {
      if (error instanceof PutBackError) throw error;
      log.warn({ count: updates.length, code: failureCode(error) }, 'a batch is repeated update by update');
      for (const [i, update] of updates.entries()) {
        const request = data.requests?.[i] ?? undefined;
        await within({ request, requests: undefined }, () => processAlone(update));
      }
    }
    tellDone(updates);
  }

  return async (data) => {
    await gather();
    if (!(await processWithBacklog(data))) await asBroughtBy([data], () => processJob(data));
    done = { ...done, at: performance.now() };
  };
}

/** So that logs and traces tell of every request whose update is among them. */
function asBroughtBy<Result>(
  jobs: readonly JobData<'update.process'>[],
  work: (jobs: readonly JobData<'update.process'>[]) => Promise<Result>,
): Promise<Result> {
  const requests = jobs.flatMap((job) => job.requests ?? []).filter((request) => request !== null);
  currentWork().trace?.link(jobs.slice(1).flatMap((job) => job.traces ?? []));
  return within({ requests }, () => work(jobs));
}
