import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { Log } from '../lib/log.ts';
import type { Queues } from '../queue/queues.ts';
import { tryLock, type LockName } from '../store/advisory-lock.ts';
import type { Closers } from './closers.ts';
import { keepLock } from './keep-lock.ts';

/** Processes that may share one SPOOL_DIR. */
const MOST_FOLDERS = 64;
const ADOPT_EVERY_MS = 30_000;
const FOLDER = /^\d{1,2}$/;

export interface ClaimedSpool {
  /** Of this process alone. */
  readonly folder: string;
  /** Takes over, now and again, what processes that died have left beside it. */
  watch(queues: Pick<Queues, 'spool'>): void;
}

interface SpoolSetting {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly closers: Closers;
  readonly log: Log;
}

/**
 * The first numbered folder in SPOOL_DIR that no living process has; null when nothing is spooled. Who has it is told
 * by the database, for process ids say nothing over containers.
 * @throws CodedError `spool-unwritable`
 */
export async function claimSpool(setting: SpoolSetting): Promise<ClaimedSpool | null> {
  const { config, databaseUrl, closers } = setting;
  const root = config.spoolDir;
  if (root === null) return null;
  const id = await idOf(root);
  for (let place = 0; place < MOST_FOLDERS; place += 1) {
    const lock = await keepLock(databaseUrl, lockOf(id, String(place)));
    if (!lock) continue;
    closers.add('spool', () => lock.release());
    const own = String(place);
    return { folder: join(root, own), watch: (queues) => watch({ root, id, own }, queues, setting) };
  }
  throw new CodedError('spool-unwritable', `${MOST_FOLDERS} processes share this SPOOL_DIR already.`);
}

function lockOf(id: string, folder: string): LockName {
  return `folder ${id}/${folder}`;
}

/** Two machines may have the same path, so the folder has an id of its own. */
async function idOf(root: string): Promise<string> {
  const file = join(root, 'id');
  try {
    await mkdir(root, { recursive: true, mode: 0o700 });
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, randomUUID());
    // Of several first starts one gives the id, whole.
    await link(draft, file).catch(() => undefined);
    await rm(draft);
    return await readFile(file, 'utf8');
  } catch (cause) {
    const message = `The spool at ${root} cannot be used: mend the folder, or set SPOOL_DIR to another.`;
    throw new CodedError('spool-unwritable', message, { cause });
  }
}

interface Place {
  readonly root: string;
  readonly id: string;
  readonly own: string;
}

function watch({ root, id, own }: Place, { spool }: Pick<Queues, 'spool'>, setting: SpoolSetting): void {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function look(): Promise<void> {
    for (const folder of (await readdir(root)).filter((name) => FOLDER.test(name) && name !== own)) {
      const lock = await tryLock(setting.databaseUrl, lockOf(id, folder));
      if (!lock) continue;
      const count = await spool?.adopt(join(root, folder)).finally(() => lock.release());
      if (count) setting.log.warn({ count }, 'spooled files of a process that is gone were taken over');
    }
  }

  async function lookAgain(): Promise<void> {
    while (!signal.aborted) {
      await look().catch((err: unknown) => setting.log.warn({ err }, 'spools left behind cannot be looked for'));
      await sleep(ADOPT_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  const watching = lookAgain();
  setting.closers.add('watch over spools', async () => {
    stopping.abort();
    await watching;
  });
}
