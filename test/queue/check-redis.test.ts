import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startEmbeddedRedis, type EmbeddedRedis } from '../../src/lib/embedded-redis.ts';
import { checkRedis } from '../../src/queue/check-redis.ts';

describe('queue/check-redis', () => {
  let folder: string;
  let redis: EmbeddedRedis;
  let admin: Redis;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-check-'));
    const server = await startEmbeddedRedis({ dataDir: folder });
    if (server === null) throw new Error('redis-server is missing');
    redis = server;
    admin = new Redis(redis.url);
  });

  afterAll(async () => {
    admin.disconnect();
    await redis.stop();
    await rm(folder, { recursive: true });
  });

  it('finds nothing wrong with our own', async () => {
    expect(await checkRedis(redis.url)).toEqual([]);
  });

  it('names what could lose jobs', async () => {
    await admin.config('SET', 'appendfsync', 'everysec');
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await checkRedis(redis.url)).toEqual(['not-synced', 'may-evict']);
    expect(await checkRedis(inject('redisUrl'))).toEqual(['no-append-only']);
  });

  it('says unknown when CONFIG is refused or nothing answers', async () => {
    await admin.acl('SETUSER', 'plain', 'on', '>word', '~*', '+@all', '-config');
    const url = new URL(redis.url);
    [url.username, url.password] = ['plain', 'word'];
    expect(await checkRedis(url.href)).toEqual(['settings-unknown']);
    expect(await checkRedis('redis://127.0.0.1:1')).toEqual(['settings-unknown']);
  });
});
