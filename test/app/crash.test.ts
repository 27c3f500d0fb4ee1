import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN } from '../support/fixed-secrets.ts';
import { startFakeTelegram, type FakeTelegram } from '../support/telegram/fake-telegram.ts';
import { Crowd, printedSeed, wholeOutcome } from './support/crowd.ts';
import { createInstallation, WITHOUT_REDIS, type Installation } from './support/installation.ts';
import type { Env } from './support/spawn-service.ts';

const BACKENDS: Readonly<Record<'Redis' | 'PostgreSQL', Env>> = { Redis: {}, PostgreSQL: WITHOUT_REDIS };

const SETTINGS = [
  { backend: 'Redis', updates: 'polling' },
  { backend: 'Redis', updates: 'webhook' },
  { backend: 'PostgreSQL', updates: 'polling' },
] as const;

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
    await installation.importUnits();
  });

  afterEach(async () => {
    await installation.remove();
    await telegram.stop();
  });

  it.each(SETTINGS)(
    'loses and doubles nothing when it is killed in the middle of 200 surveys on $backend by $updates',
    { timeout: 600_000 },
    async ({ backend, updates }) => {
      const env = { ...BACKENDS[backend], ...(updates === 'webhook' ? webhookOf(installation) : {}) };
      const random = printedSeed();
      let running = installation.start(env);
      await running;
      const crowd = await Crowd.invite({ telegram, installation, size: 200, up: () => running, random });
      const finished = crowd.finish();
      for (const half of [0, 1]) {
        await crowd.reaches((half + random()) / 2);
        await (await running).end('SIGKILL');
        running = installation.start(env);
        await running;
      }
      await finished;
      expect(await crowd.outcome()).toEqual(wholeOutcome(200));
      expect(await installation.run(['queue', 'dead', 'list'], env)).toEqual({ code: 0, output: '' });
    },
  );
});

function webhookOf({ url }: Installation): Env {
  return { PUBLIC_URL: url, TELEGRAM_WEBHOOK_SECRET: `secret-${randomUUID()}` };
}
