import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { packageRoot } from '../../src/lib/package-root.ts';

const MAIN = join(packageRoot(), 'dist', 'src', 'main.js');
const BANNER = 'Hài Lòng runs';
const START_BUDGET_MS = 60_000;

export type Env = Readonly<Record<string, string>>;

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

/** `src/main.ts` as a process of its own. */
export interface MainProcess {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  output(): string;
  kill(signal: NodeJS.Signals): void;
}

/** `prefix` is a program that runs it, with its arguments. */
export function startMain(args: readonly string[], env: Env, prefix: readonly string[] = []): MainProcess {
  const [program = process.execPath, ...before] = [...prefix, process.execPath];
  const child = spawn(program, [...before, '--enable-source-maps', MAIN, ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  const output = () => Buffer.concat(chunks).toString();
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(child, 'close').then(([code]: unknown[]) => ({
    code: typeof code === 'number' ? code : null,
    output: output(),
  }));
  return { pid: child.pid ?? 0, ended, output, kill: (signal) => child.kill(signal) };
}

/** Resolves to what the banner says when it is out; whatever takes too long is ended. */
export async function bannerOf(running: MainProcess, budgetMs = START_BUDGET_MS): Promise<string> {
  const deadline = Date.now() + budgetMs;
  let ended: Ended | null = null;
  void running.ended.then((end) => (ended = end));
  while (!running.output().includes(BANNER)) {
    if (ended !== null) throw new Error(`The service ended at its start:\n${running.output()}`);
    if (Date.now() > deadline) {
      running.kill('SIGKILL');
      throw new Error(`The service does not start:\n${running.output()}`);
    }
    await new Promise((tick) => setTimeout(tick, 10));
  }
  return bannerIn(running.output());
}

/** Log lines come on the same stream, before or after. */
function bannerIn(output: string): string {
  const lines = output.slice(output.indexOf(BANNER)).split('\n');
  return lines.filter((line) => !line.startsWith('{')).join('\n');
}
