import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import process from 'node:process';
import { startEmbeddedPostgres } from '../../src/lib/embedded-postgres.ts';
import type { Part } from './part.ts';

export interface PostgresPart extends Part {
  readonly url: string;
  readonly dataDir: string;
}

const LOOK_MS = 200;

export async function startPostgresPart(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresPart> {
  const server = await startEmbeddedPostgres({ dataDir, settings });
  const state = { wanted: true };
  let watching = watch();

  async function watch(): Promise<void> {
    while (state.wanted) {
      await server.revive().catch(() => false);
      await sleep(LOOK_MS);
    }
  }

  return {
    name: 'postgres',
    url: server.url,
    dataDir: server.dataDir,
    pids: () => processesOf(server.dataDir),
    async kill() {
      const [main] = await processesOf(server.dataDir);
      if (main !== undefined) process.kill(main, 'SIGKILL');
    },
    async stop() {
      state.wanted = false;
      await watching;
      await server.stop();
    },
    async start() {
      await server.revive();
      if (state.wanted) return;
      state.wanted = true;
      watching = watch();
    },
  };
}

/** The postmaster and all that it has started. */
export async function processesOf(dataDir: string): Promise<readonly number[]> {
  const text = await readFile(`${dataDir}/postmaster.pid`, 'utf8').catch(() => '');
  const main = Number.parseInt(text, 10);
  return Number.isNaN(main) ? [] : [main, ...(await childrenOf(main))];
}

async function childrenOf(parent: number): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const [, ppid] = /\) \S (\d+)/.exec(stat) ?? [];
      return Number(ppid) === parent ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}
