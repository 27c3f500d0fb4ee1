import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN } from '../support/fixed-secrets.ts';
import { until } from '../support/look.ts';
import { startFakeTelegram, type FakeTelegram } from '../support/telegram/fake-telegram.ts';
import { Crowd, seeded } from './support/crowd.ts';
import {
  createInstallation,
  DEMO_UNITS,
  WITHOUT_REDIS,
  type Installation,
  type Server,
} from './support/installation.ts';
import type { Env } from './support/spawn-service.ts';

const BACKENDS: Readonly<Record<'Redis' | 'PostgreSQL', Env>> = { Redis: {}, PostgreSQL: WITHOUT_REDIS };

const KILLED_SERVICES = [
  { backend: 'Redis', updates: 'polling' },
  { backend: 'Redis', updates: 'webhook' },
  { backend: 'PostgreSQL', updates: 'polling' },
] as const;

const KILLED_SERVERS: readonly { readonly backend: 'Redis' | 'PostgreSQL'; readonly server: Server }[] = [
  { backend: 'Redis', server: 'redis' },
  { backend: 'Redis', server: 'postgres' },
  { backend: 'PostgreSQL', server: 'postgres' },
];

describe('app/crash', () => {
  let telegram: FakeTelegram;
  let installation: Installation;

  beforeEach(async () => {
    telegram = await startFakeTelegram({ token: BOT_TOKEN, limits: null });
    installation = await createInstallation({
      TELEGRAM_BOT_TOKEN: BOT_TOKEN,
      TELEGRAM_API_ROOT: telegram.url,
      TELEGRAM_BULK_PER_SECOND: '1000',
    });
    expect(await installation.run(['units', 'import', DEMO_UNITS])).toMatchObject({ code: 0 });
  });

  afterEach(async () => {
    await installation.remove();
    await telegram.stop();
  });

  it.each(KILLED_SERVICES)(
    'loses and doubles nothing when it is killed in the middle of 200 surveys on $backend by $updates',
    { timeout: 400_000 },
    async ({ backend, updates }) => {
      const env = { ...BACKENDS[backend], ...(updates === 'webhook' ? webhookOf(installation) : {}) };
      const random = seeded();
      let running = installation.start(env);
      await running;
      const crowd = await Crowd.invite({ telegram, installation, size: 200, up: () => running, random });
      const finished = crowd.finish();
      for (const third of [0, 1, 2]) {
        await crowd.reaches((third + random()) / 3);
        await (await running).end('SIGKILL');
        running = installation.start(env);
        await running;
      }
      await finished;
      await crowd.expectWhole();
      expect(await installation.run(['queue', 'dead', 'list'], env)).toEqual({ code: 0, output: '' });
    },
  );

  it.each(KILLED_SERVERS)(
    'starts its embedded $server again, and loses and doubles nothing, when that is killed on $backend',
    { timeout: 300_000 },
    async ({ backend, server }) => {
      const env = BACKENDS[backend];
      const random = seeded();
      const service = await installation.start(env);
      const crowd = await Crowd.invite({ telegram, installation, size: 40, up: () => Promise.resolve(), random });
      const finished = crowd.finish();
      for (const half of [0, 1]) {
        await crowd.reaches((half + random()) / 2);
        await killServer(server);
      }
      await finished;
      await crowd.expectWhole();
      expect(await service.end('SIGTERM')).toMatchObject({ code: 0 });
      expect([await installation.pidOf('redis'), await installation.pidOf('postgres')]).toEqual([null, null]);
    },
  );

  async function killServer(server: Server): Promise<void> {
    const pid = await installation.pidOf(server);
    if (pid === null) throw new Error(`No ${server} lives.`);
    process.kill(pid, 'SIGKILL');
    await until(async () => ![null, pid].includes(await installation.pidOf(server)), `${server} is back`);
  }
});

function webhookOf({ url }: Installation): Env {
  return { PUBLIC_URL: url, TELEGRAM_WEBHOOK_SECRET: `secret-${randomUUID()}` };
}
