import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenRows } from '../../src/domain/small-rows.ts';

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

describe('src/domain/small-rows.ts', () => {
  it.each([
    [[40, 12, 30], []],
    [
      [40, 3, 30],
      [1, 2],
    ],
    [
      [40, 3, 4],
      [0, 1, 2],
    ],
    [
      [40, 6, 7, 0],
      [1, 2],
    ],
    [[3], [0]],
    [[0, 0, 15], []],
    [[], []],
  ])('hides of %j the positions %j', (counts, hidden) => {
    expect([...hiddenRows(counts)].toSorted()).toEqual(hidden);
  });

  it('shows no row over fewer than ten, and leaves fewer than ten to no subtraction', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 }), { maxLength: 8 }), (counts) => {
        const hidden = hiddenRows(counts);
        const shown = counts.filter((_count, i) => !hidden.has(i));
        expect(shown.filter((count) => count > 0 && count < 10)).toEqual([]);
        const rest = sum(counts) - sum(shown);
        const isAllHidden = shown.every((count) => count === 0);
        expect(rest === 0 || rest >= 10 || isAllHidden).toBe(true);
        expect(hidden.size === 1 && !isAllHidden).toBe(false);
      }),
    );
  });
});
