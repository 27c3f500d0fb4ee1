import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedRedis, type EmbeddedRedis } from '../../src/lib/embedded-redis.ts';
import { describeBackend } from '../../src/queue/backend.ts';
import { openQueues } from '../../src/queue/queues.ts';
import { KINDS, createBackend, open, openTestQueues, quietLog, seal } from './support/backends.ts';
import { handlersWith, textUpdate, until } from './support/updates.ts';

describe('queue/queues', () => {
  describe('on a Redis that comes and goes', () => {
    let folder: string;
    let redis: EmbeddedRedis;

    async function start(): Promise<EmbeddedRedis> {
      const server = await startEmbeddedRedis({ dataDir: folder });
      if (server === null) throw new Error('redis-server is missing');
      return server;
    }

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'hai-long-queues-'));
      redis = await start();
    });

    afterEach(async () => {
      await redis.stop();
      await rm(folder, { recursive: true });
    });

    it('refuses updates while it is away and takes them again when it is back', async () => {
      const queues = await openTestQueues({ kind: 'redis', url: redis.url }, { shards: 1, channels: [] });
      await queues.inbox.accept(textUpdate('a', '1'));
      await redis.stop();
      await expect(queues.inbox.accept(textUpdate('a', '2'))).rejects.toThrow(Error);
      await expect(queues.ping()).rejects.toThrow(Error);
      redis = await start();
      await until(() =>
        queues.inbox.accept(textUpdate('a', '3')).then(
          () => true,
          () => false,
        ),
      );
      expect((await queues.depths())[0]).toMatchObject({ waiting: 2 });
      await queues.close();
    });

    it('goes on working when it is back', async () => {
      const queues = await openTestQueues({ kind: 'redis', url: redis.url }, { shards: 1, channels: [] });
      const seen: string[] = [];
      const process = async (updates: readonly { readonly updateId: string }[]) =>
        void seen.push(...updates.map(({ updateId }) => updateId));
      await queues.startWorkers(handlersWith({ process }));
      await queues.inbox.accept(textUpdate('a', '1'));
      await until(() => seen.length === 1);
      await redis.stop();
      redis = await start();
      await until(() =>
        queues.inbox.accept(textUpdate('a', '2')).then(
          () => true,
          () => false,
        ),
      );
      await until(() => seen.includes('2'));
      await queues.close();
      expect(new Set(seen)).toEqual(new Set(['1', '2']));
    });

    it('closes within its budget while it is away', async () => {
      const queues = await openTestQueues({ kind: 'redis', url: redis.url }, { shards: 1, channels: [] });
      await queues.startWorkers(handlersWith({}));
      await redis.stop();
      await queues.close(200);
      await expect(queues.inbox.accept(textUpdate('a', '1'))).rejects.toThrow(Error);
    });
  });

  it.each(KINDS)('lets a running job on %s finish before it closes', async (kind) => {
    const space = await createBackend(kind);
    const queues = await openTestQueues(space.backend, { shards: 1, channels: [] });
    let finished = false;
    let started = false;
    const process = async () => {
      started = true;
      await new Promise((resolve) => setTimeout(resolve, 200));
      finished = true;
    };
    await queues.startWorkers(handlersWith({ process }));
    await queues.inbox.accept(textUpdate('a', '1'));
    await until(() => started);
    await queues.close();
    expect(finished).toBe(true);
    await space.drop();
  });

  it('says so when nothing answers at the address', async () => {
    const backend = { kind: 'postgres', url: 'postgres://nobody@127.0.0.1:1/none' } as const;
    await expect(openQueues({ backend, seal, open, log: quietLog })).rejects.toMatchObject({
      code: 'queue-unreachable',
    });
  });

  it('describes a backend without user and password', () => {
    expect(describeBackend({ kind: 'redis', url: 'redis://user:secret@queue.local:6380/2' })).toBe(
      'redis://queue.local:6380/2',
    );
  });
});
