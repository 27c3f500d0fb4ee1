import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortestPeriod } from '../../src/domain/shortest-period.ts';

const LENGTHS = [1, 3, 6, 12];

describe('src/domain/shortest-period.ts', () => {
  it.each([
    [[30, 0, 0], 1],
    [[29, 1, 0], 3],
    [[0, 0, 0, 0, 0, 30], 6],
    [[2, 2, 2, 2, 2, 2, 18], 12],
    [[], 12],
  ])('takes of the months %j the last %i', (responses, months) => {
    expect(shortestPeriod(responses, LENGTHS)).toBe(months);
  });

  it('never shortens when there are more answers', () => {
    const months = fc.array(fc.nat({ max: 40 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(months, fc.nat({ max: 11 }), (responses, i) => {
        const more = responses.with(i, (responses[i] ?? 0) + 10);
        expect(shortestPeriod(more, LENGTHS)).toBeLessThanOrEqual(shortestPeriod(responses, LENGTHS));
      }),
    );
  });
});
