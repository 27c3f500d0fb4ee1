import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readlink, realpath, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { CodedError } from './coded-error.ts';

export interface EmbeddedRedis {
  /** With its password. */
  readonly url: string;
  /** A server that an earlier process left running was taken over. */
  readonly adopted: boolean;
  /**
   * Starts the server again, on the same port, if it died; true when it had.
   * @throws CodedError `redis-start`, `redis-stuck`
   */
  revive(): Promise<boolean>;
  /** Shuts the server down, whoever started it, and waits until it is gone. */
  stop(): Promise<void>;
}

/** What a later start needs to find the server again; the file is readable by its owner only. */
const Server = z.strictObject({ port: z.int(), password: z.string() });
type Server = z.infer<typeof Server>;

const BINARY = 'redis-server';
const CONFIG_FILE = 'redis.conf';
const PID_FILE = 'redis.pid';
const START_BUDGET_MS = 15_000;
const STOP_BUDGET_MS = 15_000;
const POLL_MS = 20;

/**
 * A redis-server of our own that keeps its append-only file, synced at every write, in `dataDir`.
 * Null when no `redis-server` is installed.
 * @throws CodedError `redis-start` when it does not come up, `redis-stuck` when an earlier one lives and is silent.
 */
export async function startEmbeddedRedis(options: { readonly dataDir: string }): Promise<EmbeddedRedis | null> {
  if (!(await isInstalled())) return null;
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = await realpath(options.dataDir);
  const known = await readServer(dataDir);
  if (known !== null && (await isOurs(known, dataDir))) return handleOf(known, dataDir, true);
  await waitForEarlier(dataDir);
  const server = await chooseServer(dataDir, known);
  await launch(dataDir, server);
  return handleOf(server, dataDir, false);
}

function isInstalled(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(BINARY, ['--version'], (error) => resolve(error === null));
  });
}

/** Two servers on one append-only file destroy it: one that is just ending is waited for. */
async function waitForEarlier(dataDir: string): Promise<void> {
  const deadline = performance.now() + STOP_BUDGET_MS;
  while (await isEarlierAlive(dataDir)) {
    if (performance.now() > deadline) {
      throw new CodedError('redis-stuck', 'An earlier embedded redis-server still runs and does not answer.');
    }
    await sleep(POLL_MS);
  }
}

/** Told by its working directory, for a process id may have passed to somebody else; Linux only. */
async function isEarlierAlive(dataDir: string): Promise<boolean> {
  try {
    const pid = Number.parseInt(await readFile(join(dataDir, PID_FILE), 'utf8'), 10);
    return (await readlink(`/proc/${pid}/cwd`)) === dataDir;
  } catch {
    return false;
  }
}

async function readServer(dataDir: string): Promise<Server | null> {
  try {
    return Server.parse(JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8')));
  } catch {
    return null;
  }
}

/** Keeps port and password of an earlier run unless somebody else took the port meanwhile. */
async function chooseServer(dataDir: string, known: Server | null): Promise<Server> {
  const port = (known !== null && (await freePort(known.port))) || (await freePort(0));
  const server = { port, password: known?.password ?? randomBytes(24).toString('base64url') };
  const path = join(dataDir, 'server.json');
  // Of two first starts at the same moment one writes, and the other joins it.
  if (known === null && !(await createSecret(path, JSON.stringify(server)))) {
    return (await readServer(dataDir)) ?? chooseServer(dataDir, server);
  }
  if (known !== null) await writeSecret(path, JSON.stringify(server));
  await writeSecret(join(dataDir, CONFIG_FILE), configOf(dataDir, server));
  return server;
}

async function createSecret(path: string, text: string): Promise<boolean> {
  return writeFile(path, text, { mode: 0o600, flag: 'wx' }).then(
    () => true,
    () => false,
  );
}

async function writeSecret(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

function configOf(dataDir: string, { port, password }: Server): string {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(dataDir)}`,
    `pidfile ${PID_FILE}`,
    'logfile redis.log',
    'daemonize no',
    'appendonly yes',
    'appendfsync always',
    'save ""',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

/** The port if it is free, another one for 0, else 0. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** In a process group of its own, so that Ctrl-C reaches us first and the queues close before their server. */
async function launch(dataDir: string, server: Server): Promise<void> {
  const child = spawn(BINARY, [join(dataDir, CONFIG_FILE)], { cwd: dataDir, detached: true, stdio: 'ignore' });
  let deadline = performance.now() + START_BUDGET_MS;
  // One that ends at once may have found the port taken by a twin that starts at this moment.
  const hurry = () => (deadline = Math.min(deadline, performance.now() + 2_000));
  child.once('error', hurry);
  child.once('exit', hurry);
  child.unref();
  while (!(await isOurs(server, dataDir))) {
    if (performance.now() > deadline) {
      throw new CodedError('redis-start', 'The embedded redis-server did not start; see redis.log in its folder.');
    }
    await sleep(POLL_MS);
  }
}

function urlOf({ port, password }: Server): string {
  return `redis://:${password}@127.0.0.1:${port}`;
}

async function isOurs(server: Server, dataDir: string): Promise<boolean> {
  return ask(server, (client) => worksIn(client, dataDir)).catch(() => false);
}

/** A foreign Redis on our port may let us in, when it has no password: what counts is that it works in our folder. */
async function worksIn(client: Redis, dataDir: string): Promise<boolean> {
  const reply: unknown = await client.config('GET', 'dir');
  return Array.isArray(reply) && reply[1] === dataDir;
}

/** Waits while the server loads its file; fails at once when nothing listens. */
async function ask<Result>(server: Server, question: (client: Redis) => Promise<Result>): Promise<Result> {
  const client = new Redis(urlOf(server), {
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 5_000,
    maxLoadingRetryTime: 60_000,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await question(client);
  } finally {
    // Of a connection that has ended already, ioredis would await the end for two more seconds.
    if (client.status !== 'end') client.disconnect();
  }
}

function handleOf(server: Server, dataDir: string, adopted: boolean): EmbeddedRedis {
  return {
    url: urlOf(server),
    adopted,
    revive: () => revive(server, dataDir),
    stop: () => stop(server, dataDir),
  };
}

async function revive(server: Server, dataDir: string): Promise<boolean> {
  if (await isOurs(server, dataDir)) return false;
  await waitForEarlier(dataDir);
  await launch(dataDir, server);
  return true;
}

/** Every write is on disk already: nothing is saved at the end. Nothing happens when it is gone already. */
async function stop(server: Server, dataDir: string): Promise<void> {
  if (!(await isOurs(server, dataDir))) return;
  await ask(server, async (client) => {
    if (await worksIn(client, dataDir)) await client.shutdown('NOSAVE');
  }).catch(() => undefined);
  const deadline = performance.now() + STOP_BUDGET_MS;
  while ((await freePort(server.port)) === 0) {
    if (performance.now() > deadline) throw new CodedError('redis-stop', 'The embedded redis-server does not stop.');
    await sleep(POLL_MS);
  }
}
