import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_WAIT_DAYS, type PendingWithdrawal, planWithdrawals } from '../../src/domain/withdrawal.ts';

type Cells = PendingWithdrawal['response'];

function response(late: 'late' | 'on-time', completedMonth = '2026-10-01'): Cells {
  const attributes = {
    procedureCode: '1.001193',
    late,
    filedVia: 'counter',
    proof: 'phone',
    locale: 'vi',
    flagged: 'clear',
  } as const;
  return { surveyId: 'sipas-b-1', completedMonth, attributes, disposition: 'finished', answers: {}, rating: null };
}

const many = (count: number, of: Cells) => Array.from({ length: count }, () => of);
const pending = (id: string, of: Cells, waitedDays = 0): PendingWithdrawal => ({ id, response: of, waitedDays });

const cells = fc
  .tuple(fc.constantFrom<'late' | 'on-time'>('late', 'on-time'), fc.constantFrom('2026-09-01', '2026-10-01'))
  .map(([late, month]) => response(late, month));

describe('domain/withdrawal', () => {
  it('lets a response leave with the next batch that stands in the same cells', () => {
    const plan = planWithdrawals([pending('a', response('late'))], many(5, response('late')), 5);
    expect(plan).toEqual({ counted: ['a'], uncounted: [] });
  });

  it('keeps it while only others move', () => {
    const others = [...many(9, response('on-time')), ...many(9, response('late', '2026-09-01'))];
    expect(planWithdrawals([pending('a', response('late'))], others, 5)).toEqual({ counted: [], uncounted: [] });
  });

  it('keeps a rating apart from answers without one', () => {
    const rated = { ...response('late'), rating: { stars: 4, reasons: [] } } as const;
    expect(planWithdrawals([pending('a', rated)], many(9, response('late')), 5).counted).toEqual([]);
    expect(planWithdrawals([pending('a', rated)], many(4, rated), 5).counted).toEqual(['a']);
  });

  it('lets five alike leave together, and one alone in batches of one', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => pending(id, response('late')));
    expect(planWithdrawals(five, [], 5).counted).toHaveLength(5);
    expect(planWithdrawals([pending('a', response('late'))], [], 1).counted).toEqual(['a']);
  });

  it('deletes at the end of its time what found no company, and moves no figure', () => {
    const plan = planWithdrawals([pending('a', response('late'), MAX_WAIT_DAYS)], [], 5);
    expect(plan).toEqual({ counted: [], uncounted: ['a'] });
  });

  it('never moves a cell by fewer than five', () => {
    const waiting = fc.array(fc.tuple(cells, fc.nat(20)), { maxLength: 12 });
    fc.assert(
      fc.property(waiting, fc.array(cells, { maxLength: 12 }), (asked, released) => {
        const all = asked.map(([of, days], i) => pending(String(i), of, days));
        const { counted, uncounted } = planWithdrawals(all, released, 5);
        const leaving = all.filter(({ id }) => counted.includes(id)).map(({ response }) => response);
        const alike = (a: Cells, b: Cells) => JSON.stringify(a) === JSON.stringify(b);
        for (const one of leaving) {
          const moved = [...leaving, ...released].filter((other) => alike(one, other));
          expect(moved.length).toBeGreaterThanOrEqual(5);
        }
        expect(counted.filter((id) => uncounted.includes(id))).toEqual([]);
      }),
    );
  });
});
