import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Inbound } from '../../src/domain/inbound.ts';
import { startEmbeddedPostgres } from '../../src/lib/embedded-postgres.ts';
import { startEmbeddedRedis, type EmbeddedRedis } from '../../src/lib/embedded-redis.ts';
import { packageRoot } from '../../src/lib/package-root.ts';
import { openBroker, type Backend } from '../../src/queue/backend.ts';
import type { Queues } from '../../src/queue/queues.ts';
import { openSpool } from '../../src/queue/spool.ts';
import type { Timer } from '../../src/queue/timers.ts';
import { open, openTestQueues, quietLog } from './support/backends.ts';
import { handlersWith, textUpdate, until } from './support/updates.ts';

const WRITER = join(packageRoot(), 'dist', 'test', 'queue', 'support', 'spool-writer.js');
const PEOPLE = 12;

describe('queue/inbox-spool', { timeout: 120_000 }, () => {
  let folder: string;
  let spoolFolder: string;
  const opened: Queues[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-inbox-'));
    // As root the database's account must be able to enter.
    await chmod(folder, 0o755);
    spoolFolder = join(folder, 'spool');
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queues) => queues.close(1_000)));
    await rm(folder, { recursive: true });
  });

  async function openHere(backend: Backend, spool: string | null = spoolFolder): Promise<Queues> {
    const queues = await openTestQueues(backend, { shards: 2, channels: [], spoolFolder: spool });
    opened.push(queues);
    return queues;
  }

  describe('on Redis', () => {
    let redis: EmbeddedRedis;
    const backend = (): Backend => ({ kind: 'redis', url: redis.url });

    beforeEach(async () => {
      redis = await startRedis();
    });

    afterEach(async () => {
      await signalRedis('SIGCONT').catch(() => undefined);
      await redis.stop();
    });

    async function startRedis(): Promise<EmbeddedRedis> {
      const server = await startEmbeddedRedis({ dataDir: join(folder, 'redis') });
      if (server === null) throw new Error('redis-server is missing');
      return server;
    }

    async function signalRedis(signal: NodeJS.Signals): Promise<void> {
      process.kill(Number(await readFile(join(folder, 'redis', 'redis.pid'), 'utf8')), signal);
    }

    it.each([
      ['is killed', () => signalRedis('SIGKILL')],
      ['hangs', () => signalRedis('SIGSTOP')],
    ])('takes every update while it %s, loses none, and keeps the order of each citizen', async (_, fault) => {
      const queues = await openHere(backend());
      const seen = recorder();
      await queues.startWorkers(handlersWith({ process: seen.process }));
      const crowd = startCrowd(queues);
      await until(() => crowd.taken() > 5 * PEOPLE);
      await fault();
      const before = crowd.taken();
      await until(() => crowd.taken() > before + 5 * PEOPLE);
      expect(queues.spool?.state().waiting).toBeGreaterThan(0);
      await signalRedis('SIGCONT').catch(() => undefined);
      await startRedis();
      await until(() => queues.spool?.state().waiting === 0);
      const afterwards = crowd.taken();
      await until(() => crowd.taken() > afterwards + 5 * PEOPLE);
      const taken = await crowd.stop();
      await until(() => seen.count() >= taken.length);
      expect(seen.ids().toSorted()).toEqual(taken.toSorted());
      expect(seen.isInOrder()).toBe(true);
      expect(queues.spool?.state()).toEqual({ waiting: 0, corrupt: 0 });
    });

    it('refuses at once what it cannot keep, without a spool', async () => {
      const queues = await openHere(backend(), null);
      await signalRedis('SIGSTOP');
      await expect(queues.inbox.accept(textUpdate('a', '1'))).rejects.toMatchObject({ code: 'queue-hangs' });
      await signalRedis('SIGCONT');
      await redis.stop();
      await expect(queues.inbox.accept(textUpdate('a', '2'))).rejects.toThrow(Error);
      redis = await startRedis();
    });

    it('tells at once that a lane cannot be reached that was never used before, and reaches it afterwards', async () => {
      const queues = await openTestQueues(backend(), { shards: 1, channels: ['telegram'] });
      opened.push(queues);
      await signalRedis('SIGSTOP');
      await expect(queues.outbox.backlog('telegram', 'reply')).rejects.toThrow(Error);
      await signalRedis('SIGCONT');
      await redis.stop();
      await expect(queues.outbox.backlog('telegram', 'bulk')).rejects.toThrow(Error);
      redis = await startRedis();
      await until(() =>
        queues.ping().then(
          () => true,
          () => false,
        ),
      );
      expect(await queues.outbox.backlog('telegram', 'reply')).toBe(0);
      expect(await queues.outbox.backlog('telegram', 'bulk')).toBe(0);
    });

    it('goes on by itself on a Redis that has lost everything: timers, lanes and shards', async () => {
      const queues = await openTestQueues(backend(), { shards: 2, channels: ['telegram'] });
      opened.push(queues);
      const seen = recorder();
      let turns = 0;
      const sweep: Timer = { name: 'message.sweep', everyMs: 500, run: async () => void (turns += 1) };
      await queues.startWorkers(handlersWith({ process: seen.process, timers: [sweep] }));
      await until(() => turns > 1);
      await redis.stop();
      await rm(join(folder, 'redis', 'appendonlydir'), { recursive: true });
      redis = await startRedis();
      const before = turns;
      await until(() => turns > before + 2);
      await queues.inbox.accept(textUpdate('a', idOf('a', 0)));
      await until(() => seen.count() === 1);
      const broker = await openBroker(backend(), quietLog);
      await expect.poll(() => broker.queue('inbox-0').getGlobalConcurrency(), { timeout: 20_000 }).toBe(1);
      await broker.close();
    });

    it('replays what an earlier process left before anything new of that citizen', async () => {
      const first = await openHere(backend());
      await redis.stop();
      for (let i = 0; i < 30; i += 1) await first.inbox.accept(textUpdate('a', idOf('a', i)));
      await first.close();
      expect((await readdir(spoolFolder)).length).toBeGreaterThan(0);
      redis = await startRedis();
      const second = await openHere(backend());
      const seen = recorder();
      for (let i = 30; i < 60; i += 1) await second.inbox.accept(textUpdate('a', idOf('a', i)));
      await second.startWorkers(handlersWith({ process: seen.process }));
      await until(() => seen.count() === 60);
      expect(seen.isInOrder()).toBe(true);
      expect(await readdir(spoolFolder)).toEqual([]);
    });
  });

  it('spools while PostgreSQL, as the queue, is away', async () => {
    const start = () => startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), settings: { fsync: 'off' } });
    let server = await start();
    const queues = await openHere({ kind: 'postgres', url: server.url });
    const seen = recorder();
    await queues.startWorkers(handlersWith({ process: seen.process }));
    const crowd = startCrowd(queues);
    await until(() => crowd.taken() > PEOPLE);
    await server.stop();
    const before = crowd.taken();
    await until(() => crowd.taken() > before + 2 * PEOPLE);
    server = await start();
    await until(() => queues.spool?.state().waiting === 0);
    const taken = await crowd.stop();
    await until(() => seen.count() >= taken.length);
    expect(seen.ids().toSorted()).toEqual(taken.toSorted());
    expect(seen.isInOrder()).toBe(true);
    await opened.splice(0)[0]?.close();
    await server.stop();
  });

  it('has every packet that a killed process was promised, whole, and none in halves', async () => {
    let promised = -1;
    for (let round = 0; round < 6; round += 1) {
      const order = JSON.stringify({ folder: spoolFolder, from: promised + 1 });
      const writer = spawn(process.execPath, [WRITER, order], { stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      writer.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      await until(() => output.split('\n').length > 10 + 7 * round);
      await sleep(round);
      writer.kill('SIGKILL');
      await once(writer, 'close');
      promised = Number(output.trimEnd().split('\n').at(-1));
    }
    const log = { ...quietLog, error: () => expect.unreachable('a packet is corrupt') };
    const spool = await openSpool({ folder: spoolFolder, shards: 1, open, log });
    const kept = new Set<number>();
    for (let entry = await spool.oldest(0); entry !== null; entry = await spool.oldest(0)) {
      kept.add(Number(open(entry.job.sealed).split(' ')[0]));
      await entry.remove();
    }
    expect(Array.from({ length: promised + 1 }, (_, i) => i).filter((i) => !kept.has(i))).toEqual([]);
  });
});

function idOf(address: string, i: number): string {
  return `${address}-${String(i).padStart(6, '0')}`;
}

/** Citizens who say the next thing when the last was taken, and repeat what was refused. */
function startCrowd(queues: Queues) {
  const taken: string[] = [];
  const stopping = new AbortController();
  async function speak(address: string): Promise<void> {
    for (let i = 0; !stopping.signal.aborted;) {
      const id = idOf(address, i);
      try {
        await queues.inbox.accept(textUpdate(address, id));
        taken.push(id);
        i += 1;
      } catch {
        await sleep(20);
      }
      await sleep(5);
    }
  }
  const speaking = Promise.all(Array.from({ length: PEOPLE }, (_, i) => speak(`person${i}`)));
  return {
    taken: () => taken.length,
    async stop(): Promise<readonly string[]> {
      stopping.abort();
      await speaking;
      return taken;
    },
  };
}

/** What took effect: like the store, it drops what it has seen. */
function recorder() {
  const seen = new Set<string>();
  const lastOf = new Map<string, string>();
  let inOrder = true;
  return {
    process: async (updates: readonly Inbound[]) => {
      for (const { address, updateId } of updates) {
        if (seen.has(updateId)) continue;
        inOrder &&= updateId > (lastOf.get(address) ?? '');
        seen.add(updateId);
        lastOf.set(address, updateId);
      }
    },
    count: () => seen.size,
    ids: () => [...seen],
    isInOrder: () => inOrder,
  };
}
