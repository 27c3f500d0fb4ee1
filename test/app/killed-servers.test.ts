import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN } from '../support/fixed-secrets.ts';
import { until } from '../support/look.ts';
import { startFakeTelegram, type FakeTelegram } from '../support/telegram/fake-telegram.ts';
import { Crowd, printedSeed, wholeOutcome } from './support/crowd.ts';
import { createInstallation, WITHOUT_REDIS, type Installation, type Server } from './support/installation.ts';
import type { Env } from './support/spawn-service.ts';

const SETTINGS: readonly { readonly server: Server; readonly backend: string; readonly env: Env }[] = [
  { server: 'redis', backend: 'Redis', env: {} },
  { server: 'postgres', backend: 'Redis', env: {} },
  { server: 'postgres', backend: 'PostgreSQL', env: WITHOUT_REDIS },
];
const PEOPLE = 20;

describe('app/killed-servers', () => {
  let telegram: FakeTelegram;
  let installation: Installation;

  beforeEach(async () => {
    telegram = await startFakeTelegram({ token: BOT_TOKEN, limits: null });
    installation = await createInstallation({ TELEGRAM_BOT_TOKEN: BOT_TOKEN, TELEGRAM_API_ROOT: telegram.url });
    await installation.importUnits();
  });

  afterEach(async () => {
    await installation.remove();
    await telegram.stop();
  });

  it.each(SETTINGS)(
    'starts its embedded $server again when that is killed with the queue on $backend, and loses and doubles nothing',
    { timeout: 300_000 },
    async ({ server, env }) => {
      const random = printedSeed();
      const service = await installation.start(env);
      const crowd = await Crowd.invite({ telegram, installation, size: PEOPLE, up: () => Promise.resolve(), random });
      const finished = crowd.finish();
      await crowd.reaches(random());
      await killServer(server);
      await finished;
      expect(await crowd.outcome()).toEqual(wholeOutcome(PEOPLE));
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
