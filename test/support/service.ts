import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type RunningApp } from '../../src/app.ts';
import { importUnits } from '../../src/service/import-units.ts';
import { readConfig } from '../../src/config.ts';
import { freePort } from '../../src/lib/free-port.ts';
import type { Clock } from '../../src/service/ports.ts';
import { completedDossier, type ApiResult, type DossierBody } from './dossier-body.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { logToRun } from './run-log.ts';
import { demoUnits } from './demo-units.ts';
import { ADMIN, API_KEY, BOT_TOKEN } from './fixed-secrets.ts';
import { startFakeTelegram, type FakeTelegram } from './telegram/fake-telegram.ts';
import { withClosers, type OnClose } from './with-closers.ts';

export { completedDossier, type ApiResult, type DossierBody };

export interface TestService extends RunningApp {
  readonly telegram: FakeTelegram;
  readonly database: TestDatabase;
  /** What a second process needs to work beside this one, or to take over after it. */
  readonly env: Readonly<Record<string, string>>;
  /** Registers and completes dossiers of the demonstration commune 99001; resolves to the API's results. */
  register(rows: readonly DossierChanges[]): Promise<readonly ApiResult[]>;
}

/** What differs from a dossier completed an hour ago; undefined leaves a field out. */
export type DossierChanges = { readonly [Field in keyof DossierBody]?: DossierBody[Field] | undefined };

export interface ServiceOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** How updates come in. */
  readonly updates?: 'polling' | 'webhook';
  /** What the services read; queues and the channel's pace go by it too, so it must run. */
  readonly clock?: MovableClock;
  /** Told each line of the log. */
  readonly onLine?: (line: string) => void;
}

export interface MovableClock extends Clock {
  /** To this instant; it runs on from there. */
  moveTo(instant: string): void;
  /** By so much ahead. */
  skip(ms: number): void;
}

export function movableClock(): MovableClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    moveTo: (instant) => void (offset = Date.parse(instant) - Date.now()),
    skip: (ms) => void (offset += ms),
  };
}

/** The whole service in this process, on a database, a Redis and a Bot API of its own; everything goes with `close`. */
export function startService(options: ServiceOptions = {}): Promise<TestService> {
  return withClosers((onClose) => open(options, onClose));
}

async function open({ updates = 'polling', clock, ...options }: ServiceOptions, onClose: OnClose) {
  const dataDir = await mkdtemp(join(tmpdir(), 'hai-long-service-'));
  onClose(() => rm(dataDir, { recursive: true, force: true }));
  const database = await createDatabase();
  onClose(database.drop);
  const telegram = await startFakeTelegram({ token: BOT_TOKEN, limits: null });
  onClose(() => telegram.stop());
  const port = await freePort();
  const address = { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` };
  const env = { ...environment(database.url, dataDir, telegram.url, updates), ...address, ...options.env };
  const app = await startApp(readConfig(env), 'all', { log: logToRun(options.onLine), ...(clock && { clock }) });
  onClose(() => app.close());
  await importUnits(app.parts.references, await demoUnits());
  return {
    ...app,
    telegram,
    database,
    env,
    register: (rows: readonly DossierChanges[]) => register(app.url, rows),
  };
}

export function environment(
  databaseUrl: string,
  dataDir: string,
  apiRoot: string,
  updates: 'polling' | 'webhook',
): Readonly<Record<string, string>> {
  return {
    PORT: '0',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    BOOTSTRAP_API_KEY: API_KEY,
    SECOND_FACTOR: 'optional',
    // Tests share their machine with one another.
    MAX_EVENT_LOOP_DELAY_MS: '0',
    BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
    BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    TELEGRAM_API_ROOT: apiRoot,
    ...(updates === 'webhook' ? { TELEGRAM_WEBHOOK_SECRET: `secret-${randomUUID()}` } : {}),
    SURVEY_DELAY_MINUTES: '0',
    SURVEY_WINDOW: 'always',
    BACK_CHECK_PERCENT: '0',
    MIX_BATCH: '1',
  };
}

async function register(url: string, rows: readonly DossierChanges[]): Promise<readonly ApiResult[]> {
  const httpResponse = await fetch(`${url}/api/v1/dossiers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(rows.map((row) => ({ ...completedDossier(), ...row }))),
  });
  if (!httpResponse.ok)
    throw new Error(`The API answered ${String(httpResponse.status)}: ${await httpResponse.text()}`);
  const body = (await httpResponse.json()) as { readonly results: readonly ApiResult[] };
  return body.results;
}
