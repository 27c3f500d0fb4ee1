import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { packageRoot } from '../../../src/lib/package-root.ts';
import { freePort } from '../../../src/lib/free-port.ts';
import { seedReferences } from '../../../src/app/seed-references.ts';
import { Vault } from '../../../src/lib/vault.ts';
import { applyMigrations } from '../../../src/store/apply-migrations.ts';
import { connect } from '../../../src/store/connect.ts';
import { openReferences } from '../../../src/store/references.ts';
import { API_KEY, BOT_TOKEN } from '../../support/fixed-secrets.ts';
import type { Target } from './http-lane.ts';
import type { Machine } from './machine.ts';
import { prepareFilled } from './prepare-filled.ts';
import { endChild, startChild, used, type Env, type Used } from './processes.ts';

const MASTER_KEY = Buffer.alloc(32, 7);
export const ACCOUNT = BOT_TOKEN.split(':')[0] ?? '';
const UP_MS = 60_000;

/** The service under test: one web and one worker process, as production runs it. */
export interface Product {
  readonly url: string;
  readonly databaseUrl: string;
  readonly webhook: Target;
  readonly vault: Vault;
  readonly pool: pg.Pool;
  usage(): Promise<Readonly<Record<string, Used>>>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  /** Names the database. */
  readonly name: string;
  readonly communes: number;
  readonly env?: Env;
  /** That was filled by `npm run bench:seed`, instead of one without a row. */
  readonly filled?: string;
}

export async function startProduct(machine: Machine, options: ProductOptions): Promise<Product> {
  const { name, communes, env = {}, filled } = options;
  const databaseUrl = filled ?? (await createSeeded(machine, name));
  await machine.flushQueue();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  pool.on('error', () => undefined);
  if (filled !== undefined) await prepareFilled(filled);
  await addCommunes(pool, communes);
  const secret = `secret-${randomUUID()}`;
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const shared: Env = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: machine.redisUrl,
    DATA_DIR: join(machine.folder, name),
    ENCRYPTION_KEY: MASTER_KEY.toString('base64'),
    PUBLIC_URL: url,
    BOOTSTRAP_API_KEY: API_KEY,
    SECOND_FACTOR: 'optional',
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    TELEGRAM_API_ROOT: machine.platform.url,
    TELEGRAM_WEBHOOK_SECRET: secret,
    TELEGRAM_BULK_PER_SECOND: '10000',
    SURVEY_DELAY_MINUTES: '0',
    SURVEY_WINDOW: 'always',
    ...env,
  };
  const web = await startRole('web', machine, { ...shared, PORT: String(port) });
  const worker = await startRole('worker', machine, { ...shared, PORT: String(await freePort()) });
  const roles = { web: web.pid, worker: worker.pid };
  return {
    url,
    databaseUrl,
    webhook: { port, path: '/webhooks/telegram', headers: { 'x-telegram-bot-api-secret-token': secret } },
    vault: new Vault(MASTER_KEY),
    pool,
    async usage() {
      const { postgres, redis } = machine.serverPids;
      return {
        web: await used(roles.web),
        worker: await used(roles.worker),
        postgres: await used(postgres, true),
        redis: await used(redis),
        platform: await used(machine.platform.pid),
        generator: await used(machine.generator.pid),
      };
    },
    async stop() {
      await pool.end();
      await Promise.all([web.end(), worker.end()]);
      if (filled === undefined) await machine.dropDatabase(name);
    },
  };
}

async function createSeeded(machine: Machine, name: string): Promise<string> {
  const url = await machine.createDatabase(name);
  await applyMigrations(url);
  const database = connect({ url });
  await seedReferences(openReferences(database.register));
  await database.close();
  return url;
}

/** Resolves when it can do its work. */
export async function startRole(role: 'web' | 'worker' | 'all', machine: Machine, env: Env) {
  const log = join(machine.folder, `${role}.log`);
  const child = startChild('src/main.js', [role], env, log, optionsOfStart());
  let ended = false;
  void once(child, 'exit').then(() => (ended = true));
  const deadline = Date.now() + UP_MS;
  while (!(await isReady(env['PORT'] ?? ''))) {
    if (ended || Date.now() > deadline) throw new Error(`The ${role} process does not start.\n${await endOf(log)}`);
    await sleep(20);
  }
  return { pid: child.pid ?? 0, end: () => endChild(child) };
}

/** What `npm start` gives to Node. */
function optionsOfStart(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as Package;
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

interface Package {
  readonly scripts: { readonly start: string };
}

/** What it said last; the folder goes with the machine. */
async function endOf(log: string): Promise<string> {
  return (await readFile(log, 'utf8')).slice(-2_000);
}

async function isReady(port: string): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Communes 30001 and on, of province 01, beside the provinces that a first start brings. */
async function addCommunes(pool: pg.Pool, communes: number): Promise<void> {
  await pool.query(
    `INSERT INTO register.unit (code, name, type, parent_code, agency_codes, valid_from)
     SELECT (30000 + n)::text, 'Xã ' || n, 'xã', '01', '{}', DATE '2025-07-01' FROM generate_series(1, $1::int) AS n
     ON CONFLICT DO NOTHING`,
    [communes],
  );
}

export function cpuBetween(
  before: Readonly<Record<string, Used>>,
  after: Readonly<Record<string, Used>>,
): Readonly<Record<string, number>> {
  const seconds = (name: string) => (after[name]?.cpuSeconds ?? 0) - (before[name]?.cpuSeconds ?? 0);
  return Object.fromEntries(Object.keys(after).map((name) => [name, Math.round(seconds(name) * 100) / 100]));
}

export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
