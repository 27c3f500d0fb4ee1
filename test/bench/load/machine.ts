import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { Redis } from 'ioredis';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../src/lib/embedded-postgres.ts';
import { startEmbeddedRedis, type EmbeddedRedis } from '../../../src/lib/embedded-redis.ts';
import { freePort } from '../../../src/lib/free-port.ts';
import { endChildren, startHelper, type Helper } from './processes.ts';

/** Everything but the service: the servers as a clone has them, the fake platform and the load generator. */
export interface Machine {
  readonly folder: string;
  /** The first database of the cluster. */
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly platform: Helper & { readonly url: string };
  readonly generator: Helper;
  readonly serverPids: Readonly<Record<'postgres' | 'redis', number>>;
  /** A database of one's own, without tables. */
  createDatabase(name: string): Promise<string>;
  /** With all in it, whose vacuum would be counted with the next one's work. */
  dropDatabase(name: string): Promise<void>;
  /** Forgets all jobs. */
  flushQueue(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Works until all is done or somebody presses Ctrl+C; what was started is stopped either way.
 * @param dataDir of a cluster that stays, instead of one that goes with the machine
 */
export async function onMachine(work: (machine: Machine) => Promise<void>, dataDir?: string): Promise<void> {
  const machine = await startMachine(dataDir);
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => 'interrupted');
  try {
    const ended = await Promise.race([work(machine), interrupted]);
    // What was under way would hold the process.
    if (ended === 'interrupted') await machine.stop().finally(() => process.exit(1));
  } finally {
    await machine.stop();
  }
}

async function startMachine(dataDir?: string): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-bench-'));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir ?? join(folder, 'postgres') });
  const redis = await startEmbeddedRedis({ dataDir: join(folder, 'redis') });
  if (!redis) throw new Error('The bench needs redis-server: on Debian, apt-get install redis-server.');
  const port = await freePort();
  const platform = await startHelper('test/bench/load/platform.js', [String(port)], {}, join(folder, 'platform.log'));
  const generator = await startHelper('test/bench/load/generator.js', [], {}, join(folder, 'generator.log'));
  return {
    folder,
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    platform: { ...platform, url: `http://127.0.0.1:${String(port)}` },
    generator,
    serverPids: await pidsOf(postgres, folder),
    createDatabase: (name) => createDatabase(postgres.url, name),
    dropDatabase: (name) => asAdmin(postgres.url, [dropping(name)]),
    flushQueue: () => flush(redis),
    async stop() {
      await endChildren();
      await redis.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function pidsOf({ dataDir }: EmbeddedPostgres, folder: string): Promise<Machine['serverPids']> {
  const pidIn = async (path: string) => Number.parseInt(await readFile(path, 'utf8'), 10);
  return {
    postgres: await pidIn(join(dataDir, 'postmaster.pid')),
    redis: await pidIn(join(folder, 'redis', 'redis.pid')),
  };
}

async function createDatabase(adminUrl: string, name: string): Promise<string> {
  await asAdmin(adminUrl, [dropping(name), `CREATE DATABASE ${name}`]);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function dropping(name: string): string {
  return `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`;
}

async function asAdmin(adminUrl: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function flush({ url }: EmbeddedRedis): Promise<void> {
  const client = new Redis(url);
  await client.flushall();
  client.disconnect();
}
