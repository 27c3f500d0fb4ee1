import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from './coded-error.ts';
import { createCluster, DATABASE, isCluster, OWNER, writeSettings } from './embedded-postgres/cluster.ts';
import { livePort } from './embedded-postgres/postmaster.ts';
import { choosePlace, type Place } from './embedded-postgres/place.ts';
import { runProgram } from './embedded-postgres/run-program.ts';
import { freePort, isFree } from './free-port.ts';

export interface EmbeddedPostgresOptions {
  /** Directory of the cluster; its parent also receives `<dataDir>.json` (mode 0600) with port and password. */
  readonly dataDir: string;
  /** Server settings that win over ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Folder with `bin`, `lib` and `share`; the installed npm package by default. */
  readonly nativeDir?: string;
}

export interface EmbeddedPostgres {
  /** Of the role that owns the database; it is no superuser. Contains the password. */
  readonly url: string;
  /** A server that an earlier process left alive was taken over. */
  readonly adopted: boolean;
  /** Where the data really is. */
  readonly dataDir: string;
  /** Set when root's files were out of reach for the server's account and a copy or another directory is used. */
  readonly note: string | null;
  /**
   * Starts the server again, on the same port, if it died; true when it had.
   * @throws CodedError `postgres-port` while somebody else has the port
   */
  revive(): Promise<boolean>;
  stop(): Promise<void>;
}

/** What is kept beside the cluster. */
interface Kept {
  readonly password: string;
  readonly port: number;
  /** Another directory that holds the data, chosen at the first start. */
  readonly relocatedTo: string | null;
}

/** Workers of a killed server hold its memory for a moment longer. */
const START_ATTEMPTS = 10;
const START_PAUSE_MS = 200;
const START_SECONDS = '300';
const STOP_SECONDS = '60';

/**
 * Starts, or adopts, a real PostgreSQL that listens on 127.0.0.1 only and outlives a crash of this process.
 * @throws CodedError `postgres-create`, `postgres-start` or `postgres-unreachable`
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const asked = resolve(options.dataDir);
  await mkdir(dirname(asked), { recursive: true });
  const known = await readKept(asked);
  const place = await choosePlace(asked, known?.relocatedTo ?? null, options.nativeDir ?? null);
  const kept = known ?? (await keepFirst(asked, place));
  const settings = options.settings ?? {};
  if (!(await isCluster(place.dataDir))) await createCluster(place, kept.password, settings['fsync'] !== 'off');
  const adopted = await livePort(place.dataDir);
  const port = adopted ?? (await start(place, asked, kept, settings));
  return {
    url: `postgresql://${OWNER}:${kept.password}@127.0.0.1:${port}/${DATABASE}`,
    adopted: adopted !== null,
    dataDir: place.dataDir,
    note: place.note,
    revive: () => revive(place, asked, { ...kept, port }, settings),
    stop: () => stop(place),
  };
}

async function start(
  place: Place,
  asked: string,
  kept: Kept,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  const port = (await isFree(kept.port)) ? kept.port : await freePort();
  if (port !== kept.port) await replaceKept(asked, { ...kept, port });
  await writeSettings(place.dataDir, { ...settings, port: String(port) });
  const log = `${place.dataDir}/server.log`;
  const args = ['start', '-w', '-s', '-t', START_SECONDS, '-D', place.dataDir, '-l', log];
  for (let attempt = 1; ; attempt += 1) {
    const { code, stderr } = await runProgram(`${place.nativeDir}/bin/pg_ctl`, args, place.account);
    // Another process may have started the same cluster a moment earlier, with another port.
    const live = await livePort(place.dataDir);
    if (live !== null) return live;
    if (attempt < START_ATTEMPTS && code !== 0) await sleep(START_PAUSE_MS);
    else
      throw new CodedError('postgres-start', `The embedded PostgreSQL does not start. Its log: ${log}`, {
        cause: new Error(stderr),
      });
  }
}

/** Clients know the port: the server comes back there or not at all. */
async function revive(
  place: Place,
  asked: string,
  kept: Kept,
  settings: Readonly<Record<string, string>>,
): Promise<boolean> {
  if ((await livePort(place.dataDir)) !== null) return false;
  if (!(await isFree(kept.port))) {
    throw new CodedError('postgres-port', 'Another program took the port of the embedded PostgreSQL.');
  }
  await start(place, asked, kept, settings);
  return true;
}

/** A fast shutdown; nothing happens when no server lives. */
async function stop(place: Place): Promise<void> {
  const args = ['stop', '-m', 'fast', '-w', '-s', '-t', STOP_SECONDS, '-D', place.dataDir];
  const { code, stderr } = await runProgram(`${place.nativeDir}/bin/pg_ctl`, args, place.account);
  if (code !== 0 && (await livePort(place.dataDir)) !== null) {
    throw new CodedError('postgres-stop', 'The embedded PostgreSQL does not stop.', { cause: new Error(stderr) });
  }
}

async function readKept(dataDir: string): Promise<Kept | null> {
  const text = await readFile(`${dataDir}.json`, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Kept);
}

/** Of two processes that start at once the first to link its file wins, and both use what it says. */
async function keepFirst(dataDir: string, place: Place): Promise<Kept> {
  const relocatedTo = place.dataDir === dataDir ? null : place.dataDir;
  const mine: Kept = { password: randomBytes(24).toString('hex'), port: await freePort(), relocatedTo };
  const draft = await writeDraft(dataDir, mine);
  await link(draft, `${dataDir}.json`).catch(() => undefined);
  await rm(draft);
  return (await readKept(dataDir)) ?? mine;
}

async function replaceKept(dataDir: string, kept: Kept): Promise<void> {
  await rename(await writeDraft(dataDir, kept), `${dataDir}.json`);
}

async function writeDraft(dataDir: string, kept: Kept): Promise<string> {
  const draft = `${dataDir}.${randomBytes(6).toString('hex')}.json`;
  await writeFile(draft, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  return draft;
}
