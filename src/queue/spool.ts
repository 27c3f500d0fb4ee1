import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../lib/coded-error.ts';
import { syncFolder, writeDurably } from '../lib/durable-file.ts';
import type { Log } from '../lib/log.ts';
import { failureCode } from './failure.ts';
import { byPlace, decodeSpooled, encodeSpooled, readSpoolName, spoolName } from './spool-file.ts';
import type { SpooledJob, SpoolName } from './spool-file.ts';

export interface SpoolState {
  /** Files that wait for the queue. */
  readonly waiting: number;
  /** Files that could not be read, over all time, still lying there for a person. */
  readonly corrupt: number;
}

export interface SpoolEntry {
  readonly job: SpooledJob;
  /** Once the queue has it. */
  remove(): Promise<void>;
}

/** Sealed batches of updates on disk, by shard and in order, while the queue is away. */
export interface Spool {
  /** Resolves when it is on the disk: group by group, so that one sync serves all updates that wait. */
  write(shard: number, job: SpooledJob): Promise<void>;
  /**
   * The oldest of a shard, null when there is none; what cannot be what was written is set aside on the way.
   * Rejects when the disk does not let it be read.
   */
  oldest(shard: number): Promise<SpoolEntry | null>;
  isEmpty(shard: number): boolean;
  /** Takes over what a process that is gone has left in its folder; returns how many files. */
  adopt(folder: string): Promise<number>;
  state(): SpoolState;
  /** Rejects when nothing can be written. */
  probe(): Promise<void>;
}

interface SpoolOptions {
  /** Of this process alone. */
  readonly folder: string;
  readonly shards: number;
  readonly open: (sealed: string) => string;
  readonly log: Log;
}

/** @throws CodedError `spool-unwritable` */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const { folder } = options;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await probe(folder);
    const spool = new DiskSpool(options);
    await spool.load();
    return spool;
  } catch (cause) {
    const message = `The spool cannot be written (${failureCode(cause)}): mend the folder, or set SPOOL_DIR to another.`;
    throw new CodedError('spool-unwritable', message, { cause });
  }
}

async function probe(folder: string): Promise<void> {
  const path = join(folder, `probe-${randomBytes(4).toString('hex')}`);
  await writeDurably(path, 'written');
  await rm(path);
}

class DiskSpool implements Spool {
  readonly #options: SpoolOptions;
  readonly #waiting: SpoolName[][];
  #lastSequence = 0;
  #corrupt = 0;

  constructor(options: SpoolOptions) {
    this.#options = options;
    this.#waiting = Array.from({ length: options.shards }, () => []);
  }

  /** What was never renamed was never acknowledged. */
  async load(): Promise<void> {
    const files = await readdir(this.#options.folder);
    for (const file of files.filter((each) => each.endsWith('.tmp'))) await rm(this.#path(file), { force: true });
    this.#corrupt = files.filter((file) => file.endsWith('.corrupt')).length;
    this.#enlist(files);
  }

  async write(shard: number, job: SpooledJob): Promise<void> {
    // Clocks go back; places do not.
    this.#lastSequence = Math.max(this.#lastSequence + 1, Date.now() * 1_000);
    const name = spoolName(shard, this.#lastSequence, randomBytes(4).toString('hex'));
    await writeDurably(this.#path(name.file), encodeSpooled(job));
    this.#of(shard).push(name);
  }

  async oldest(shard: number): Promise<SpoolEntry | null> {
    for (;;) {
      const [name] = this.#of(shard);
      if (name === undefined) return null;
      const job = await this.#read(name);
      if (job !== null) return { job, remove: () => this.#remove(name) };
    }
  }

  isEmpty(shard: number): boolean {
    return this.#of(shard).length === 0;
  }

  async adopt(folder: string): Promise<number> {
    const files = (await readdir(folder)).filter((file) => readSpoolName(file) !== null);
    for (const file of files) await rename(join(folder, file), this.#path(file));
    if (files.length > 0) await syncFolder(this.#options.folder);
    this.#enlist(files);
    return files.length;
  }

  state(): SpoolState {
    return { waiting: this.#waiting.reduce((sum, { length }) => sum + length, 0), corrupt: this.#corrupt };
  }

  probe(): Promise<void> {
    return probe(this.#options.folder);
  }

  #enlist(files: readonly string[]): void {
    const names = files.flatMap((file) => readSpoolName(file) ?? []).toSorted(byPlace);
    for (const name of names) this.#of(name.shard).push(name);
    for (const waiting of this.#waiting) waiting.sort(byPlace);
    this.#lastSequence = Math.max(this.#lastSequence, ...names.map(({ sequence }) => sequence));
  }

  /** Files of a shard that is no more go with another. */
  #of(shard: number): SpoolName[] {
    return this.#waiting[shard % this.#waiting.length] ?? [];
  }

  #path(file: string): string {
    return join(this.#options.folder, file);
  }

  async #read(name: SpoolName): Promise<SpooledJob | null> {
    const text = await this.#textOf(name);
    if (text === null) return null;
    try {
      return decodeSpooled(text, this.#options.open);
    } catch (error) {
      await this.#setAside(name, error);
      return null;
    }
  }

  /** Null when somebody has taken the file away. */
  async #textOf(name: SpoolName): Promise<string | null> {
    try {
      return await readFile(this.#path(name.file), 'utf8');
    } catch (error) {
      if (failureCode(error) !== 'ENOENT') throw error;
      this.#forget(name);
      return null;
    }
  }

  async #setAside(name: SpoolName, error: unknown): Promise<void> {
    this.#forget(name);
    this.#corrupt += 1;
    this.#options.log.error({ file: name.file, code: failureCode(error) }, 'a spooled file is corrupt and set aside');
    await rename(this.#path(name.file), this.#path(`${name.file}.corrupt`)).catch((err: unknown) => {
      this.#options.log.error({ file: name.file, err }, 'a corrupt spooled file cannot be renamed');
    });
  }

  /** What cannot be removed is replayed by the next start, and dropped there as seen. */
  async #remove(name: SpoolName): Promise<void> {
    this.#forget(name);
    await rm(this.#path(name.file), { force: true }).catch((err: unknown) => {
      this.#options.log.error({ file: name.file, err }, 'a spooled file cannot be removed');
    });
  }

  #forget(name: SpoolName): void {
    const waiting = this.#of(name.shard);
    const place = waiting.indexOf(name);
    if (place !== -1) waiting.splice(place, 1);
  }
}
