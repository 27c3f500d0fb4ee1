import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Departures } from '../../src/queue/departures.ts';
import { createGroupCommit as createWith, type GroupLimits } from '../../src/queue/group-commit.ts';

const LIMITS = { maxItems: 5, maxBytes: 20, maxWaiting: 1_000, bytesOf: (item: string) => Buffer.byteLength(item) };

function createGroupCommit(commit: (items: readonly string[]) => Promise<void>, limits: GroupLimits<string>) {
  return createWith(commit, limits, new Departures((begin) => begin()));
}

describe('queue/group-commit', () => {
  it('commits every item once, in order, within the limits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ maxLength: 30 }), { maxLength: 60 }), async (items) => {
        const groups: (readonly string[])[] = [];
        const group = createGroupCommit(async (some) => void groups.push(some), LIMITS);
        await Promise.all(items.map((item) => group.push(item)));
        expect(groups.flat()).toEqual(items);
        for (const some of groups) {
          const bytes = Buffer.byteLength(some.join(''));
          expect(some.length === 1 || (some.length <= LIMITS.maxItems && bytes <= LIMITS.maxBytes)).toBe(true);
        }
      }),
    );
  });

  it('lets what arrives during a commit share the next', async () => {
    const groups: (readonly string[])[] = [];
    let openGate = (): void => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    const group = createGroupCommit(async (items) => {
      groups.push(items);
      if (groups.length === 1) await gate;
    }, LIMITS);
    const first = group.push('a');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const rest = Promise.all(['b', 'c', 'd'].map((item) => group.push(item)));
    openGate();
    await Promise.all([first, rest]);
    expect(groups).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('rejects only the items of the commit that failed', async () => {
    let commits = 0;
    const group = createGroupCommit(
      async () => {
        commits += 1;
        if (commits === 1) throw new Error('away');
      },
      { ...LIMITS, maxItems: 2 },
    );
    const results = await Promise.allSettled(['a', 'b', 'c'].map((item) => group.push(item)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('tells the caller to come back when too many wait', async () => {
    const group = createGroupCommit(async () => undefined, { ...LIMITS, maxWaiting: 2 });
    const results = await Promise.allSettled(['a', 'b', 'c'].map((item) => group.push(item)));
    expect(results.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'inbox-full' } });
  });

  it('waits on closing for what is under way', async () => {
    let committed = 0;
    const group = createGroupCommit(async (items) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      committed += items.length;
    }, LIMITS);
    const pushed = Promise.all(Array.from({ length: 12 }, () => group.push('x')));
    await group.close();
    expect(committed).toBe(12);
    await pushed;
    await expect(group.push('late')).rejects.toMatchObject({ code: 'inbox-closed' });
  });
});
