import { chmod, mkdir, mkdtemp, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../src/lib/free-port.ts';
import { packageRoot } from '../../../src/lib/package-root.ts';
import { API_KEY } from '../../support/fixed-secrets.ts';
import { query } from '../../support/look.ts';
import { runMain, spawnService, type Ended, type Env, type SpawnedService } from './spawn-service.ts';

export type Server = 'postgres' | 'redis';

/** An embedded installation in a folder of its own, as somebody has who clones and starts it. */
export interface Installation {
  readonly dataDir: string;
  readonly url: string;
  readonly env: Env;
  start(env?: Env, role?: string): Promise<SpawnedService>;
  run(args: readonly string[], env?: Env): Promise<Ended>;
  /** The demonstration communes, by the command for it. */
  importUnits(): Promise<void>;
  /** Process id of an embedded server that lives; null when none does. */
  pidOf(server: Server): Promise<number | null>;
  databaseUrl(): Promise<string>;
  rows<Row extends object>(sql: string): Promise<readonly Row[]>;
  /** Ends what still runs and removes the folder. */
  remove(): Promise<void>;
}

const DEMO_UNITS = join(packageRoot(), 'prisma', 'seed', 'demo-units.csv');
/** A PATH on which no redis-server is found. */
export const WITHOUT_REDIS: Env = { PATH: '/nonexistent' };

const PID_FILES: Readonly<Record<Server, string>> = { postgres: 'postmaster.pid', redis: 'redis.pid' };
/** PostgreSQL's fast shutdown, and Redis' usual one. */
const STOP_SIGNALS = { postgres: 'SIGINT', redis: 'SIGTERM' } as const;

export async function createInstallation(given: Env = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-app-'));
  // As root the database's account must be able to enter.
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const port = String(await freePort());
  const env = {
    PORT: port,
    DATA_DIR: dataDir,
    BOOTSTRAP_API_KEY: API_KEY,
    SURVEY_DELAY_MINUTES: '0',
    SURVEY_WINDOW: 'always',
    MIX_BATCH: '1',
    ...given,
  };
  const services: SpawnedService[] = [];
  const run = (args: readonly string[], more: Env = {}) => runMain(args, { ...env, ...more });
  const pidOf = (server: Server) => livePid(join(dataDir, server), PID_FILES[server]);

  async function databaseUrl(): Promise<string> {
    if (given['DATABASE_URL'] !== undefined) return given['DATABASE_URL'];
    const { password, port } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'));
    return `postgresql://hai_long:${password}@127.0.0.1:${port}/hai_long`;
  }

  return {
    dataDir,
    url: `http://127.0.0.1:${port}`,
    env,
    async start(more = {}, role = 'all') {
      const service = await spawnService({ ...env, ...more }, role);
      services.push(service);
      return service;
    },
    run,
    async importUnits() {
      const { code, output } = await run(['units', 'import', DEMO_UNITS]);
      if (code !== 0) throw new Error(`The communes cannot be imported: ${output}`);
    },
    pidOf,
    databaseUrl,
    rows: async (sql) => query(await databaseUrl(), sql),
    async remove() {
      await Promise.all(services.map((service) => service.end('SIGKILL')));
      await Promise.all([stopServer('postgres', pidOf), stopServer('redis', pidOf)]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function stopServer(server: Server, pidOf: Installation['pidOf']): Promise<void> {
  const pid = await pidOf(server);
  if (pid === null) return;
  process.kill(pid, STOP_SIGNALS[server]);
  while ((await pidOf(server)) !== null) await sleep(20);
}

/** A process id may have passed to somebody else: what counts is where the process works. */
async function livePid(folder: string, file: string): Promise<number | null> {
  const pid = Number.parseInt(await readFile(join(folder, file), 'utf8').catch(() => ''), 10);
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return cwd === folder ? pid : null;
}
