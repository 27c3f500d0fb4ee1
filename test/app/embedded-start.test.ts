import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedRedis, type EmbeddedRedis } from '../../src/lib/embedded-redis.ts';
import { createDatabase } from '../support/database.ts';
import { until } from '../support/look.ts';
import { createInstallation, WITHOUT_REDIS, type Installation } from './support/installation.ts';
import type { Env } from './support/spawn-service.ts';

const BACKENDS: readonly { readonly name: string; readonly env: Env; readonly banner: RegExp }[] = [
  { name: 'Redis', env: {}, banner: /queue +embedded Redis at redis:\/\/127\.0\.0\.1:\d+\n/ },
  { name: 'PostgreSQL', env: WITHOUT_REDIS, banner: /queue +PostgreSQL \(no redis-server found/ },
];

describe('app/embedded-start', { timeout: 120_000 }, () => {
  let installation: Installation;

  beforeEach(async () => {
    installation = await createInstallation();
  });

  afterEach(() => installation.remove());

  /** Within seconds: on a busy machine the first look may find a part still warming up. */
  async function isReady(): Promise<boolean> {
    const ready = async () => (await fetch(`${installation.url}/readyz`)).ok;
    await until(ready, 'the service is ready');
    return ready();
  }

  async function pids(): Promise<readonly (number | null)[]> {
    return [await installation.pidOf('postgres'), await installation.pidOf('redis')];
  }

  it.each(BACKENDS)('starts twice with the queue on $name, and says what it runs on', async ({ env, banner }) => {
    const first = await installation.start(env);
    expect(await isReady()).toBe(true);
    expect(first.banner).toMatch(banner);
    expect(first.banner).toMatch(/database +embedded PostgreSQL at postgresql:\/\/127\.0\.0\.1:\d+\/hai_long\n/);
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'PUBLIC_URL']) {
      expect(first.banner).toMatch(new RegExp(`set for production: ${name}`));
    }
    expect((await first.end('SIGTERM')).code).toBe(0);
    expect(await pids()).toEqual([null, null]);

    const second = await installation.start(env);
    expect(await isReady()).toBe(true);
    expect(withoutPorts(second.banner)).toBe(withoutPorts(first.banner));
    expect((await second.end('SIGINT')).code).toBe(0);
    expect(await pids()).toEqual([null, null]);
  });

  it('takes over the servers that a killed service left, and stops them at the end', async () => {
    const first = await installation.start();
    const before = await pids();
    await first.end('SIGKILL');
    const second = await installation.start();
    expect(second.banner).toMatch(/embedded PostgreSQL at .*, adopted\n/);
    expect(second.banner).toMatch(/embedded Redis at .*, adopted\n/);
    expect(await pids()).toEqual(before);
    expect((await second.end('SIGTERM')).code).toBe(0);
    expect(await pids()).toEqual([null, null]);
  });

  it('refuses a second whole service on the same data, and leaves the first alone', async () => {
    const first = await installation.start();
    const before = await pids();
    const second = await installation.run(['all'], { PORT: '0' });
    expect(second.code).toBe(1);
    expect(second.output).toMatch(/already-running: .*DATA_DIR/);
    expect(await pids()).toEqual(before);
    expect(await isReady()).toBe(true);
    await first.end('SIGTERM');
  });

  it('says that its port is taken, and leaves no server behind', async () => {
    const port = Number(new URL(installation.url).port);
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(port, '127.0.0.1', resolve);
    });
    const refused = await installation.run(['all']);
    other.close();
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/port-taken: .*PORT/);
    expect(await pids()).toEqual([null, null]);
  });

  it('runs commands beside the service without stopping its servers', async () => {
    const service = await installation.start();
    const before = await pids();
    await installation.importUnits();
    expect(await installation.run(['keys', 'create', 'one-stop'])).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^hl_[\w-]{20,}\n$/),
    });
    expect(await installation.run(['queue', 'dead', 'list'])).toEqual({ code: 0, output: '' });
    expect(await pids()).toEqual(before);
    expect(await isReady()).toBe(true);
    const elsewhere = await installation.run(['queue', 'dead', 'list'], WITHOUT_REDIS);
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.output).toMatch(/queue-differs: .*embedded-redis/);
    await service.end('SIGTERM');
  });

  it('runs commands without a service, and stops what it started for them', async () => {
    expect(await installation.run(['queue', 'dead', 'list'])).toEqual({ code: 0, output: '' });
    expect(await pids()).toEqual([null, null]);
  });
});

describe('app/embedded-start with servers of its own', { timeout: 120_000 }, () => {
  let folder: string;
  let redis: EmbeddedRedis;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-servers-'));
    await chmod(folder, 0o755);
    const server = await startEmbeddedRedis({ dataDir: join(folder, 'redis') });
    if (!server) throw new Error('redis-server is missing');
    redis = server;
  });

  afterEach(async () => {
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function configure(...settings: readonly [string, string][]): Promise<void> {
    const client = new Redis(redis.url);
    for (const setting of settings) await client.config('SET', ...setting);
    client.disconnect();
  }

  it('ends cleanly at either signal as web and as worker, and leaves the servers of others alone', async () => {
    const database = await createDatabase();
    const installation = await createInstallation({
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const web = await installation.start({}, 'web');
      const worker = await installation.start({ PORT: '0' }, 'worker');
      expect(web.banner).toMatch(/^Hài Lòng runs \(web\)/);
      expect(web.banner).not.toMatch(/set for production: (DATABASE_URL|REDIS_URL)|WARNING/);
      expect(worker.banner).toMatch(/^Hài Lòng runs \(worker\)/);
      expect([(await web.end(signal)).code, (await worker.end(signal)).code]).toEqual([0, 0]);
    }
    expect(await readdir(installation.dataDir)).toEqual([]);
    const client = new Redis(redis.url);
    expect(await client.ping()).toBe('PONG');
    client.disconnect();
    await installation.remove();
    await database.drop();
  });

  it('warns of a Redis that could lose or evict answers', async () => {
    await configure(['appendonly', 'no'], ['maxmemory-policy', 'allkeys-lru']);
    const installation = await createInstallation({ REDIS_URL: redis.url });
    const service = await installation.start();
    expect(service.banner).toMatch(/WARNING .*appendonly yes/);
    expect(service.banner).toMatch(/WARNING .*maxmemory-policy noeviction/);
    expect(service.banner).not.toContain(new URL(redis.url).password);
    await service.end('SIGTERM');
    await installation.remove();
  });
});

/** A port is kept unless somebody took it meanwhile. */
function withoutPorts(banner: string): string {
  return banner.replaceAll(/(127\.0\.0\.1):\d+/g, '$1');
}
