import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_COMMENTS, planBatches, type WaitingComment } from '../../src/domain/comment-batch.ts';

const parentOf = (unit: string) => (unit === '00' ? null : unit.length === 2 ? '00' : unit.slice(0, 2));
const backwards = (n: number) => Array.from({ length: n }, (_, i) => n - 1 - i);
const rules = { parentOf, shuffle: backwards };

function waiting(unitCode: string, count: number, waitedDays = 0): readonly WaitingComment[] {
  return Array.from({ length: count }, (_, i) => ({ id: `${unitCode}-${String(i)}`, unitCode, waitedDays }));
}

function sizes(comments: readonly WaitingComment[]): Readonly<Record<string, number>> {
  return Object.fromEntries(planBatches(comments, rules).map(({ unitCode, ids }) => [unitCode, ids.length]));
}

describe('domain/comment-batch', () => {
  it.each([
    ['five of one unit', waiting('01001', 5), { '01001': 5 }],
    ['all that one unit has', waiting('01001', 9), { '01001': 9 }],
    ['not four', waiting('01001', 4), {}],
    ['not four that have waited for long, alone', waiting('01001', 4, 90), {}],
    ['not yet what units have left', [...waiting('01001', 4, 13), ...waiting('01002', 4)], {}],
    ['what units have left, after two weeks', [...waiting('01001', 4, 14), ...waiting('01002', 1)], { '01': 5 }],
    [
      'each unit that has enough, and the rest',
      [...waiting('01001', 7), ...waiting('01002', 5, 20)],
      { '01001': 7, '01002': 5 },
    ],
    ['not what two provinces have left, at first', [...waiting('01001', 3, 20), ...waiting('02001', 3, 20)], {}],
    ['for the country, after four weeks', [...waiting('01001', 3, 28), ...waiting('02001', 3)], { '00': 6 }],
  ] as const)('publishes %s', (_name, comments, expected) => {
    expect(sizes(comments)).toEqual(expected);
  });

  it('follows the shuffle, whatever order the comments come in', () => {
    const comments = waiting('01001', 5);
    const [batch] = planBatches(comments.toReversed(), rules);
    expect(batch).toEqual({ unitCode: '01001', ids: comments.map(({ id }) => id).toReversed() });
  });

  it('never publishes fewer than five together, nothing twice, and nothing of another parent', () => {
    const comment = fc.record({
      unitCode: fc.constantFrom('01', '01001', '01002', '02001', '02002', '03001'),
      waitedDays: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(comment, { maxLength: 40 }), (some) => {
        const comments = some.map((one, i) => Object.assign({ id: String(i) }, one));
        const unitOf = new Map(comments.map(({ id, unitCode }) => [id, unitCode]));
        const batches = planBatches(comments, rules);
        const published = batches.flatMap(({ ids }) => ids);
        expect(new Set(published).size).toBe(published.length);
        for (const { unitCode, ids } of batches) {
          expect(ids.length).toBeGreaterThanOrEqual(MIN_COMMENTS);
          const above = (unit: string | null | undefined): boolean =>
            unit === unitCode || (typeof unit === 'string' && above(parentOf(unit)));
          expect(ids.every((id) => above(unitOf.get(id)))).toBe(true);
        }
      }),
    );
  });
});
