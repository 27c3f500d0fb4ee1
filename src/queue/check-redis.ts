import { Redis } from 'ioredis';

/**
 * no-append-only     a restart of Redis loses everything
 * not-synced         a crash of its machine loses the last second
 * may-evict          it throws jobs away when memory runs short
 * settings-unknown   it does not tell (managed services refuse CONFIG)
 */
export type RedisWarning = 'no-append-only' | 'not-synced' | 'may-evict' | 'settings-unknown';

/** What to tell the operator about a Redis that is to hold citizens' answers. Never throws. */
export async function checkRedis(url: string): Promise<readonly RedisWarning[]> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const [appendOnly, fsync, eviction] = await Promise.all(
      ['appendonly', 'appendfsync', 'maxmemory-policy'].map((name) => settingOf(client, name)),
    );
    return [
      ...(appendOnly === 'yes' ? [] : ['no-append-only' as const]),
      ...(appendOnly === 'yes' && fsync !== 'always' ? ['not-synced' as const] : []),
      ...(eviction === 'noeviction' ? [] : ['may-evict' as const]),
    ];
  } catch {
    return ['settings-unknown'];
  } finally {
    client.disconnect();
  }
}

async function settingOf(client: Redis, name: string): Promise<string | undefined> {
  const reply: unknown = await client.config('GET', name);
  return Array.isArray(reply) ? String(reply[1]) : undefined;
}
