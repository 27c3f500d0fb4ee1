import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startRedisCluster } from './redis-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One Redis Cluster for the whole run; whoever uses it takes a prefix of its own, and breaks nothing. */
    readonly redisClusterUrl: string;
  }
}

export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-redis-cluster-'));
  const cluster = await startRedisCluster(folder);
  project.provide('redisClusterUrl', cluster.url);
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
