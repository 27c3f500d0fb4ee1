import { constants } from 'node:fs';
import { lstat, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../lib/byte-source.ts';

/** A file of the folder that is ours alone until it is finished. */
export interface DroppedFile {
  /** Without the marks of its progress: `2026-10-08.csv`. */
  readonly name: string;
  readonly source: ByteSource;
  /** Appends to what comes back; the first call begins it. */
  reject(text: string): Promise<void>;
  /** Gives it its last name, and puts what comes back beside it. */
  finish(end: 'done' | 'failed'): Promise<void>;
  close(): Promise<void>;
}

interface Sighting {
  readonly mark: string;
  readonly sinceMs: number;
}

/** Plain names only: nothing hidden, no folder, nothing that we wrote ourselves. */
const NAME = /^[^./\\\p{Cc}][^/\\\p{Cc}]{0,120}\.csv$/iu;
const WORKING = '.working';
const REJECTED = '.rejected.csv';

/**
 * Takes the files of one folder one after the other: `x.csv` becomes `x.csv.working`, then `x.csv.done` or
 * `x.csv.failed`, and what did not go in stands in `x.rejected.csv`. A file that still grows is left alone, and so is
 * whatever is no plain file of this folder: links of either kind, folders, devices.
 */
export class DropFolder {
  readonly #path: string;
  readonly #settleMs: number;
  readonly #now: () => Date;
  #seen: ReadonlyMap<string, Sighting> = new Map();

  /** @param settleMs how long a file must not have changed */
  constructor(path: string, settleMs: number, now: () => Date) {
    this.#path = path;
    this.#settleMs = settleMs;
    this.#now = now;
  }

  /** The next file, first one that a crash left half done; null when there is none. */
  async take(): Promise<DroppedFile | null> {
    const names = (await readdir(this.#path, { withFileTypes: true })).filter((entry) => entry.isFile());
    const left = names.find(({ name }) => name.endsWith(WORKING) && isDropped(name.slice(0, -WORKING.length)));
    if (left) return this.#open(left.name.slice(0, -WORKING.length));
    const ready = await this.#settled(names.map(({ name }) => name).filter(isDropped));
    if (ready === undefined) return null;
    await rename(this.#at(ready), this.#at(ready + WORKING));
    return this.#open(ready);
  }

  /** Remembers how every file looks, and finds one that looks as it did long enough ago. */
  async #settled(names: readonly string[]): Promise<string | undefined> {
    const now = this.#now().getTime();
    const seen = new Map<string, Sighting>();
    for (const name of names.toSorted()) {
      const mark = await this.#markOf(name);
      if (mark === null) continue;
      const before = this.#seen.get(name);
      seen.set(name, before?.mark === mark ? before : { mark, sinceMs: now });
    }
    this.#seen = seen;
    return [...seen].find(([, { sinceMs }]) => now - sinceMs >= this.#settleMs)?.[0];
  }

  /** Null for what is no plain file with one name. */
  async #markOf(name: string): Promise<string | null> {
    const found = await lstat(this.#at(name)).catch(() => null);
    if (!found?.isFile() || found.nlink !== 1) return null;
    return [found.ino, found.size, found.mtimeMs].join(' ');
  }

  async #open(name: string): Promise<DroppedFile | null> {
    const working = this.#at(name + WORKING);
    const handle = await open(working, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const found = await handle.stat();
    // It was swapped for something else after we had looked.
    if (!found.isFile() || found.nlink !== 1) {
      await handle.close();
      await rename(working, await this.#free(`${name}.failed`));
      return null;
    }
    const rejected = new RejectedFile(this.#at(`.${name}.rejected-part`));
    return {
      name,
      source: { size: found.size, read: (start, end) => read(handle, start, end) },
      reject: (text) => rejected.append(text),
      finish: async (end) => {
        await rejected.publish(this.#at(name.replace(/\.csv$/i, REJECTED)));
        await rename(working, await this.#free(`${name}.${end}`));
      },
      close: async () => {
        await handle.close();
        await rejected.discard();
      },
    };
  }

  /** An address of the folder that nothing has: the same name may come every night. */
  async #free(name: string): Promise<string> {
    for (let i = 1; ; i += 1) {
      const path = this.#at(i === 1 ? name : name.replace(/\.(\w+)$/, `.${String(i)}.$1`));
      if ((await lstat(path).catch(() => null)) === null) return path;
    }
  }

  #at(name: string): string {
    return join(this.#path, name);
  }
}

function isDropped(name: string): boolean {
  return NAME.test(name) && !name.toLowerCase().endsWith(REJECTED);
}

async function* read(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  if (end > start) yield* handle.createReadStream({ start, end: end - 1, autoClose: false }) as AsyncIterable<Buffer>;
}

/** Written under a hidden name, for whoever waits for the whole of it. */
class RejectedFile {
  readonly #part: string;
  #handle: FileHandle | null = null;

  constructor(part: string) {
    this.#part = part;
  }

  async append(text: string): Promise<void> {
    this.#handle ??= await this.#begin();
    await this.#handle.write(text);
  }

  async publish(path: string): Promise<void> {
    if (!this.#handle) return;
    await this.#handle.close();
    this.#handle = null;
    await rename(this.#part, path);
  }

  async discard(): Promise<void> {
    if (!this.#handle) return;
    await this.#handle.close();
    await rm(this.#part, { force: true });
  }

  /** `wx` follows no link; what a crash left is begun again. */
  async #begin(): Promise<FileHandle> {
    await rm(this.#part, { force: true });
    return open(this.#part, 'wx', 0o640);
  }
}
