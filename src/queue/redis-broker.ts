import { createRedisBackend } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../lib/coded-error.ts';
import type { Log } from '../lib/log.ts';
import { makeBroker, type Broker } from './broker.ts';
import { createFaultLog } from './fault-log.ts';

const DEFAULT_PREFIX = 'hai-long';
const REACH_BUDGET_MS = 10_000;

export async function openRedisBroker(
  backend: { readonly url: string; readonly prefix?: string },
  log: Log,
): Promise<Broker> {
  const prefix = backend.prefix ?? DEFAULT_PREFIX;
  const faults = createFaultLog(log);
  const producer = connect(backend.url, prefix, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 5_000,
  });
  producer.on('error', faults);
  await reach(producer);
  let consumer: Redis | null = null;

  function consumerClient(): Redis {
    if (consumer !== null) return consumer;
    consumer = connect(backend.url, prefix, { maxRetriesPerRequest: null });
    consumer.on('error', faults);
    return consumer;
  }

  return makeBroker(
    {
      producer: (name, options, extra) =>
        createRedisBackend(name, { ...options, connection: producer, skipVersionCheck: true }, extra),
      consumer: (name, options, extra) => createRedisBackend(name, { ...options, connection: consumerClient() }, extra),
      // A hash tag of its own keeps the keys of one queue together and spreads the queues over a Redis Cluster.
      prefixOf: (name) => `{${prefix}.${name}}`,
      ping: async () => void (await producer.ping()),
      compact: async () => void (await producer.bgrewriteaof().catch(faults)),
      async close() {
        producer.disconnect();
        consumer?.disconnect();
      },
    },
    faults,
  );
}

type Patience = Pick<RedisOptions, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout'>;

function connect(url: string, connectionName: string, patience: Patience): Redis {
  return new Redis(url, {
    connectionName,
    connectTimeout: 5_000,
    retryStrategy: (times) => Math.min(50 * 2 ** times, 1_000),
    ...patience,
  });
}

async function reach(client: Redis): Promise<void> {
  const deadline = performance.now() + REACH_BUDGET_MS;
  for (;;) {
    try {
      await client.ping();
      return;
    } catch (cause) {
      if (performance.now() < deadline) {
        await sleep(20);
        continue;
      }
      client.disconnect();
      throw new CodedError('queue-unreachable', 'Redis does not answer at REDIS_URL.', { cause });
    }
  }
}
