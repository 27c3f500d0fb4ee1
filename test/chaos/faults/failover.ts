import { inboxQueue, DEFAULT_SHARDS } from '../../../src/queue/jobs.ts';
import type { ClusteredRedis } from '../clustered-redis.ts';
import type { Fault } from '../fault.ts';
import type { ReplicatedPostgres } from '../replicated-postgres.ts';

export function databaseFailover(pair: ReplicatedPostgres): Fault {
  return { name: 'PostgreSQL fails over to its standby', strike: () => pair.failOver() };
}

/** What falls into the window that Redis documents shows as lost. */
export function queueFailover(cluster: ClusteredRedis): Fault {
  return {
    name: 'failover of a Redis Cluster master',
    strike: (_, random) => cluster.failOver(`{hai-long.${inboxQueue(Math.floor(random() * DEFAULT_SHARDS))}}`),
  };
}
