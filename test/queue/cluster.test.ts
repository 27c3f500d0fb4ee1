import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRedis } from '../../src/queue/check-redis.ts';
import { inboxQueue } from '../../src/queue/jobs.ts';
import { startRedisCluster, type TestCluster } from '../support/redis-cluster.ts';
import { openTestQueues } from './support/backends.ts';
import { handlersWith, textUpdate, until } from './support/updates.ts';

const PREFIX = 'hai-long';

describe('queue/redis-broker on a cluster', { timeout: 180_000 }, () => {
  let folder: string;
  let cluster: TestCluster;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-cluster-'));
    cluster = await startRedisCluster(folder);
  });

  afterAll(async () => {
    await cluster.stop();
    await rm(folder, { recursive: true });
  });

  it('finds nothing wrong with a cluster that syncs and has replicas', async () => {
    expect(await checkRedis(cluster.url)).toEqual([]);
    expect(await checkRedis('redis-cluster://127.0.0.1:1')).toEqual(['settings-unknown']);
  });

  it('loses nothing that was accepted when a master is killed and its replica takes over', async () => {
    const queues = await openTestQueues({ kind: 'redis', url: cluster.url, prefix: PREFIX });
    const accepted: string[] = [];
    const over = new AbortController();
    const accept = async () => {
      for (let i = 0; !over.signal.aborted; i += 1) {
        const took = queues.inbox.accept(textUpdate(`citizen-${i % 20}`, `${i}`));
        await took.then(() => accepted.push(`${i}`)).catch(() => undefined);
      }
    };
    const accepting = accept();
    await until(() => accepted.length > 20);
    await cluster.failOver(`{${PREFIX}.${inboxQueue(0)}}`);
    const before = accepted.length;
    await until(() => accepted.length > before + 20);
    over.abort();
    await accepting;
    const seen = new Set<string>();
    const process = async (updates: readonly { readonly updateId: string }[]) =>
      updates.forEach(({ updateId }) => seen.add(updateId));
    await queues.startWorkers(handlersWith({ process }));
    await until(() => accepted.every((id) => seen.has(id)));
    await queues.close();
    expect(accepted.filter((id) => !seen.has(id))).toEqual([]);
  });
});
