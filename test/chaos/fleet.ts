import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/lib/free-port.ts';
import { createLog } from '../../src/lib/log.ts';
import { packageRoot } from '../../src/lib/package-root.ts';
import { openQueues } from '../../src/queue/queues.ts';
import { API_KEY, BOT_TOKEN } from '../support/fixed-secrets.ts';
import { query } from '../support/look.ts';
import { bannerOf, startMain, type Env } from '../support/main-process.ts';
import { startFakeTelegram, type FakeTelegram } from '../support/telegram/fake-telegram.ts';
import type { Closer, Surroundings } from './surroundings/surroundings.ts';
import { supervise, type Part } from './part.ts';
import { startPostgresPart, type PostgresPart } from './postgres-part.ts';
import { startRedisPart, type RedisPart } from './redis-part.ts';
import { startRelay, type Relay, type Target } from './relay.ts';

/** Several web and worker processes behind a balancer, with PostgreSQL, Redis and a platform, all of them real processes. */
export interface Fleet {
  /** Of the balancer. */
  readonly url: string;
  readonly telegram: FakeTelegram;
  readonly redis: RedisPart;
  readonly postgres: PostgresPart;
  readonly webs: readonly Service[];
  readonly workers: readonly Service[];
  rows<Row extends object>(sql: string): Promise<readonly Row[]>;
  /** Jobs that failed for good, as queue and failure. */
  deadJobs(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface Service extends Part {
  readonly url: string;
}

export interface FleetSetting {
  readonly webs: number;
  readonly workers: number;
  readonly surroundings: Surroundings;
  /** Without one, what the queue does not take is refused. */
  readonly spools: boolean;
  /** One server by itself unless another set-up is named. */
  readonly database?: (dataDir: string) => Promise<PostgresPart>;
  /** One Redis unless another set-up is named. */
  readonly queue?: (folder: string) => Promise<RedisPart>;
  /** Lines of the services' logs. */
  readonly onLog?: (line: string) => unknown;
}

/** Several fleets start at once, on few cores. */
const START_MS = 180_000;
/** As long as a process holds to the units that it read before they are imported. */
const UNITS_MS = 5_000;
const DEMO_UNITS = join(packageRoot(), 'prisma', 'seed', 'demo-units.csv');

/** How to end each fleet that stands or is being set up. */
const ends = new Set<Closer>();
let isInterrupted = false;

/** So that a run that is interrupted leaves nothing behind. */
export function endFleetsOnSignal(): void {
  const leave = async () => {
    isInterrupted = true;
    await Promise.all([...ends].map((end) => end()));
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave());
}

export async function startFleet(setting: FleetSetting): Promise<Fleet> {
  const closers: Closer[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  const goOn = () => {
    if (isInterrupted) throw new Error('The run is interrupted.');
  };
  const starting = start(setting, closers, goOn);
  const end = async () => {
    await close();
    await starting.catch(() => undefined);
    await close();
    ends.delete(end);
  };
  ends.add(end);
  try {
    return { ...(await starting), close: end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function start(setting: FleetSetting, closers: Closer[], goOn: () => void): Promise<Omit<Fleet, 'close'>> {
  const { surroundings, database = startPostgresPart, queue = startRedisPart } = setting;
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-chaos-'));
  await chmod(folder, 0o755);
  closers.push(() => rm(folder, { recursive: true, force: true }));
  closers.push(...(await surroundings.prepare(folder)));
  const telegram = await startFakeTelegram({ token: BOT_TOKEN, limits: null });
  closers.push(() => telegram.stop());
  const postgres = await database(join(folder, 'database', 'postgres'));
  closers.push(() => postgres.stop());
  goOn();
  const redis = await queue(join(folder, 'queue'));
  closers.push(() => redis.stop());
  const services: Service[] = [];
  const balancer = await startRelay(() => services.filter(isWeb).map(targetOf));
  closers.push(() => balancer.close());
  const env = await environment({ postgres, redis, telegram, balancer });
  const launch = { env, folder, ...setting };
  for (const name of namesOf(setting)) services.push(await serviceOf(name, launch, closers));
  const desk = await surroundings.environment('desk', { ...env, DATA_DIR: join(folder, 'desk') });
  // The first one migrates; the others find it done.
  for (const service of services) {
    goOn();
    await service.start();
  }
  const { code, output } = await startMain(['units', 'import', DEMO_UNITS], desk).ended;
  if (code !== 0) throw new Error(`The communes cannot be imported: ${output}`);
  await sleep(UNITS_MS);
  return {
    url: `http://127.0.0.1:${balancer.port}`,
    telegram,
    redis,
    postgres,
    webs: services.filter(isWeb),
    workers: services.filter((service) => !isWeb(service)),
    rows: (sql) => query(postgres.url, sql),
    deadJobs: () => deadJobsOf(redis.url),
  };
}

async function deadJobsOf(url: string): Promise<readonly string[]> {
  const asIs = (text: string) => text;
  const queues = await openQueues({
    backend: { kind: 'redis', url },
    seal: asIs,
    open: asIs,
    log: createLog('silent'),
  });
  try {
    return (await queues.dead.list()).map(({ queue, failure }) => `${queue} ${failure}`);
  } finally {
    await queues.close();
  }
}

interface Around {
  readonly postgres: PostgresPart;
  readonly redis: RedisPart;
  readonly telegram: FakeTelegram;
  readonly balancer: Relay;
}

async function environment({ postgres, redis, telegram, balancer }: Around): Promise<Env> {
  return {
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    BOOTSTRAP_API_KEY: API_KEY,
    PUBLIC_URL: `http://127.0.0.1:${balancer.port}`,
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_WEBHOOK_SECRET: `secret-${randomUUID()}`,
    TELEGRAM_BULK_PER_SECOND: '1000',
    SURVEY_DELAY_MINUTES: '0',
    SURVEY_WINDOW: 'always',
    MIX_BATCH: '1',
  };
}

interface Launching extends FleetSetting {
  readonly env: Env;
  readonly folder: string;
}

async function serviceOf(name: string, setting: Launching, closers: Closer[]): Promise<Service> {
  const { surroundings, folder, spools, onLog = () => undefined } = setting;
  const port = await freePort();
  const dataDir = join(folder, name);
  await mkdir(dataDir);
  const own = { PORT: String(port), DATA_DIR: dataDir, ...(spools && { SPOOL_DIR: join(dataDir, 'spool') }) };
  const env = await surroundings.environment(name, { ...setting.env, ...own });
  const part = supervise(name, async () => {
    const running = startMain([roleOf(name)], env, surroundings.prefix(name));
    await bannerOf(running, START_MS);
    const ended = running.ended.then(({ output }) => output.split('\n').forEach(onLog));
    return { pid: running.pid, ended, kill: running.kill };
  });
  closers.push(() => part.stop());
  return { ...part, url: `http://${surroundings.hostOf(name)}:${port}` };
}

function namesOf({ webs, workers }: FleetSetting): readonly string[] {
  const named = (role: string, count: number) => Array.from({ length: count }, (_, i) => `${role}-${i + 1}`);
  return [...named('web', webs), ...named('worker', workers)];
}

function roleOf(name: string): string {
  return name.split('-')[0] ?? name;
}

function isWeb({ name }: Part): boolean {
  return roleOf(name) === 'web';
}

function targetOf({ url }: Service): Target {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
