import { spawn } from 'node:child_process';

/** The system account a program runs as; empty for our own. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

export interface Ended {
  /** Null when the program could not be started or was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end with a bare environment: the service's secrets stay with the service. */
export function runProgram(file: string, args: readonly string[], account: Account = {}, input = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' };
    const child = spawn(file, args, { ...account, cwd: '/', env });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const end = (code: number | null, failure = '') =>
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() + failure });
    child.once('error', (error) => end(null, error.message));
    child.once('close', (code) => end(code));
  });
}
