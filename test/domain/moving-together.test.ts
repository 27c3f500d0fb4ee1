import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movingTogether } from '../../src/domain/moving-together.ts';
import type { Ballot } from '../../src/domain/response.ts';

type Answers = Pick<Ballot, 'answers'>;
type Value = 1 | 4 | 5 | 'skipped' | 'not-applicable';

const BATCH = 5;

function answers(q1: Value, q5: Value): Answers {
  return { answers: { q1: { value: q1, how: 'button' }, q5: { value: q5, how: 'button' } } };
}

const many = (count: number, q1: Value, q5: Value) => Array.from({ length: count }, () => answers(q1, q5));
const leaving = (items: readonly Answers[], others: readonly Answers[] = []) =>
  movingTogether(items, others, (item) => item, BATCH);

describe('domain/moving-together', () => {
  it.each<[string, readonly Answers[], number]>([
    ['five who scored all', many(5, 4, 5), 5],
    ['too few', many(4, 4, 5), 0],
    ['those of whom nobody scored the second question', [...many(5, 4, 'not-applicable'), ...many(4, 4, 1)], 5],
    ['all, where five scored it', [...many(3, 4, 'not-applicable'), ...many(5, 4, 1)], 8],
    ['one who skipped, beside five who did not', [...many(5, 4, 5), ...many(1, 'skipped', 5)], 6],
    ['nobody, where four stay behind and four are left', [...many(4, 4, 'skipped'), ...many(4, 'skipped', 4)], 0],
  ])('takes %s', (_, items, count) => {
    expect(leaving(items)).toHaveLength(count);
  });

  it('counts whoever moves in any case', () => {
    expect(leaving(many(1, 4, 5), many(5, 4, 5))).toHaveLength(1);
    expect(leaving(many(1, 4, 5), many(5, 4, 'skipped'))).toEqual([]);
  });

  it('moves no question by one to four, and leaves nothing behind that could have come along', () => {
    const value = fc.constantFrom<Value>(1, 4, 5, 'skipped', 'not-applicable');
    const group = fc.array(
      fc.tuple(value, value).map(([q1, q5]) => answers(q1, q5)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(group, (items) => {
        const chosen = leaving(items);
        for (const question of ['q1', 'q5']) {
          const scored = chosen.filter((one) => typeof one.answers[question]?.value === 'number').length;
          expect(scored === 0 || scored >= BATCH).toBe(true);
        }
        expect(leaving(items.filter((item) => !chosen.includes(item)))).toEqual([]);
      }),
    );
  });
});
