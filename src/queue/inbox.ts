import { sha256 } from '../lib/vault.ts';
import type { Inbound } from '../domain/inbound.ts';
import type { Inbox } from '../service/ports.ts';
import type { JobQueue } from './broker.ts';
import { createGroupCommit } from './group-commit.ts';
import { JOB_OPTIONS, type JobData } from './jobs.ts';

const LIMITS = { maxItems: 500, maxBytes: 512 * 1024, maxWaiting: 20_000 };

export interface ClosableInbox extends Inbox {
  close(): Promise<void>;
}

/** One citizen's updates always meet in the same shard, whose jobs run one after the other. */
export function shardOf(update: Pick<Inbound, 'channel' | 'account' | 'address'>, shards: number): number {
  return sha256(JSON.stringify([update.channel, update.account, update.address])).readUInt32BE(0) % shards;
}

/** `seal` keeps answers unreadable for whoever reads the queue; `queues` are the shards in order. */
export function createInbox(queues: readonly JobQueue[], seal: (plain: string) => string): ClosableInbox {
  const groups = queues.map((queue) =>
    createGroupCommit(async (updates) => {
      const data: JobData<'update.process'> = { sealed: seal(`[${updates.join(',')}]`), count: updates.length };
      await queue.add('update.process', data, JOB_OPTIONS);
    }, LIMITS),
  );
  return {
    async accept(update) {
      await groups[shardOf(update, groups.length)]?.push(JSON.stringify(update));
    },
    async close() {
      await Promise.all(groups.map((group) => group.close()));
    },
  };
}
