import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SmallDisk {
  readonly folder: string;
  fill(): Promise<void>;
  free(): Promise<void>;
  remove(): Promise<void>;
}

/** A disk of 256 KiB; where none can be mounted, a folder that takes nothing while it is said to be full. */
export async function createSmallDisk(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-disk-'));
  const isMounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]).then(
    () => true,
    () => false,
  );
  if (!isMounted) process.stdout.write('  no disk can be mounted here: a closed folder stands in for a full one\n');
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () =>
      isMounted ? writeFile(ballast, Buffer.alloc(1024 * 1024)).catch(() => undefined) : chmod(folder, 0o500),
    free: () => (isMounted ? rm(ballast) : chmod(folder, 0o700)),
    async remove() {
      if (isMounted) await run('umount', [folder]);
      await rm(folder, { recursive: true });
    },
  };
}
