import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import type { Inbound } from '../../src/domain/inbound.ts';
import type { Backend } from '../../src/queue/backend.ts';
import { failureCode } from '../../src/queue/failure.ts';
import type { Inbox } from '../../src/service/ports.ts';
import { KINDS, createBackend, openTestQueues } from './support/backends.ts';
import { textUpdate, until } from './support/updates.ts';

const WORKER = fileURLToPath(new URL('./support/crash-worker.ts', import.meta.url));
const COUNT = 80;

function startWorker(backend: Backend, file: string, hangAt: string | null): ChildProcess {
  const script = `import { runnerImport } from 'vite'; await runnerImport(${JSON.stringify(WORKER)}, { configFile: false });`;
  const order = JSON.stringify({ backend, file, hangAt });
  return spawn(process.execPath, ['--input-type=module', '--eval', script, order], { stdio: 'inherit' });
}

async function kill(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
}

async function linesOf(file: string): Promise<readonly string[]> {
  return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
}

/** What a handler that is idempotent by update id makes of the notes. */
function effectOn(address: string, lines: readonly string[]): readonly string[] {
  const ids = lines.filter((line) => line.startsWith(`${address} `)).map((line) => line.split(' ')[1] ?? '');
  return [...new Set(ids)];
}

/** What a busy queue does not take in time is sent again, as platforms do. */
async function acceptAtLast(inbox: Inbox, update: Inbound): Promise<void> {
  await inbox.accept(update).catch((error: unknown) => {
    if (failureCode(error) !== 'queue-hangs') throw error;
    return acceptAtLast(inbox, update);
  });
}

describe('queue/crash', () => {
  it.concurrent.for(KINDS)(
    'loses nothing and keeps every order when a worker on %s is killed in the middle of a batch',
    { timeout: 90_000 },
    async (kind, { expect }) => {
      const space = await createBackend(kind);
      const folder = await mkdtemp(join(tmpdir(), 'hai-long-crash-'));
      const file = join(folder, 'notes');
      await writeFile(file, '');
      const queues = await openTestQueues(space.backend, { shards: 2, channels: [] });

      const first = startWorker(space.backend, file, '30');
      const ids = Array.from({ length: COUNT }, (_, i) => `${i}`);
      for (const id of ids)
        await Promise.all(['a', 'b', 'c'].map((address) => acceptAtLast(queues.inbox, textUpdate(address, id))));
      await until(async () => (await linesOf(file)).includes('hangs'));
      await kill(first);

      const second = startWorker(space.backend, file, null);
      const isDone = (lines: readonly string[]) =>
        ['a', 'b', 'c'].every((address) => effectOn(address, lines).length === COUNT);
      await until(async () => isDone(await linesOf(file)));
      const lines = await linesOf(file);
      for (const address of ['a', 'b', 'c']) expect(effectOn(address, lines)).toEqual(ids);

      await kill(second);
      await queues.close();
      await rm(folder, { recursive: true });
      await space.drop();
    },
  );
});
