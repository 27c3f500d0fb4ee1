import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import type { Disk, SmallDisks } from '../surroundings/small-disk.ts';

const LASTS_MS = 5_000;
const FSYNC_DELAY_US = 200_000;

const SERVERS: Readonly<Record<Disk, string>> = { database: 'PostgreSQL', queue: 'Redis' };

/** Servers may end themselves when they cannot write: they come back when there is room. */
export function fullDisks(disks: SmallDisks): readonly Fault[] {
  return (['database', 'queue'] as const).map((disk) => ({
    name: `full disk under ${SERVERS[disk]}`,
    lastsMs: LASTS_MS,
    async strike() {
      const free = await disks.fill(disk);
      await sleep(LASTS_MS);
      await free();
    },
  }));
}

/** Every fsync of both servers takes a fifth of a second. */
export const SLOW_DISK: Fault = {
  name: 'slow disk, 200 ms an fsync',
  lastsMs: LASTS_MS,
  async strike({ redis, postgres }) {
    const pids = [...(await redis.pids()), ...(await postgres.pids())];
    const inject = ['-e', 'trace=fsync,fdatasync', '-e', `inject=fsync,fdatasync:delay_enter=${FSYNC_DELAY_US}`];
    const attach = pids.flatMap((pid) => ['-p', String(pid)]);
    const tracer = spawn('strace', ['-f', '-qq', '-o', '/dev/null', ...inject, ...attach], { stdio: 'ignore' });
    const ended = once(tracer, 'exit');
    await sleep(2 * LASTS_MS);
    tracer.kill('SIGINT');
    await ended;
  },
};
