import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asId, type MessageId } from '../../src/domain/ids.ts';
import type { Inbound } from '../../src/domain/inbound.ts';
import { countPending, leaveBackend, moveJobs } from '../../src/queue/switch-backend.ts';
import { KINDS, createBackend, openTestQueues, quietLog, type TestBackend } from './support/backends.ts';
import { handlersWith, textUpdate, until } from './support/updates.ts';

const HOUR_MS = 3_600_000;
const LAYOUT = { shards: 2, channels: ['telegram'] } as const;

describe('queue/switch-backend', () => {
  describe.each(KINDS)('away from %s', (kind) => {
    let old: TestBackend;
    let next: TestBackend;

    beforeEach(async () => {
      old = await createBackend(kind);
      next = await createBackend(kind === 'redis' ? 'postgres' : 'redis');
    });

    afterEach(async () => {
      await old.drop();
      await next.drop();
    });

    async function fillOld(): Promise<MessageId> {
      const queues = await openTestQueues(old.backend, LAYOUT);
      for (let i = 0; i < 30; i++) await queues.inbox.accept(textUpdate('a', `${i}`));
      const [now, later] = [asId<MessageId>(randomUUID()), asId<MessageId>(randomUUID())];
      await queues.outbox.enqueue([{ id: now, channel: 'telegram', lane: 'reply' }]);
      await queues.outbox.enqueue([{ id: later, channel: 'telegram', lane: 'bulk' }], HOUR_MS);
      await queues.close();
      return now;
    }

    it('carries every pending job over, in order and no earlier than it is due', async () => {
      const now = await fillOld();
      const pending = await countPending(old.backend, LAYOUT, quietLog);
      expect(await leaveBackend(old.backend, next.backend, LAYOUT, quietLog)).toBe(pending);
      expect(await countPending(old.backend, LAYOUT, quietLog)).toBe(0);

      const queues = await openTestQueues(next.backend, LAYOUT);
      const seen: string[] = [];
      const sent: MessageId[] = [];
      await queues.startWorkers(
        handlersWith({
          process: async (updates) => void seen.push(...updates.map(({ updateId }) => updateId)),
          deliver: async (ids) => void sent.push(...ids),
        }),
      );
      await until(() => seen.length === 30 && sent.length > 0);
      await queues.close();
      expect(seen).toEqual(Array.from({ length: 30 }, (_, i) => `${i}`));
      expect(sent).toEqual([now]);
      expect(await countPending(next.backend, LAYOUT, quietLog)).toBe(1);
    });

    it('moves anew what a process died over that had copied it and not removed, in an order that holds', async () => {
      await fillOld();
      const copies = await openTestQueues(next.backend, LAYOUT);
      for (let i = 0; i < 30; i++) await copies.inbox.accept(textUpdate('a', `${i}`));
      await copies.close();
      await leaveBackend(old.backend, next.backend, LAYOUT, quietLog);
      const queues = await openTestQueues(next.backend, LAYOUT);
      const seen: string[] = [];
      const process = async (updates: readonly Inbound[]) => void seen.push(...updates.map(({ updateId }) => updateId));
      await queues.startWorkers(handlersWith({ process }));
      await until(() => seen.length === 60);
      await queues.close();
      expect([...new Set(seen)]).toEqual(Array.from({ length: 30 }, (_, i) => `${i}`));
      expect(await countPending(old.backend, LAYOUT, quietLog)).toBe(0);
    });

    it('finds nothing to move in an empty one', async () => {
      expect(await leaveBackend(old.backend, next.backend, LAYOUT, quietLog)).toBe(0);
      expect(await moveJobs(old.backend, next.backend, LAYOUT, quietLog)).toBe(0);
    });
  });

  it('refuses to leave one that does not answer', async () => {
    const next = await createBackend('redis');
    const gone = { kind: 'postgres', url: 'postgres://nobody@127.0.0.1:1/none' } as const;
    await expect(leaveBackend(gone, next.backend, LAYOUT, quietLog)).rejects.toMatchObject({
      code: 'queue-left-behind',
    });
    await next.drop();
  });
});
