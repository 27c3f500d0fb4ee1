import { Cluster, Redis } from 'ioredis';
import { addressOf, loginOf, mastersOf, type RedisClient } from './redis-client.ts';

/**
 * no-append-only     a restart of Redis loses everything
 * not-synced         a crash of its machine loses the last second
 * may-evict          it throws jobs away when memory runs short
 * no-replica         a master of the cluster has none: with its machine go its answers
 * settings-unknown   it does not tell (managed services refuse CONFIG)
 */
export type RedisWarning = 'no-append-only' | 'not-synced' | 'may-evict' | 'no-replica' | 'settings-unknown';

const CONNECT_MS = 5_000;

/** What to tell the operator about a Redis that is to hold citizens' answers. Never throws. */
export async function checkRedis(url: string): Promise<readonly RedisWarning[]> {
  const client = onceTo(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await Promise.all(mastersOf(client).map((master) => check(master, client instanceof Cluster)));
    return [...new Set(found.flat())];
  } catch {
    return ['settings-unknown'];
  } finally {
    client.disconnect();
  }
}

function onceTo(url: string): RedisClient {
  const address = addressOf(url);
  const options = { lazyConnect: true, connectTimeout: CONNECT_MS };
  if (address.kind === 'server') return new Redis(address.url, { ...options, retryStrategy: () => null });
  return new Cluster([...address.nodes], {
    lazyConnect: true,
    clusterRetryStrategy: () => null,
    slotsRefreshTimeout: CONNECT_MS,
    redisOptions: { connectTimeout: CONNECT_MS, ...loginOf(address) },
  });
}

async function check(master: Redis, isOfCluster: boolean): Promise<readonly RedisWarning[]> {
  const [appendOnly, fsync, eviction] = await Promise.all(
    ['appendonly', 'appendfsync', 'maxmemory-policy'].map((name) => settingOf(master, name)),
  );
  return [
    ...(appendOnly === 'yes' ? [] : ['no-append-only' as const]),
    ...(appendOnly === 'yes' && fsync !== 'always' ? ['not-synced' as const] : []),
    ...(eviction === 'noeviction' ? [] : ['may-evict' as const]),
    ...(isOfCluster && /^connected_slaves:0/m.test(await master.info('replication')) ? ['no-replica' as const] : []),
  ];
}

async function settingOf(client: Redis, name: string): Promise<string | undefined> {
  const reply: unknown = await client.config('GET', name);
  return Array.isArray(reply) ? String(reply[1]) : undefined;
}
