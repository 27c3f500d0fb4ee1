import { startRedisCluster, type TestCluster } from '../support/redis-cluster.ts';
import type { RedisPart } from './redis-part.ts';

export interface ClusteredRedis {
  start(folder: string): Promise<RedisPart>;
  /** `kill -9` of the master that holds this key, until its replica has taken over. */
  failOver(key: string): Promise<void>;
}

/** Three masters with a replica each. */
export function clusteredRedis(): ClusteredRedis {
  let cluster: TestCluster | null = null;

  async function stop(): Promise<void> {
    await cluster?.stop();
    cluster = null;
  }

  return {
    async start(folder) {
      const started = await startRedisCluster(folder);
      cluster = started;
      return {
        name: 'redis cluster',
        url: started.url,
        pids: async () => started.pids(),
        kill: stop,
        stop,
        start: async () => undefined,
      };
    },
    async failOver(key) {
      await cluster?.failOver(key);
    },
  };
}
