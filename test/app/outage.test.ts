import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/lib/embedded-postgres.ts';
import { BOT_TOKEN } from '../support/fixed-secrets.ts';
import { until } from '../support/look.ts';
import { startFakeTelegram, type FakeTelegram } from '../support/telegram/fake-telegram.ts';
import { Crowd, printedSeed, wholeOutcome } from './support/crowd.ts';
import { createInstallation, type Installation } from './support/installation.ts';

const PEOPLE = 20;

describe('app/outage', () => {
  let folder: string;
  let database: EmbeddedPostgres;
  let telegram: FakeTelegram;
  let installation: Installation;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-outage-'));
    await chmod(folder, 0o755);
    database = await startDatabase();
    telegram = await startFakeTelegram({ token: BOT_TOKEN, limits: null });
    installation = await createInstallation({
      DATABASE_URL: database.url,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      TELEGRAM_BOT_TOKEN: BOT_TOKEN,
      TELEGRAM_API_ROOT: telegram.url,
    });
    await installation.importUnits();
  });

  afterEach(async () => {
    await installation.remove();
    await telegram.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function startDatabase(): Promise<EmbeddedPostgres> {
    return startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), settings: { fsync: 'off' } });
  }

  /** A service in the middle of a crowd's answers. */
  async function answering(environment: Readonly<Record<string, string>> = {}) {
    const webhook = { PUBLIC_URL: installation.url, TELEGRAM_WEBHOOK_SECRET: `secret-${randomUUID()}` };
    const service = await installation.start({ ...webhook, ...environment });
    const up = () => Promise.resolve();
    const crowd = await Crowd.invite({ telegram, installation, size: PEOPLE, up, random: printedSeed() });
    const finished = crowd.finish();
    await crowd.reaches(0.3);
    return { service, crowd, finished };
  }

  /** Resolves to what to wake. */
  async function hangRedis(): Promise<number> {
    const redis = await installation.pidOf('redis');
    if (redis === null) throw new Error('No Redis lives.');
    process.kill(redis, 'SIGSTOP');
    return redis;
  }

  async function statusOf(path: string): Promise<number> {
    return (await fetch(`${installation.url}${path}`)).status;
  }

  async function metric(name: string): Promise<number> {
    const text = await (await fetch(`${installation.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
  }

  it(
    'takes updates while PostgreSQL is away, and lets them take effect when it is back',
    { timeout: 180_000 },
    async () => {
      const { service, crowd, finished } = await answering();
      await database.stop();
      const before = crowd.acknowledged;
      await until(async () => crowd.acknowledged > before + PEOPLE / 2, 'updates are taken meanwhile');
      expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503]);
      database = await startDatabase();
      await finished;
      expect(await crowd.outcome()).toEqual(wholeOutcome(PEOPLE));
      await until(async () => (await statusOf('/readyz')) === 200, 'the service is ready again');
      expect(await service.end('SIGTERM')).toMatchObject({ code: 0 });
    },
  );

  it('spools updates while Redis hangs, and lets them take effect when it goes on', { timeout: 180_000 }, async () => {
    const { service, crowd, finished } = await answering({ SPOOL_DIR: join(folder, 'spool') });
    const redis = await hangRedis();
    const before = crowd.acknowledged;
    await until(async () => crowd.acknowledged > before + PEOPLE / 2, 'updates are taken meanwhile');
    expect(await statusOf('/readyz')).toBe(200);
    expect(await metric('hai_long_spool_files')).toBeGreaterThan(0);
    process.kill(redis, 'SIGCONT');
    await finished;
    expect(await crowd.outcome()).toEqual(wholeOutcome(PEOPLE));
    expect(await metric('hai_long_spool_files')).toBe(0);
    expect(await service.end('SIGTERM')).toMatchObject({ code: 0 });
  });

  it(
    'loses nothing that it took while Redis hangs and there is no spool, and is tapped again where Telegram gave up',
    { timeout: 180_000 },
    async () => {
      const { service, crowd, finished } = await answering();
      const redis = await hangRedis();
      const usualMs = telegram.updates.tapLifeMs;
      telegram.updates.tapLifeMs = 2_000;
      await until(async () => telegram.updates.lapsed().length > 0, 'taps are given up', 60_000);
      telegram.updates.tapLifeMs = usualMs;
      expect(await statusOf('/readyz')).toBe(503);
      process.kill(redis, 'SIGCONT');
      await finished;
      expect(await crowd.outcome()).toEqual(wholeOutcome(PEOPLE));
      expect(await service.end('SIGTERM')).toMatchObject({ code: 0 });
    },
  );

  it('does not start with a spool that it cannot write', { timeout: 60_000 }, async () => {
    const { code, output } = await installation.run(['all'], { SPOOL_DIR: '/dev/null' });
    expect(code).toBe(1);
    expect(output).toContain('spool-unwritable');
  });
});
