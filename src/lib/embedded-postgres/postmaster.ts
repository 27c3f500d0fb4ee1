import { readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 25;
const REFUSALS = 200;

/**
 * Port of the live server of a cluster, once it accepts connections; null when none lives. One that is still
 * starting or stopping is waited for. The pid file of a dead server, or of another program, is removed.
 */
export async function livePort(dataDir: string): Promise<number | null> {
  const file = `${dataDir}/postmaster.pid`;
  for (let refusals = 0; refusals < REFUSALS;) {
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').map((line) => line.trim());
    const pid = Number(lines[0]);
    if (!pid) return null;
    if (!(await isPostgres(pid))) break;
    const port = Number(lines[3]);
    if (lines[7] === 'ready' && (await isListening(port))) return port;
    if (lines[7] === 'ready') refusals += 1;
    await sleep(POLL_MS);
  }
  await rm(file, { force: true });
  return null;
}

/** A killed server that nobody has buried yet is dead. */
async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  // Where there is no /proc the pid alone has to do.
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '(postgres) S');
  return /\(postgres\) [^ZX]/.test(status);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
