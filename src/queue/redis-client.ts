import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { CodedError } from '../lib/coded-error.ts';
import { readRedisAddress, type RedisAddress } from '../lib/redis-address.ts';

export type RedisClient = Redis | Cluster;

export type Patience = Pick<RedisOptions, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout'>;

const CONNECT_MS = 5_000;
/** How soon a cluster's client hears of a failover that no redirection has told it of. */
const LOOK_MS = 5_000;
/** Of tries against a master that is gone: a producer gives up, and what it carries goes to the spool. */
const REDIRECTIONS = 8;

export function connectRedis(url: string, connectionName: string, patience: Patience): RedisClient {
  const address = addressOf(url);
  const waits = (times: number) => Math.min(50 * 2 ** times, 1_000);
  const options = { connectionName, connectTimeout: CONNECT_MS };
  if (address.kind === 'server') return new Redis(address.url, { ...options, retryStrategy: waits, ...patience });
  const { enableOfflineQueue = true, ...limits } = patience;
  return new Cluster([...address.nodes], {
    enableOfflineQueue,
    clusterRetryStrategy: waits,
    slotsRefreshTimeout: CONNECT_MS,
    slotsRefreshInterval: LOOK_MS,
    maxRedirections: limits.maxRetriesPerRequest === null ? Number.MAX_SAFE_INTEGER : REDIRECTIONS,
    redisOptions: { ...options, ...limits, ...loginOf(address) },
  });
}

export function addressOf(url: string): RedisAddress {
  const address = readRedisAddress(url);
  if (address === null) throw new CodedError('queue-address', 'REDIS_URL is no address of a Redis or a cluster.');
  return address;
}

type Login = Pick<RedisOptions, 'username' | 'password' | 'tls'>;

export function loginOf({ username, password, isSecure }: Extract<RedisAddress, { kind: 'cluster' }>): Login {
  return {
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    ...(isSecure ? { tls: {} } : {}),
  };
}

/** The servers that take writes. */
export function mastersOf(client: RedisClient): readonly Redis[] {
  return client instanceof Cluster ? client.nodes('master') : [client];
}

/** Rejects when one of them does not answer, or a cluster is not known yet. */
export async function pingAll(client: RedisClient): Promise<void> {
  if (client instanceof Cluster && client.status !== 'ready') {
    throw new CodedError('queue-unreachable', 'The cluster is not known yet, or no node of it answers.');
  }
  await Promise.all(mastersOf(client).map((master) => master.ping()));
}

/** What is sent from now to the end of the event loop's turn is one call of the system, and for Redis one fsync. */
export function inOneWrite(client: RedisClient, begin: () => void): void {
  const streams = mastersOf(client).flatMap(({ status, stream }) => (status === 'ready' ? [stream] : []));
  for (const stream of streams) stream.cork();
  setImmediate(() => {
    for (const stream of streams) stream.uncork();
  });
  begin();
}
