import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBroker } from '../../src/queue/backend.ts';
import { inboxQueue } from '../../src/queue/jobs.ts';
import type { Queues } from '../../src/queue/queues.ts';
import { KINDS, createBackend, quietLog, seal, type TestBackend } from './support/backends.ts';
import { handlersWith, textUpdate, until } from './support/updates.ts';

const SECRET = 'số điện thoại 0912345678';

describe('queue/dead-letters', () => {
  describe.each(KINDS)('on %s', (kind) => {
    let space: TestBackend;
    let queues: Queues;
    let healthy: boolean;
    let processed: string[];

    beforeEach(async () => {
      space = await createBackend(kind);
      queues = await space.open({ shards: 1, channels: [] });
      healthy = false;
      processed = [];
      const broker = await openBroker(space.backend, quietLog);
      for (const id of ['1', '2']) {
        const sealed = seal(JSON.stringify([textUpdate('a', id, SECRET)]));
        await broker.queue(inboxQueue(0)).add('update.process', { sealed, count: 1 }, { stackTraceLimit: 0 });
      }
      await broker.close();
      await queues.startWorkers(
        handlersWith({
          process: async (updates) => {
            if (!healthy) throw new Error(SECRET);
            processed.push(...updates.map(({ updateId }) => updateId));
          },
          setAside: async () => {
            throw new Error(SECRET);
          },
        }),
      );
      await until(async () => (await queues.dead.list()).length === 2);
    });

    afterEach(() => space.drop());

    it('lists queue, id, name, code and time, and nothing a citizen wrote', async () => {
      const list = await queues.dead.list();
      expect(list.map(({ queue, name, failure }) => [queue, name, failure])).toEqual([
        ['inbox-0', 'update.process', 'unexpected'],
        ['inbox-0', 'update.process', 'unexpected'],
      ]);
      expect(list.every(({ failedAt }) => Date.now() - failedAt.getTime() < 60_000)).toBe(true);
      expect(JSON.stringify(list)).not.toContain('0912345678');
    });

    it('keeps neither messages nor stacks of errors in the queue', async () => {
      const broker = await openBroker(space.backend, quietLog);
      const jobs = await broker.queue(inboxQueue(0)).getFailed();
      await broker.close();
      expect(jobs.map(({ failedReason }) => failedReason)).toEqual(['unexpected', 'unexpected']);
      expect(jobs.flatMap(({ stacktrace }) => stacktrace)).toEqual([]);
    });

    it('runs a dead job again', async () => {
      healthy = true;
      for (const { queue, id } of await queues.dead.list()) expect(await queues.dead.retry(queue, id)).toBe(true);
      await until(() => processed.length === 2);
      expect(processed.toSorted()).toEqual(['1', '2']);
      expect(await queues.dead.list()).toEqual([]);
    });

    it('drops a dead job', async () => {
      const [first] = await queues.dead.list();
      expect(await queues.dead.drop(first?.queue ?? '', first?.id ?? '')).toBe(true);
      expect(await queues.dead.list()).toHaveLength(1);
    });

    it('says so when there is no such dead job', async () => {
      expect(await queues.dead.retry('inbox-0', 'nothing')).toBe(false);
      expect(await queues.dead.drop('no-such-queue', '1')).toBe(false);
    });

    it('purges those that failed longer ago', async () => {
      expect(await queues.dead.purge(60_000)).toBe(0);
      await sleep(20);
      expect(await queues.dead.purge(10)).toBe(2);
      expect(await queues.dead.list()).toEqual([]);
    });
  });
});
