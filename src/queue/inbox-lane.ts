import { CodedError } from '../lib/coded-error.ts';
import { isDoneWithin } from '../lib/is-done-within.ts';
import type { Log } from '../lib/log.ts';
import type { Closing } from './closing.ts';
import { failureCode } from './failure.ts';
import type { Spool } from './spool.ts';
import type { SpooledJob } from './spool-file.ts';

export interface LaneParts {
  readonly shard: number;
  readonly add: (job: SpooledJob) => Promise<unknown>;
  /** Rejects while the queue is away, or hangs. */
  readonly ping: () => Promise<void>;
  /** Null: what the queue does not take is refused. */
  readonly spool: Spool | null;
  readonly closing: Closing;
  readonly log: Log;
}

/** How one shard's batches reach the queue. One commit at a time. */
export interface InboxLane {
  /** Resolves when the queue or the spool has it; rejects when neither does. */
  commit(job: SpooledJob): Promise<void>;
  /** Begins with what lies in the spool, where anything does. */
  resume(): void;
  close(): Promise<void>;
}

/** A webhook has to be answered within 2 s: so long for the queue, the rest for the disk. */
const ADD_PATIENCE_MS = 1_000;
/** So long a batch waits for what was spooled before it, once the queue is back, rather than be spooled too. */
const TURN_PATIENCE_MS = 250;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * While anything of the shard lies in the spool, what comes goes there too: so order holds. A batch that the queue
 * took in the end although we gave it up comes twice; updates are dropped as seen by their ids.
 */
export function createInboxLane(parts: LaneParts): InboxLane {
  const { shard, spool, closing, log } = parts;
  let replaying: Promise<void> | null = null;
  let writing: Promise<void> | null = null;
  let queueIsBack = false;

  async function commit(job: SpooledJob): Promise<void> {
    if (replaying !== null && queueIsBack) await isDoneWithin(replaying, TURN_PATIENCE_MS);
    if (replaying !== null) return keep(job);
    try {
      await addInTime(parts, job);
    } catch (error) {
      if (spool === null) throw error;
      await keep(job);
      log.warn({ shard, code: failureCode(error) }, 'the queue takes no updates: they are spooled');
    }
  }

  async function keep(job: SpooledJob): Promise<void> {
    if (spool === null) return;
    writing = spool.write(shard, job);
    try {
      await writing;
    } finally {
      writing = null;
    }
    resume();
  }

  function resume(): void {
    if (replaying !== null || spool === null || spool.isEmpty(shard)) return;
    queueIsBack = false;
    replaying = replay(spool);
  }

  async function replay(from: Spool): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    let count = 0;
    for (;;) {
      await writing?.catch(() => undefined);
      if (from.isEmpty(shard)) break;
      const isAdded = await addOldest(from);
      if (isAdded) count += 1;
      queueIsBack = isAdded;
      const mayGoOn = isAdded ? !closing.hasBegun : await closing.pause(pauseMs);
      // Stays in this state: nothing may pass what is left.
      if (!mayGoOn) return;
      pauseMs = isAdded ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
    replaying = null;
    log.info({ shard, count }, 'the spool has been replayed');
  }

  /** The queue is asked first: every batch given to one that hangs would be one more copy there. */
  async function addOldest(from: Spool): Promise<boolean> {
    try {
      await parts.ping();
      const entry = await from.oldest(shard);
      if (entry === null) return true;
      await parts.add(entry.job);
      await entry.remove();
      return true;
    } catch {
      return false;
    }
  }

  return {
    commit,
    resume,
    async close() {
      await replaying;
    },
  };
}

/** @throws CodedError `queue-hangs`, or what the queue refuses with */
async function addInTime({ add }: LaneParts, job: SpooledJob): Promise<void> {
  if (await isDoneWithin(add(job), ADD_PATIENCE_MS)) return;
  throw new CodedError('queue-hangs', 'The queue does not answer in time.');
}
