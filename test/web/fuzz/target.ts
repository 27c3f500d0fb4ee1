import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { freePort } from '../../../src/lib/free-port.ts';
import { packageRoot } from '../../../src/lib/package-root.ts';
import type { RouteEntry } from '../../../src/web/access.ts';
import { createDatabase } from '../../support/database.ts';
import { ADMIN, API_KEY, BOT_TOKEN } from '../../support/fixed-secrets.ts';
import { query } from '../../support/look.ts';
import { startFakeTelegram } from '../../support/telegram/fake-telegram.ts';
import { startFakeZalo } from '../../support/zalo/fake-zalo.ts';
import { ACCOUNT } from '../../support/zalo/samples.ts';
import { zaloEnv } from '../../support/zalo-service.ts';
import type { Told } from './serve.ts';

/** A running service with everything that an attacker can reach, and what only its owner sees. */
export interface Target {
  readonly url: string;
  readonly routes: readonly RouteEntry[];
  readonly webhookSecret: string;
  sign(raw: string, timestamp: string): string;
  rows<Row extends object>(sql: string): Promise<readonly Row[]>;
  /** Log lines of level `error` and above since the last call. */
  complaints(): readonly string[];
  /** Bytes that live after a collection. */
  heap(): Promise<number>;
  close(): Promise<void>;
}

const SERVE = join(packageRoot(), 'dist', 'test', 'web', 'fuzz', 'serve.js');
const ERROR_LEVEL = 50;

export async function startTarget(): Promise<Target> {
  const telegram = await startFakeTelegram({ token: BOT_TOKEN, limits: null });
  const zalo = await startFakeZalo(ACCOUNT);
  const database = await createDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'hai-long-fuzz-'));
  const webhookSecret = `secret-${randomUUID()}`;
  const port = String(await freePort());
  const child = fork(SERVE, {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: port,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      BOOTSTRAP_API_KEY: API_KEY,
      BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
      BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
      SECOND_FACTOR: 'optional',
      TELEGRAM_BOT_TOKEN: BOT_TOKEN,
      TELEGRAM_API_ROOT: telegram.url,
      TELEGRAM_WEBHOOK_SECRET: webhookSecret,
      SURVEY_DELAY_MINUTES: '0',
      SURVEY_WINDOW: 'always',
      MIX_BATCH: '1',
      ...zaloEnv(zalo),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  const log = new ServiceLog(child);
  const ready = await next(child, 'ready', log);
  return {
    ...ready,
    webhookSecret,
    sign: (raw, timestamp) => zalo.sign(raw, timestamp),
    rows: (sql) => query(database.url, sql),
    complaints: () => log.complaints(),
    async heap() {
      const told = next(child, 'heap', log);
      child.send('heap');
      return (await told).bytes;
    },
    async close() {
      if (child.connected) child.send('stop');
      await ended;
      await telegram.stop();
      await zalo.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Everything goes into the log of the run, which is searched for personal data; what complains is kept. */
class ServiceLog {
  readonly #complaints: string[] = [];
  #rest = '';
  #tail = '';

  constructor({ stdout, stderr }: ChildProcess) {
    for (const stream of [stdout, stderr]) stream?.setEncoding('utf8').on('data', (text: string) => this.#take(text));
  }

  get tail(): string {
    return this.#tail;
  }

  complaints(): readonly string[] {
    return this.#complaints.splice(0);
  }

  #take(text: string): void {
    this.#tail = `${this.#tail}${text}`.slice(-5_000);
    const lines = `${this.#rest}${text}`.split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      appendFileSync(inject('runLog'), `${line}\n`);
      const level = /^\{"level":(\d+)/.exec(line)?.[1];
      if (level !== undefined && Number(level) >= ERROR_LEVEL) this.#complaints.push(line);
    }
  }
}

async function next<Kind extends Told['kind']>(
  child: ChildProcess,
  kind: Kind,
  log: ServiceLog,
): Promise<Extract<Told, { readonly kind: Kind }>> {
  const gone = once(child, 'exit').then(() => {
    throw new Error(`The service has ended:\n${log.tail}`);
  });
  const told = new Promise<Extract<Told, { readonly kind: Kind }>>((resolve) => {
    child.on('message', function take(message: Told) {
      if (message.kind !== kind) return;
      child.off('message', take);
      resolve(message as Extract<Told, { readonly kind: Kind }>);
    });
  });
  gone.catch(() => undefined);
  return Promise.race([told, gone]);
}
