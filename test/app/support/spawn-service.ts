import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { inject } from 'vitest';
import { packageRoot } from '../../../src/lib/package-root.ts';

const MAIN = join(packageRoot(), 'dist', 'src', 'main.js');
const BANNER = 'Hài Lòng runs';
const START_BUDGET_MS = 60_000;

export type Env = Readonly<Record<string, string>>;

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

export interface SpawnedService {
  readonly pid: number;
  readonly banner: string;
  /** Sends the signal and resolves when the process is gone. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  output(): string;
  kill(signal: NodeJS.Signals): void;
}

/** `npm start -- ROLE` without npm; resolves when the banner is out. Its log goes to the log of the run. */
export async function spawnService(env: Env, role = 'all'): Promise<SpawnedService> {
  const running = run([role], env);
  const deadline = Date.now() + START_BUDGET_MS;
  let ended: Ended | null = null;
  void running.ended.then((end) => (ended = end));
  while (!running.output().includes(BANNER)) {
    if (ended !== null) throw new Error(`The service ended at its start:\n${running.output()}`);
    if (Date.now() > deadline) throw new Error(`The service does not start:\n${running.output()}`);
    await new Promise((tick) => setTimeout(tick, 10));
  }
  const output = running.output();
  return {
    pid: running.pid,
    banner: bannerIn(output),
    async end(signal) {
      running.kill(signal);
      return running.ended;
    },
  };
}

/** Log lines come on the same stream, before or after. */
function bannerIn(output: string): string {
  const lines = output.slice(output.indexOf(BANNER)).split('\n');
  return lines.filter((line) => !line.startsWith('{')).join('\n');
}

/** One command, such as `['units', 'import', file]`, to its end. */
export function runMain(args: readonly string[], env: Env): Promise<Ended> {
  return run(args, env).ended;
}

function run(args: readonly string[], env: Env): Running {
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN, ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  const output = () => Buffer.concat(chunks).toString();
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(child, 'close').then(([code]: unknown[]) => {
    const lines = output().split('\n');
    for (const line of lines) if (line.startsWith('{')) appendFileSync(inject('runLog'), `${line}\n`);
    return { code: typeof code === 'number' ? code : null, output: output() };
  });
  return { pid: child.pid ?? 0, ended, output, kill: (signal) => child.kill(signal) };
}
