import { describe, expect, it } from 'vitest';
import { mapInTurns } from '../../src/lib/map-in-turns.ts';

function keepBusy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('lib/map-in-turns', () => {
  it('gives what map gives, in order', async () => {
    expect(await mapInTurns([1, 2, 3], (n) => n * 2)).toEqual([2, 4, 6]);
    expect(await mapInTurns([], (n) => n)).toEqual([]);
  });

  it('lets others have their turn before it is done', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('other'));
    await mapInTurns([1, 2, 3, 4], () => keepBusy(4));
    order.push('work');
    expect(order).toEqual(['other', 'work']);
  });

  it('rejects with what map throws', async () => {
    await expect(mapInTurns([1], () => JSON.parse('{'))).rejects.toThrow(SyntaxError);
  });
});
