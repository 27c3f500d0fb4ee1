import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import type { Log } from '../../../src/lib/log.ts';
import type { Backend } from '../../../src/queue/backend.ts';
import { openQueues, type QueueOptions, type Queues } from '../../../src/queue/queues.ts';
import { createDatabase } from '../../support/database.ts';
import { createRedisSpace } from '../../support/redis.ts';

export type Kind = Backend['kind'] | 'cluster';

export const KINDS: readonly Kind[] = ['redis', 'postgres', 'cluster'];

export interface TestBackend {
  readonly backend: Backend;
  open(options?: Partial<QueueOptions>): Promise<Queues>;
  /** Closes what was opened; rejects when a connection was left open all the same. */
  drop(): Promise<void>;
}

export async function createBackend(kind: Kind): Promise<TestBackend> {
  const { backend, drop } = await createSpace(kind);
  const opened: Queues[] = [];
  return {
    backend,
    async open(options) {
      const queues = await openTestQueues(backend, options);
      opened.push(queues);
      return queues;
    },
    async drop() {
      await Promise.all(opened.map((queues) => queues.close()));
      await drop();
    },
  };
}

async function createSpace(kind: Kind): Promise<Pick<TestBackend, 'backend' | 'drop'>> {
  if (kind === 'cluster') {
    const backend = { kind: 'redis', url: inject('redisClusterUrl'), prefix: `test-${randomUUID()}` } as const;
    return { backend, drop: async () => undefined };
  }
  if (kind === 'redis') {
    const { url, prefix, drop } = createRedisSpace();
    return { backend: { kind, url, prefix }, drop };
  }
  const database = await createDatabase('empty');
  return {
    backend: { kind, url: database.url },
    async drop() {
      const left = await connectionsLeft(database.url);
      await database.drop();
      if (left > 0) throw new Error(`${left} connections to PostgreSQL were left open by this test.`);
    },
  };
}

/** The server notices a moment later that a connection was closed. */
async function connectionsLeft(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let left = await countOthers(client);
  for (let tries = 0; left > 0 && tries < 100; tries++) {
    await sleep(20);
    left = await countOthers(client);
  }
  await client.end();
  return left;
}

async function countOthers(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND backend_type = 'client backend'`,
  );
  return rowCount ?? 0;
}

export const quietLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function seal(plain: string): string {
  return Buffer.from(Array.from(plain).toReversed().join('')).toString('base64');
}

export function open(sealed: string): string {
  return Array.from(Buffer.from(sealed, 'base64').toString()).toReversed().join('');
}

export function openTestQueues(backend: Backend, options: Partial<QueueOptions> = {}): Promise<Queues> {
  return openQueues({ backend, seal, open, log: quietLog, ...options });
}
