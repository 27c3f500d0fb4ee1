import { chmod, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../programs.ts';
import { PLAIN, type Closer, type Surroundings } from './surroundings.ts';

export type Disk = 'database' | 'queue';

/** Enough for what a trial writes. */
const SIZES: Readonly<Record<Disk, string>> = { database: '400m', queue: '32m' };
const CHUNK = Buffer.alloc(1024 * 1024);

export interface SmallDisks extends Surroundings {
  /** Leaves no byte free; resolves to what frees it again. */
  fill(disk: Disk): Promise<() => Promise<void>>;
}

/** PostgreSQL and Redis on disks of their own, in memory. */
export function smallDisks(): SmallDisks {
  let at = '';

  async function mount(disk: Disk): Promise<Closer> {
    const path = join(at, disk);
    await mkdir(path);
    await run('mount', '-t', 'tmpfs', '-o', `size=${SIZES[disk]}`, 'hai-long-chaos', path);
    await chmod(path, 0o755);
    return async () => void (await run('umount', '-l', path));
  }

  return {
    ...PLAIN,
    async prepare(folder) {
      at = folder;
      return [await mount('database'), await mount('queue')];
    },
    async fill(disk) {
      const path = join(at, disk, 'filler');
      const file = await open(path, 'w');
      for (let size = CHUNK.length; size > 0;) {
        const { bytesWritten } = await file.write(CHUNK, 0, size).catch(() => ({ bytesWritten: 0 }));
        if (bytesWritten < size) size = Math.floor(size / 2);
      }
      await file.close();
      return () => rm(path);
    },
  };
}
