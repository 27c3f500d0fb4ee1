import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keysAt } from '../../src/app/open-keys.ts';
import { queueCodec } from '../../src/app/queue-codec.ts';
import { readConfig } from '../../src/config.ts';
import { startEmbeddedRedis, type EmbeddedRedis } from '../../src/lib/embedded-redis.ts';
import type { Backend } from '../../src/queue/backend.ts';
import { openQueues } from '../../src/queue/queues.ts';
import { until } from '../support/look.ts';
import { logToRun } from '../support/run-log.ts';
import { createInstallation, WITHOUT_REDIS, type Installation } from './support/installation.ts';
import type { Env } from './support/spawn-service.ts';

describe('app/take-over-jobs', { timeout: 120_000 }, () => {
  let folder: string;
  let external: EmbeddedRedis;
  let installation: Installation;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-external-'));
    await chmod(folder, 0o755);
    const server = await startEmbeddedRedis({ dataDir: join(folder, 'redis') });
    if (!server) throw new Error('redis-server is missing');
    external = server;
    installation = await createInstallation();
  });

  afterEach(async () => {
    await installation.remove();
    await external.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** A service takes an update and is killed before it takes effect; its servers live on. */
  async function leaveUpdate(env: Env, backend: () => Promise<Backend>): Promise<void> {
    const service = await installation.start(env);
    await service.end('SIGKILL');
    const { vault } = await keysAt(readConfig(installation.env));
    const codec = queueCodec(vault);
    const queues = await openQueues({ backend: await backend(), ...codec, channels: [], log: logToRun() });
    await queues.inbox.accept({
      channel: 'web',
      account: 'web',
      updateId: 'left-behind',
      address: 'A'.repeat(22),
      device: 'device',
      locale: null,
      receivedAt: new Date().toISOString(),
      event: { kind: 'opened' },
    });
    await queues.close();
  }

  async function embeddedRedis(): Promise<Backend> {
    const { port, password } = JSON.parse(await readFile(join(installation.dataDir, 'redis', 'server.json'), 'utf8'));
    return { kind: 'redis', url: `redis://:${password}@127.0.0.1:${port}` };
  }

  async function embeddedPostgres(): Promise<Backend> {
    return { kind: 'postgres', url: await installation.databaseUrl() };
  }

  async function takesEffect(): Promise<void> {
    await until(
      async () =>
        (await installation.rows(`SELECT FROM register.inbound_update WHERE update_id = 'left-behind'`)).length > 0,
      'the update takes effect',
    );
  }

  async function recorded(): Promise<string | undefined> {
    const rows = await installation.rows<{ value: string }>(
      `SELECT value FROM register.setting WHERE key = 'queue-backend'`,
    );
    return rows[0]?.value;
  }

  it('moves what waits in PostgreSQL to Redis once there is a redis-server', async () => {
    await leaveUpdate(WITHOUT_REDIS, embeddedPostgres);
    expect(await recorded()).toBe('postgres');
    const service = await installation.start();
    expect(service.banner).toMatch(/embedded Redis at .*, 1 jobs taken over\n/);
    await takesEffect();
    expect(await recorded()).toBe('embedded-redis');
    expect((await service.end('SIGTERM')).code).toBe(0);
  });

  it('moves what waits in the embedded Redis to REDIS_URL, and stops the embedded one', async () => {
    await leaveUpdate({}, embeddedRedis);
    const service = await installation.start({ REDIS_URL: external.url });
    expect(service.banner).toMatch(/queue +redis:\/\/127\.0\.0\.1:\d+, 1 jobs taken over\n/);
    expect(await installation.pidOf('redis')).toBeNull();
    await takesEffect();
    expect(await recorded()).toBe(`redis://127.0.0.1:${new URL(external.url).port}`);
    expect((await service.end('SIGTERM')).code).toBe(0);
  });

  it('refuses to leave an embedded Redis that cannot be opened any more, until it is given up', async () => {
    await (await installation.start()).end('SIGTERM');
    const refused = await installation.run(['all'], WITHOUT_REDIS);
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/queue-left-behind: .*embedded Redis.*install redis-server[^]*queue -- abandon/);
    expect(await installation.pidOf('postgres')).toBeNull();

    expect(await installation.run(['queue', 'abandon'], WITHOUT_REDIS)).toMatchObject({ code: 0 });
    const service = await installation.start(WITHOUT_REDIS);
    expect(service.banner).toMatch(/queue +PostgreSQL/);
    await service.end('SIGTERM');
  });

  it('refuses to leave a REDIS_URL that is gone, without its password', async () => {
    await (await installation.start({ REDIS_URL: external.url })).end('SIGTERM');
    const refused = await installation.run(['all']);
    expect(refused.code).toBe(1);
    const { port, password } = new URL(external.url);
    expect(refused.output).toMatch(new RegExp(`queue-left-behind: .*redis://127\\.0\\.0\\.1:${port} .*set REDIS_URL`));
    expect(refused.output).not.toContain(password);
    expect([await installation.pidOf('postgres'), await installation.pidOf('redis')]).toEqual([null, null]);
  });
});
