import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { inject } from 'vitest';

export interface RedisSpace {
  readonly url: string;
  /** Of every key and connection of this space. */
  readonly prefix: string;
  /** Removes its keys; rejects when a connection of the space is still open. */
  drop(): Promise<void>;
}

/** A part of the run's Redis to oneself. */
export function createRedisSpace(): RedisSpace {
  const prefix = `test-${randomUUID()}`;
  const url = inject('redisUrl');
  return { url, prefix, drop: () => dropSpace(url, prefix) };
}

async function dropSpace(url: string, prefix: string): Promise<void> {
  const client = new Redis(url);
  try {
    const keys = await client.keys(`{${prefix}.*`);
    if (keys.length > 0) await client.del(keys);
    let open = await countOpen(client, prefix);
    // The server notices a moment later that a connection was closed.
    for (let tries = 0; open > 0 && tries < 100; tries++) {
      await sleep(20);
      open = await countOpen(client, prefix);
    }
    if (open > 0) throw new Error(`${open} connections to Redis were left open by this test.`);
  } finally {
    client.disconnect();
  }
}

async function countOpen(client: Redis, prefix: string): Promise<number> {
  const clients = String(await client.client('LIST')).split('\n');
  return clients.filter((line) => line.includes(`name=${prefix}`) || line.includes(`{${prefix}.`)).length;
}
