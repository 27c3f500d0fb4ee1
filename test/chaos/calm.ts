import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet } from './fleet.ts';

/** What alerts go by: each is told by every process, and 0 while the promises are kept. */
const TOLD = [
  'inbox_oldest_seconds',
  'unsent_oldest_seconds',
  'lane_paused_seconds',
  'dead_jobs',
  'dead_updates',
] as const;
/** Of processes with a disk of their own for what the queue does not take. */
const WHERE_THERE_ARE_ANY = /^hai_long_spool_(?:corrupt_)?files /;
const LOOK_MS = 1_000;
const ASKING_MS = 5_000;

/** Resolves to what the metrics of a fleet still complain of after so long, as lines; nothing as soon as they are back to normal. */
export async function complaintsOf(fleet: Fleet, budgetMs: number): Promise<readonly string[]> {
  const deadline = Date.now() + budgetMs;
  for (;;) {
    const found = await look(fleet);
    if (found.length === 0 || Date.now() > deadline) return found;
    await sleep(LOOK_MS);
  }
}

async function look({ webs, workers }: Fleet): Promise<readonly string[]> {
  const found = await Promise.all(
    [...webs, ...workers].map(async ({ name, url }) =>
      complaintsIn(await linesOf(url).catch(() => [])).map((line) => `${name}: ${line}`),
    ),
  );
  return found.flat();
}

async function linesOf(url: string): Promise<readonly string[]> {
  const httpResponse = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(ASKING_MS) });
  return (await httpResponse.text()).split('\n');
}

/** A gauge without a value is one whose question was not answered. */
export function complaintsIn(lines: readonly string[]): readonly string[] {
  const told = TOLD.flatMap((name) => {
    const ofName = lines.filter((line) => new RegExp(`^hai_long_${name}[{ ]`).test(line));
    return ofName.length === 0 ? [`hai_long_${name} is not told`] : ofName;
  });
  return [...told, ...lines.filter((line) => WHERE_THERE_ARE_ANY.test(line))].filter((line) => !line.endsWith(' 0'));
}
