import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { leaksIn } from './leaks.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Every service of the run logs here. */
    readonly runLog: string;
  }
}

/** Fails the run when any log line of it holds a token, a phone number or a message text. */
export default async function watchLogs(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-log-'));
  const file = join(folder, 'run.log');
  project.provide('runLog', file);
  return async () => {
    const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    await rm(folder, { recursive: true, force: true });
    const leaks = lines.flatMap((line) => leaksIn(line).map((kind) => `${kind}: ${line.slice(0, 200)}`));
    if (leaks.length > 0) throw new Error(`Log lines hold what they must not:\n${leaks.slice(0, 10).join('\n')}`);
  };
}
