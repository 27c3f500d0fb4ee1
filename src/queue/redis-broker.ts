import { createRedisBackend } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../lib/coded-error.ts';
import type { Log } from '../lib/log.ts';
import { makeBroker, type Broker } from './broker.ts';
import { createFaultLog } from './fault-log.ts';
import { connectRedis, inOneWrite, mastersOf, pingAll, type RedisClient } from './redis-client.ts';
import { Replication } from './replication.ts';

const DEFAULT_PREFIX = 'hai-long';
const REACH_BUDGET_MS = 10_000;

export async function openRedisBroker(
  backend: { readonly url: string; readonly prefix?: string },
  log: Log,
): Promise<Broker> {
  const prefix = backend.prefix ?? DEFAULT_PREFIX;
  const faults = createFaultLog(log);
  const producer = connectRedis(backend.url, prefix, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 5_000,
  });
  producer.on('error', faults);
  await reach(producer);
  const replication = new Replication(producer, faults);
  // A hash tag of its own keeps the keys of one queue together and spreads the queues over a Redis Cluster.
  const prefixOf = (name: string) => `{${prefix}.${name}}`;
  let consumer: RedisClient | null = null;

  function consumerClient(): RedisClient {
    if (consumer !== null) return consumer;
    consumer = connectRedis(backend.url, prefix, { maxRetriesPerRequest: null });
    consumer.on('error', faults);
    return consumer;
  }

  return makeBroker(
    {
      producer: (name, options, extra) =>
        createRedisBackend(name, { ...options, connection: producer, skipVersionCheck: true }, extra),
      consumer: (name, options, extra) => createRedisBackend(name, { ...options, connection: consumerClient() }, extra),
      prefixOf,
      ping: () => pingAll(producer),
      replicated: (name, write) => replication.during(prefixOf(name), write),
      together: (begin) => inOneWrite(producer, begin),
      async compact() {
        for (const master of mastersOf(producer)) await master.bgrewriteaof().catch(faults);
      },
      async close() {
        producer.disconnect();
        consumer?.disconnect();
      },
    },
    faults,
  );
}

async function reach(client: RedisClient): Promise<void> {
  const deadline = performance.now() + REACH_BUDGET_MS;
  for (;;) {
    try {
      await pingAll(client);
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
