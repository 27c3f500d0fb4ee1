import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBroker } from '../../src/queue/backend.ts';
import type { Queues } from '../../src/queue/queues.ts';
import { mendTimers, scheduleTimers, timerTask, type Timer } from '../../src/queue/timers.ts';
import { KINDS, createBackend, quietLog, type TestBackend } from './support/backends.ts';
import { handlersWith, until } from './support/updates.ts';

const DAY_MS = 86_400_000;

describe('queue/timers', () => {
  describe.each(KINDS)('on %s', (kind) => {
    let space: TestBackend;

    beforeEach(async () => {
      space = await createBackend(kind);
    });
    afterEach(() => space.drop());

    async function start(timers: readonly Timer[]): Promise<Queues> {
      const queues = await space.open({ shards: 1, channels: [] });
      await queues.startWorkers(handlersWith({ timers }));
      return queues;
    }

    async function schedules(): Promise<readonly string[]> {
      const broker = await openBroker(space.backend, quietLog);
      const known = await broker.queue('timer').getJobSchedulers();
      await broker.close();
      return known.map(({ key }) => key).toSorted();
    }

    it('runs a timer again and again, also when it throws', async () => {
      let turns = 0;
      const run = async () => {
        turns += 1;
        throw new Error('broken');
      };
      const queues = await start([{ name: 'mix.release', everyMs: 100, run }]);
      await until(() => turns >= 3);
      expect(await queues.dead.list()).toEqual([]);
    });

    it('never runs a timer twice at once over two processes, and lets the others go on', async () => {
      let running = 0;
      let slowTurns = 0;
      let overlapped = false;
      let quickTurns = 0;
      let isDone = false;
      const slow = async () => {
        overlapped ||= ++running > 1;
        const seen = quickTurns;
        await until(() => isDone || quickTurns > seen + 1);
        running -= 1;
        slowTurns += 1;
      };
      const timers: readonly Timer[] = [
        { name: 'slow.run', everyMs: 100, run: slow },
        { name: 'quick.run', everyMs: 100, run: async () => void (quickTurns += 1) },
      ];
      await Promise.all([start(timers), start(timers)]);
      await until(() => slowTurns >= 3);
      isDone = true;
      expect(overlapped).toBe(false);
    });

    it('takes a job that comes again where it still runs for the same turn', async () => {
      let turns = 0;
      let end = (): void => undefined;
      const run = () => {
        turns += 1;
        return new Promise<void>((resolve) => (end = resolve));
      };
      const broker = await openBroker(space.backend, quietLog);
      const task = timerTask([{ name: 'slow.run', everyMs: DAY_MS, run }], broker.queue('timer'), quietLog);
      const job = { id: 'repeat:slow.run:1', data: { timer: 'slow.run' }, startedAt: 1 };
      const [first, again] = [task(job), task(job)];
      await until(() => turns > 0);
      end();
      await Promise.all([first, again]);
      expect(turns).toBe(1);
      const later = task(job);
      await until(() => turns > 1);
      end();
      await later;
      await broker.close();
    });

    it('removes schedules that the table no longer names and keeps one for each that it does', async () => {
      const run = async () => undefined;
      const first = await start([
        { name: 'old.run', everyMs: 60_000, run },
        { name: 'kept.run', everyMs: 60_000, run },
      ]);
      await first.close();
      await start([{ name: 'kept.run', everyMs: 30_000, run }]);
      expect(await schedules()).toEqual(['kept.run']);
    });

    it('schedules anew what a clock has left far ahead, what is lost and what does not come, and nothing else', async () => {
      const run = async () => undefined;
      const timers: readonly Timer[] = [
        { name: 'quick.run', everyMs: 2_000, run },
        { name: 'daily.run', everyMs: DAY_MS, run },
      ];
      const broker = await openBroker(space.backend, quietLog);
      const queue = broker.queue('timer');
      await scheduleTimers(queue, timers);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const nextTurns = async () => (await queue.getJobSchedulers()).map(({ key, next }) => [key, next] as const);
      const before = await nextTurns();
      expect(await mendTimers(queue, timers, Date.now())).toBe(0);
      expect(await nextTurns()).toEqual(before);
      expect(await mendTimers(queue, timers, Date.now() - 2 * DAY_MS)).toBe(2);
      expect((await nextTurns()).map(([key]) => key).toSorted()).toEqual(['daily.run', 'quick.run']);
      await queue.removeJobScheduler('daily.run');
      expect(await mendTimers(queue, timers, Date.now())).toBe(1);
      expect((await nextTurns()).map(([key]) => key).toSorted()).toEqual(['daily.run', 'quick.run']);
      expect(await mendTimers(queue, timers, Date.now() + 10 * 60_000)).toBe(2);
      await broker.close();
    });

    it('refuses two timers of one name', async () => {
      const run = async () => undefined;
      const twice: readonly Timer[] = [
        { name: 'same.run', everyMs: 1_000, run },
        { name: 'same.run', everyMs: 2_000, run },
      ];
      await expect(start(twice)).rejects.toMatchObject({ code: 'timer-twice' });
    });
  });
});
