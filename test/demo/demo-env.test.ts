import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { demoBotToken, demoEnv, demoPorts } from './demo-env.ts';
import { demoSecrets } from './demo-secrets.ts';

describe('demo/demo-env', () => {
  it('never passes on a database, a queue or a bot that somebody works with', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hai-long-demo-'));
    const theirs = {
      DATABASE_URL: 'postgresql://somebody@db.example.org/real',
      REDIS_URL: 'redis://redis.example.org',
      TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-theirs',
      ZALO_APP_ID: '1',
      ZALO_REFRESH_TOKEN: 'a-grant-of-theirs',
      DATA_DIR: folder,
    };
    const secrets = await demoSecrets(folder);
    const given = { secrets, port: 8080, botToken: demoBotToken(), apiRoot: 'http://127.0.0.1:1', zalo: {} };
    const config = readConfig(demoEnv(theirs, given));
    expect([config.database, config.redisUrl, config.telegram?.webhookSecret, config.zalo]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(config).toMatchObject({
      mix: { batch: 1 },
      survey: { delayMinutes: 0, window: 'always' },
      logLevel: 'warn',
    });
    await rm(folder, { recursive: true });
  });

  it('makes up its secrets once, for the eyes of their owner', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hai-long-demo-'));
    const first = await demoSecrets(folder);
    expect(await demoSecrets(folder)).toEqual(first);
    expect((await stat(join(folder, 'demo.json'))).mode & 0o777).toBe(0o600);
    expect(first.password.length).toBeGreaterThanOrEqual(12);
    await rm(folder, { recursive: true });
  });

  it('takes another port when its own is taken, and says which one was', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(address !== null && typeof address === 'object' ? address.port : 0);
      });
    });
    const ports = await demoPorts({ PORT: String(port) });
    expect(ports.taken).toBe(port);
    expect(ports.service).not.toBe(port);
    expect((await demoPorts({ PORT: '0' })).taken).toBeNull();
    other.close();
  });
});
