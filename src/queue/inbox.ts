import { sha256 } from '../lib/vault.ts';
import { currentWork } from '../lib/work-context.ts';
import type { Inbound } from '../domain/inbound.ts';
import type { Log } from '../lib/log.ts';
import type { Inbox } from '../service/ports.ts';
import type { Broker, JobQueue } from './broker.ts';
import type { Closing } from './closing.ts';
import { Departures } from './departures.ts';
import { createGroupCommit } from './group-commit.ts';
import { createInboxLane } from './inbox-lane.ts';
import { JOB_OPTIONS, type JobData } from './jobs.ts';
import type { Spool } from './spool.ts';

/** One update as JSON, and what it came with. */
interface Arrival {
  readonly text: string;
  readonly request: string | null;
  readonly trace: string | null;
}

const LIMITS = {
  maxItems: 500,
  maxBytes: 512 * 1024,
  maxWaiting: 20_000,
  bytesOf: ({ text }: Arrival) => Buffer.byteLength(text),
};

export interface ClosableInbox extends Inbox {
  /** Begins to replay what lies in the spool. */
  resume(): void;
  close(): Promise<void>;
}

interface InboxParts {
  /** The shards in order. */
  readonly queues: readonly JobQueue[];
  readonly ping: () => Promise<void>;
  /** What is acknowledged outlives the server that took it. */
  readonly replicated: Broker['replicated'];
  /** Shards that commit at the same time write at once. */
  readonly together: Broker['together'];
  /** Keeps answers unreadable for whoever reads the queue or the spool. */
  readonly seal: (plain: string) => string;
  readonly spool: Spool | null;
  readonly closing: Closing;
  readonly log: Log;
}

/** One citizen's updates always meet in the same shard, whose jobs run one after the other. */
export function shardOf(update: Pick<Inbound, 'channel' | 'account' | 'address'>, shards: number): number {
  return sha256(JSON.stringify([update.channel, update.account, update.address])).readUInt32BE(0) % shards;
}

export function createInbox({ queues, seal, replicated, together, ...parts }: InboxParts): ClosableInbox {
  const lanes = queues.map((queue, shard) =>
    createInboxLane({
      ...parts,
      shard,
      add: (job) => replicated(queue.name, () => queue.add('update.process', job, JOB_OPTIONS)),
    }),
  );
  const departures = new Departures(together);
  const groups = lanes.map((lane) =>
    createGroupCommit((updates) => lane.commit(jobOf(updates, seal)), LIMITS, departures),
  );
  return {
    async accept(update) {
      const { request = null, trace } = currentWork();
      const arrival = { text: JSON.stringify(update), request, trace: trace?.parent ?? null };
      await groups[shardOf(update, groups.length)]?.push(arrival);
    },
    resume() {
      for (const lane of lanes) lane.resume();
    },
    async close() {
      await Promise.all(groups.map((group) => group.close()));
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

/** Updates that no request brought were polled. */
function jobOf(updates: readonly Arrival[], seal: (plain: string) => string): JobData<'update.process'> {
  const traces = updates.flatMap(({ trace }) => trace ?? []);
  const requests = updates.map(({ request }) => request);
  return {
    sealed: seal(`[${updates.map(({ text }) => text).join(',')}]`),
    count: updates.length,
    ...(requests.some((request) => request !== null) ? { requests } : {}),
    ...(traces.length > 0 ? { traces } : {}),
  };
}
