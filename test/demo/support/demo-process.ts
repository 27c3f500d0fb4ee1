import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../../src/lib/package-root.ts';
import type { DemoFacts } from '../demo-banner.ts';

export interface DemoProcess {
  readonly facts: DemoFacts;
  /** Everything it has printed. */
  printed(): string;
  /** Sends SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
}

const START_BUDGET_MS = 90_000;

/** `npm run demo` as a process of its own, on free ports; resolves when it says that it is ready. */
export async function startDemoProcess(folder: string, path?: string): Promise<DemoProcess> {
  const ready = join(folder, `ready-${Date.now()}.json`);
  const env = {
    ...process.env,
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    DEMO_READY_FILE: ready,
    ...(path === undefined ? {} : { PATH: path }),
  };
  const main = join(packageRoot(), 'dist/test/demo/main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  try {
    const facts = await readFacts(child, ready);
    return { facts, printed: () => printed, stop: () => stop(child) };
  } catch (cause) {
    child.kill('SIGKILL');
    throw new Error(`The demonstration did not start. It printed:\n${printed}`, { cause });
  }
}

async function readFacts(child: ChildProcess, file: string): Promise<DemoFacts> {
  const deadline = Date.now() + START_BUDGET_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text !== null) return JSON.parse(text) as DemoFacts;
    await sleep(50);
  }
  throw new Error(child.exitCode === null ? 'It took too long.' : `It ended with ${child.exitCode}.`);
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return child.exitCode;
}

/** A PATH with every program of this machine but Redis. */
export async function pathWithoutRedis(folder: string): Promise<string> {
  const programs = join(folder, 'programs');
  await mkdir(programs);
  for (const place of (process.env['PATH'] ?? '').split(delimiter)) {
    const names = await readdir(place).catch(() => []);
    const kept = names.filter((name) => !name.startsWith('redis-'));
    await Promise.all(kept.map((name) => symlink(join(place, name), join(programs, name)).catch(() => undefined)));
  }
  return programs;
}
