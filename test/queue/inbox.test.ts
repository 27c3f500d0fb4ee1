import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Inbound } from '../../src/domain/inbound.ts';
import { CodedError } from '../../src/lib/coded-error.ts';
import { openBroker } from '../../src/queue/backend.ts';
import { shardOf } from '../../src/queue/inbox.ts';
import { inboxQueue } from '../../src/queue/jobs.ts';
import { KINDS, createBackend, quietLog, type TestBackend } from './support/backends.ts';
import { handlersWith, textUpdate, until } from './support/updates.ts';

describe('queue/inbox', () => {
  describe.each(KINDS)('on %s', (kind) => {
    let space: TestBackend;

    beforeEach(async () => {
      space = await createBackend(kind);
    });
    afterEach(() => space.drop());

    it('puts updates that arrive together into one job', async () => {
      const queues = await space.open({ shards: 1 });
      await Promise.all(Array.from({ length: 300 }, (_, i) => queues.inbox.accept(textUpdate('a', `${i}`))));
      const [inbox] = await queues.depths();
      expect(inbox).toMatchObject({ queue: 'inbox-0', waiting: 1 });
    });

    it('holds the update when accept resolves', async () => {
      const queues = await space.open({ shards: 1 });
      await queues.inbox.accept(textUpdate('a', '1'));
      const [inbox] = await queues.depths();
      expect(inbox?.waiting).toBe(1);
    });

    it('keeps nothing readable in the queue', async () => {
      const queues = await space.open({ shards: 1 });
      await queues.inbox.accept(textUpdate('0912345678', '1', 'rất không hài lòng'));
      const broker = await openBroker(space.backend, quietLog);
      const [job] = await broker.queue(inboxQueue(0)).getWaiting();
      await broker.close();
      expect(Object.keys(Object(job?.data)).toSorted()).toEqual(['count', 'sealed']);
      expect(JSON.stringify(job)).not.toMatch(/0912345678|hài lòng/);
    });

    it('refuses updates once closed', async () => {
      const queues = await space.open({ shards: 1 });
      await queues.close();
      await expect(queues.inbox.accept(textUpdate('a', '1'))).rejects.toThrow(CodedError);
    });

    it('processes the updates of one address in order over two processes', async () => {
      const [first, second] = [await space.open(), await space.open()];
      const seen: Inbound[] = [];
      let running = 0;
      let overlapped = false;
      const process = async (updates: readonly Inbound[]) => {
        overlapped ||= ++running > 1;
        await new Promise((resolve) => setTimeout(resolve, 2));
        seen.push(...updates);
        running -= 1;
      };
      await Promise.all([first, second].map((queues) => queues.startWorkers(handlersWith({ process }))));
      for (let i = 0; i < 120; i++) await first.inbox.accept(textUpdate('a', `${i}`));
      await until(() => seen.length === 120);
      expect(seen.map(({ updateId }) => updateId)).toEqual(Array.from({ length: 120 }, (_, i) => `${i}`));
      expect(overlapped).toBe(false);
    });

    it('sets the poisonous update aside and keeps the order of the rest', async () => {
      const queues = await space.open({ shards: 1 });
      const seen: string[] = [];
      const aside: string[] = [];
      const process = async (updates: readonly Inbound[]) => {
        if (updates.some(({ updateId }) => updateId === '7')) throw new Error('poison');
        seen.push(...updates.map(({ updateId }) => updateId));
      };
      const setAside = async ({ updateId }: Inbound) => void aside.push(updateId);
      const ids = Array.from({ length: 20 }, (_, i) => `${i}`);
      await Promise.all(ids.map((id) => queues.inbox.accept(textUpdate('a', id))));
      await queues.startWorkers(handlersWith({ process, setAside }));
      await until(() => seen.length + aside.length === 20);
      expect(aside).toEqual(['7']);
      expect(seen).toEqual(ids.filter((id) => id !== '7'));
      expect(await queues.dead.list()).toEqual([]);
    });

    it('does in one go what has piled up, in order, and leaves nothing of it behind', async () => {
      const queues = await space.open({ shards: 1 });
      const batches: string[][] = [];
      const ids = Array.from({ length: 30 }, (_, i) => `${i}`);
      for (const id of ids) await queues.inbox.accept(textUpdate('a', id));
      await queues.startWorkers(
        handlersWith({ process: async (updates) => void batches.push(updates.map(({ updateId }) => updateId)) }),
      );
      await until(async () => (await queues.depths()).every(({ waiting, active }) => waiting + active === 0));
      expect(batches).toEqual([ids]);
    });

    it('does one by one what fails together', async () => {
      const queues = await space.open({ shards: 1 });
      const batches: string[][] = [];
      for (const id of ['1', '2', '3']) await queues.inbox.accept(textUpdate('a', id));
      const process = async (updates: readonly Inbound[]) => {
        if (updates.length > 1) throw new Error('too many');
        batches.push(updates.map(({ updateId }) => updateId));
      };
      await queues.startWorkers(handlersWith({ process }));
      await until(() => batches.length === 3);
      expect(batches).toEqual([['1'], ['2'], ['3']]);
      expect(await queues.dead.list()).toEqual([]);
    });

    it('waits in place, in order, while the database is away', async () => {
      const queues = await space.open({ shards: 1 });
      const seen: string[] = [];
      let refusals = 4;
      const process = async (updates: readonly Inbound[]) => {
        if (refusals-- > 0) throw new CodedError('unavailable', 'away');
        seen.push(...updates.map(({ updateId }) => updateId));
      };
      for (const id of ['1', '2', '3']) await queues.inbox.accept(textUpdate('a', id));
      await queues.startWorkers(handlersWith({ process }));
      await until(() => seen.length === 3);
      expect(seen).toEqual(['1', '2', '3']);
      expect(await queues.dead.list()).toEqual([]);
    });

    it('gives a waiting job back in its place when it closes', async () => {
      const first = await space.open({ shards: 1 });
      let tries = 0;
      await first.startWorkers(
        handlersWith({
          process: async () => {
            tries += 1;
            throw new CodedError('unavailable', 'away');
          },
        }),
      );
      for (const id of ['1', '2', '3']) await first.inbox.accept(textUpdate('a', id));
      await until(() => tries > 0);
      await first.close();

      const second = await space.open({ shards: 1 });
      const seen: string[] = [];
      await second.startWorkers(
        handlersWith({ process: async (updates) => void seen.push(...updates.map(({ updateId }) => updateId)) }),
      );
      await until(() => seen.length === 3);
      expect(seen).toEqual(['1', '2', '3']);
    });

    it('lists a job that cannot be opened as dead, and goes on', async () => {
      const queues = await space.open({ shards: 1 });
      const broker = await openBroker(space.backend, quietLog);
      await broker.queue(inboxQueue(0)).add('update.process', { sealed: 'bm90IGpzb24=', count: 1 });
      await broker.close();
      await queues.inbox.accept(textUpdate('a', '1'));
      const seen: string[] = [];
      await queues.startWorkers(
        handlersWith({ process: async (updates) => void seen.push(...updates.map(({ updateId }) => updateId)) }),
      );
      await until(() => seen.length === 1);
      expect(await queues.dead.list()).toMatchObject([{ queue: 'inbox-0', failure: 'malformed' }]);
    });

    it('leaves nothing of finished jobs behind', async () => {
      const queues = await space.open({ shards: 1 });
      let done = 0;
      await queues.startWorkers(handlersWith({ process: async (updates) => void (done += updates.length) }));
      await queues.inbox.accept(textUpdate('a', '1'));
      await until(() => done === 1);
      const broker = await openBroker(space.backend, quietLog);
      await until(async () => (await broker.queue(inboxQueue(0)).getActiveCount()) === 0);
      expect(await broker.queue(inboxQueue(0)).getCompletedCount()).toBe(0);
      await broker.close();
    });
  });

  it('keeps an address in its shard and spreads addresses over all', () => {
    const shards = Array.from({ length: 400 }, (_, i) => shardOf(textUpdate(`${i}`, '1'), 4));
    expect(new Set(shards)).toEqual(new Set([0, 1, 2, 3]));
    expect(shardOf(textUpdate('x', '1'), 4)).toBe(shardOf(textUpdate('x', '2'), 4));
  });
});
