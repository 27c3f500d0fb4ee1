import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asId, type MessageId } from '../../src/domain/ids.ts';
import type { ChannelName } from '../../src/domain/invitation.ts';
import type { Lane, MessageRef } from '../../src/domain/message.ts';
import { CodedError } from '../../src/lib/coded-error.ts';
import type { Queues } from '../../src/queue/queues.ts';
import { KINDS, createBackend, type TestBackend } from './support/backends.ts';
import { handlersWith, until } from './support/updates.ts';

function refs(count: number, lane: Lane, channel: ChannelName = 'telegram'): readonly MessageRef[] {
  return Array.from({ length: count }, () => ({ id: asId<MessageId>(randomUUID()), channel, lane }));
}

describe('queue/outbox', () => {
  describe.each(KINDS)('on %s', (kind) => {
    let space: TestBackend;
    let queues: Queues;

    beforeEach(async () => {
      space = await createBackend(kind);
      queues = await space.open({ shards: 1, channels: ['telegram'] });
    });

    afterEach(() => space.drop());

    it('puts up to a hundred replies into a job, and each bulk message into its own', async () => {
      await queues.outbox.enqueue([...refs(250, 'reply'), ...refs(7, 'bulk')]);
      expect(await queues.outbox.backlog('telegram', 'reply')).toBe(3);
      expect(await queues.outbox.backlog('telegram', 'bulk')).toBe(7);
    });

    it('puts more bulk messages into a job where a platform takes more a second', async () => {
      const fast = await space.open({ shards: 1, channels: ['telegram'], bulkPerSecond: { telegram: 1_000 } });
      const messages = refs(100, 'bulk');
      await fast.outbox.enqueue(messages);
      const jobs: number[] = [];
      await fast.startWorkers(handlersWith({ deliver: async (ids) => void jobs.push(ids.length) }));
      await until(() => jobs.reduce((sum, size) => sum + size, 0) === 100);
      expect(jobs.toSorted((a, b) => b - a)).toEqual([40, 40, 20]);
    });

    it('makes one job of a message that is enqueued twice', async () => {
      const [ref] = refs(1, 'reply');
      await queues.outbox.enqueue(ref ? [ref] : []);
      await queues.outbox.enqueue(ref ? [ref] : []);
      expect(await queues.outbox.backlog('telegram', 'reply')).toBe(1);
    });

    it('delivers every message of both lanes', async () => {
      const messages = [...refs(120, 'reply'), ...refs(5, 'bulk')];
      const delivered: MessageId[] = [];
      await queues.outbox.enqueue(messages);
      await queues.startWorkers(handlersWith({ deliver: async (ids) => void delivered.push(...ids) }));
      await until(() => delivered.length === messages.length);
      expect(new Set(delivered)).toEqual(new Set(messages.map(({ id }) => id)));
    });

    it('comes back however often a message is put off within one second', async () => {
      const [ref] = refs(1, 'reply');
      if (ref === undefined) return;
      let tries = 0;
      const deliver = async () => {
        tries += 1;
        if (tries < 8) await queues.outbox.enqueue([ref], 40);
      };
      await queues.startWorkers(handlersWith({ deliver }));
      await queues.outbox.enqueue([ref]);
      await until(() => tries === 8);
    });

    it('comes back to a message that its own job put off', async () => {
      const [ref] = refs(1, 'reply');
      if (ref === undefined) return;
      const tries: MessageId[] = [];
      const deliver = async (ids: readonly MessageId[]) => {
        tries.push(...ids);
        if (tries.length === 1) await queues.outbox.enqueue([ref], 200);
      };
      await queues.startWorkers(handlersWith({ deliver }));
      await queues.outbox.enqueue([ref]);
      await until(() => tries.length === 2);
      expect(tries).toEqual([ref.id, ref.id]);
    });

    it('holds both lanes back during a pause, whoever asks for it, and burns no attempt', async () => {
      const delivered: { readonly id: MessageId; readonly at: number }[] = [];
      const deliver = async (ids: readonly MessageId[]) =>
        void delivered.push(...ids.map((id) => ({ id, at: Date.now() })));
      await queues.startWorkers(handlersWith({ deliver }));
      const other = await space.open({ shards: 1, channels: ['telegram'] });
      const endsAt = Date.now() + 1_400;
      await other.outbox.pause('telegram', 1_500);
      await other.outbox.pause('telegram', 100);
      await other.outbox.enqueue([...refs(2, 'reply'), ...refs(2, 'bulk')]);
      await until(() => delivered.length === 4);
      expect(delivered.every(({ at }) => at >= endsAt)).toBe(true);
      expect(await queues.dead.list()).toEqual([]);
    });

    it('keeps to the rate of the bulk lane while replies pass', async () => {
      const limited = await space.open({
        shards: 1,
        channels: ['telegram'],
        bulkPerSecond: { telegram: 5 },
      });
      const bulk = new Set<string>();
      const startedAt = Date.now();
      let lastBulkAt = 0;
      let replies = 0;
      const messages = [...refs(11, 'bulk'), ...refs(300, 'reply')];
      const lanes = new Map(messages.map(({ id, lane }) => [id, lane]));
      const deliver = async (ids: readonly MessageId[]) => {
        for (const id of ids) {
          if (lanes.get(id) === 'reply') {
            replies += 1;
          } else {
            // The last is not done before all replies are, which thus wait for none of them.
            if (bulk.size === 10) await until(() => replies === 300);
            bulk.add(id);
            lastBulkAt = Date.now();
          }
        }
      };
      await limited.outbox.enqueue(messages);
      await limited.startWorkers(handlersWith({ deliver }));
      await until(() => bulk.size === 11 && replies === 300);
      // Five in each of the first two seconds: the eleventh cannot come before the third begins.
      expect(lastBulkAt - startedAt).toBeGreaterThanOrEqual(1_900);
    });

    it('splits a job so that one bad message holds up no other', async () => {
      const messages = refs(4, 'reply');
      const bad = messages[1]?.id;
      const delivered = new Set<MessageId>();
      const deliver = async (ids: readonly MessageId[]) => {
        if (ids.some((id) => id === bad)) throw new CodedError('broken', 'broken');
        for (const id of ids) delivered.add(id);
      };
      await queues.startWorkers(handlersWith({ deliver }));
      await queues.outbox.enqueue(messages);
      await until(() => delivered.size === 3);
      await until(async () =>
        (await queues.depths()).some(({ queue, delayed }) => queue === 'reply-telegram' && delayed === 1),
      );
      expect(delivered.has(asId<MessageId>(bad ?? ''))).toBe(false);
    });

    it('delivers what is found lying about, though a job of it is dead', async () => {
      const messages = refs(1, 'bulk');
      let isBroken = true;
      const delivered: MessageId[] = [];
      const deliver = async (ids: readonly MessageId[]) => {
        if (isBroken) throw new CodedError('malformed', 'Fails for good.');
        delivered.push(...ids);
      };
      await queues.startWorkers(handlersWith({ deliver }));
      await queues.outbox.enqueue(messages);
      await until(async () => (await queues.dead.list()).length === 1);
      isBroken = false;
      await queues.outbox.enqueueAgain(messages);
      await until(() => delivered.length === 1);
      expect(await queues.dead.list()).toEqual([]);
    });

    it('waits in place while the database is away', async () => {
      let refusals = 3;
      const delivered: MessageId[] = [];
      const deliver = async (ids: readonly MessageId[]) => {
        if (refusals-- > 0) throw new CodedError('unavailable', 'away');
        delivered.push(...ids);
      };
      await queues.startWorkers(handlersWith({ deliver }));
      await queues.outbox.enqueue(refs(3, 'reply'));
      await until(() => delivered.length === 3);
      expect(refusals).toBe(-1);
    });

    it('leaves messages of a channel that is not in use to the sweep', async () => {
      const zalo = refs(2, 'reply', 'zalo');
      await queues.outbox.enqueue(zalo);
      expect(await queues.outbox.backlog('zalo', 'reply')).toBe(0);
      await queues.outbox.pause('zalo', 100);
    });
  });
});
