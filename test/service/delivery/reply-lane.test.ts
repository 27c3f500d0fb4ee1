import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatId } from '../../../src/domain/ids.ts';
import { asId } from '../../../src/domain/ids.ts';
import { ReplyLane } from '../../../src/service/delivery/reply-lane.ts';

const chatId = (name: number) => asId<ChatId>(String(name));

describe('src/service/delivery/reply-lane.ts', () => {
  it("does a chat's work one after the other in its order, and no more chats at once than it may", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5), { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), async (chats, most) => {
        const done: (readonly [number, number])[] = [];
        const active = new Set<number>();
        const lane = new ReplyLane<readonly [number, number]>(most, async (work) => {
          expect(active.has(work[0])).toBe(false);
          active.add(work[0]);
          expect(active.size).toBeLessThanOrEqual(most);
          await sleep(work[1] % 2);
          active.delete(work[0]);
          done.push(work);
        });
        for (const [i, chat] of chats.entries()) lane.take(chatId(chat), [chat, i]);
        await lane.idle();
        expect(lane.waiting).toBe(0);
        for (const chat of new Set(chats)) {
          const own = chats.flatMap((of, i) => (of === chat ? [[chat, i]] : []));
          expect(done.filter(([of]) => of === chat)).toEqual(own);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives back what it has not begun, and begins it no more', async () => {
    const begun: number[] = [];
    const lane = new ReplyLane<number>(1, async (work) => void begun.push(work));
    for (const work of [1, 2, 3, 4]) lane.take(chatId(work % 2), work);
    expect(lane.giveUp().toSorted()).toEqual([2, 3, 4]);
    await lane.idle();
    expect(begun).toEqual([1]);
    lane.take(chatId(1), 5);
    await lane.idle();
    expect(begun).toEqual([1, 5]);
  });
});
