import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSmallCounts } from '../../src/domain/coverage.ts';

const rows = (missed: readonly number[]) =>
  missed.map((count, i) => ({ key: String(i), completed: 100, missed: count }));

describe('src/domain/coverage.ts', () => {
  it.each([
    [
      [40, 3, 12],
      [40, null, null],
    ],
    [
      [40, 12],
      [40, 12],
    ],
    [
      [3, 0],
      [null, 0],
    ],
  ])('leaves a ward of %j the counts %j', (missed, seen) => {
    expect(withoutSmallCounts(rows(missed)).map((row) => row.missed)).toEqual(seen);
  });

  it('lets no total less the groups shown tell of fewer than ten', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 9 }), (missed) => {
        const seen = withoutSmallCounts(rows(missed));
        const total = missed.reduce((sum, count) => sum + count, 0);
        const rest = total - seen.reduce((sum, row) => sum + (row.missed ?? 0), 0);
        expect(rest === 0 || rest >= 10 || rest === total).toBe(true);
      }),
    );
  });
});
