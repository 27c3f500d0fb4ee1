import { join } from 'node:path';
import { Redis } from 'ioredis';
import { startEmbeddedRedis } from '../../src/lib/embedded-redis.ts';
import { until } from '../support/look.ts';
import type { TestService } from '../support/service.ts';

/** The append-only file of a service's own Redis. */
export interface QueueFile {
  readonly redis: Redis;
  /** Lets the service do what it does every night, and waits until the file is new. */
  rewrite(): Promise<void>;
  close(): void;
}

/**
 * A rewritten file holds commands as text from now on, not the packed form that Redis prefers: that compresses strings
 * and keeps numbers as bytes, and a search would pass over both.
 */
export async function openQueueFile(service: TestService): Promise<QueueFile> {
  const server = await startEmbeddedRedis({ dataDir: join(service.env['DATA_DIR'] ?? '', 'redis') });
  if (!server?.adopted) throw new Error('The service has no Redis of its own.');
  const redis = new Redis(server.url);
  await redis.config('SET', 'aof-use-rdb-preamble', 'no');
  // The nightly turn comes at the start for the first time.
  await until(async () => (await rewrites(redis)) > 0, 'the timer rewrites the append-only file');
  return {
    redis,
    async rewrite() {
      const before = await rewrites(redis);
      await service.parts.queues.tidy();
      await until(async () => (await rewrites(redis)) > before, 'the append-only file is rewritten');
    },
    close: () => redis.disconnect(),
  };
}

/** How many rewrites are done. */
async function rewrites(redis: Redis): Promise<number> {
  const info = await redis.info('persistence');
  const told = (name: string) => new RegExp(`^${name}:(\\w+)`, 'm').exec(info)?.[1];
  if (told('aof_last_bgrewrite_status') !== 'ok') throw new Error('Redis could not rewrite its file.');
  const isUnderWay = told('aof_rewrite_in_progress') !== '0' || told('aof_rewrite_scheduled') !== '0';
  return Number(told('aof_rewrites')) - (isUnderWay ? 1 : 0);
}
