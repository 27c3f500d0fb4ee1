import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { packageRoot } from '../../../src/lib/package-root.ts';

export type Env = Readonly<Record<string, string>>;

const ROOT = join(packageRoot(), 'dist');
const running = new Set<ChildProcess>();
/** Of the kernel's clock in /proc. */
const TICKS_PER_SECOND = 100;

/** A child that is talked to by messages. */
export interface Helper {
  readonly pid: number;
  ask<Answer>(order: object): Promise<Answer>;
  tell(order: object): void;
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Resolves when the child says that it is ready; what it prints goes to `log`. */
export async function startHelper(script: string, args: readonly string[], env: Env, log: string): Promise<Helper> {
  const child = startChild(script, args, env, log);
  const failed = failure(child, script);
  failed.catch(() => undefined);
  const [first] = await Promise.race([once(child, 'message'), failed]);
  if (first !== 'ready') throw new Error(`${script} does not come up.`);
  return {
    pid: child.pid ?? 0,
    async ask<Answer>(order: object) {
      child.send(order);
      const [answer] = await Promise.race([once(child, 'message'), failed]);
      return answer as Answer;
    },
    tell: (order) => void (child.connected && child.send(order)),
    end: (signal) => endChild(child, signal),
  };
}

export function startChild(
  script: string,
  args: readonly string[],
  env: Env,
  log: string,
  execArgv: readonly string[] = ['--enable-source-maps'],
): ChildProcess {
  const file = openSync(log, 'a');
  const child = fork(join(ROOT, script), args, {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['ignore', file, file, 'ipc'],
    execArgv: [...execArgv],
    serialization: 'advanced',
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Also those whose starter was interrupted. */
export async function endChildren(): Promise<void> {
  await Promise.all([...running].map((child) => endChild(child)));
}

export async function endChild(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function failure(child: ChildProcess, script: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`${script} ended with ${String(code)}.`);
}

/** Of a process and all its descendants. */
export interface Used {
  readonly cpuSeconds: number;
  /** Of the process itself: what it holds now, and at its highest. */
  readonly residentBytes: number;
  readonly peakBytes: number;
}

/** Linux only; zeros elsewhere. */
export async function used(pid: number, withChildren = false): Promise<Used> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  const pids = withChildren ? [pid, ...(await childrenOf(pid))] : [pid];
  const seconds = await Promise.all(pids.map(cpuSeconds));
  return {
    cpuSeconds: seconds.reduce((sum, value) => sum + value, 0),
    residentBytes: kilobytes('VmRSS') * 1024,
    peakBytes: kilobytes('VmHWM') * 1024,
  };
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const path = `/proc/${String(pid)}/task/${String(pid)}/children`;
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split(' ').filter(Boolean).map(Number);
}

/** Its own, and of children that have ended. */
async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0);
  return ticks / TICKS_PER_SECOND;
}
