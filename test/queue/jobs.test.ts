import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBroker } from '../../src/queue/backend.ts';
import { JOBS, queuesOf, type Layout } from '../../src/queue/jobs.ts';
import type { Queues } from '../../src/queue/queues.ts';
import { KINDS, createBackend, quietLog, type TestBackend } from './support/backends.ts';
import { handlersWith, until } from './support/updates.ts';

const LAYOUT: Layout = { shards: 3, channels: ['telegram', 'zalo'] };

describe('queue/jobs', () => {
  it('carries every job name in a queue, and names no queue twice', () => {
    const specs = queuesOf(LAYOUT);
    expect(new Set(specs.map(({ job }) => job))).toEqual(new Set(Object.keys(JOBS)));
    expect(new Set(specs.map(({ name }) => name)).size).toBe(specs.length);
    expect(Object.keys(JOBS).every((name) => /^[a-z]+\.[a-z]+$/.test(name))).toBe(true);
  });

  it('refuses data that is not of the job', () => {
    expect(JOBS['update.process'].safeParse({ sealed: '', count: 1 }).success).toBe(false);
    expect(JOBS['message.deliver'].safeParse({ ids: [] }).success).toBe(false);
    expect(JOBS['message.deliver'].safeParse({ ids: ['x'], more: 1 }).success).toBe(false);
  });

  describe.each(KINDS)('on %s', (kind) => {
    let space: TestBackend;
    let queues: Queues;

    beforeEach(async () => {
      space = await createBackend(kind);
      queues = await space.open(LAYOUT);
      await queues.startWorkers(handlersWith({}));
    });

    afterEach(() => space.drop());

    it('gives every queue exactly one consumer', async () => {
      const broker = await openBroker(space.backend, quietLog);
      const counts = await Promise.all(queuesOf(LAYOUT).map(({ name }) => broker.queue(name).getWorkersCount()));
      await broker.close();
      expect(counts).toEqual(queuesOf(LAYOUT).map(() => 1));
    });

    it('lists a job of a strange name as dead', async () => {
      const broker = await openBroker(space.backend, quietLog);
      await broker.queue('inbox-1').add('something.else', {});
      await broker.close();
      await until(async () => (await queues.dead.list()).length === 1);
      expect(await queues.dead.list()).toMatchObject([
        { queue: 'inbox-1', name: 'something.else', failure: 'unknown-job' },
      ]);
    });
  });
});
