import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfOf, splitDays, type Days } from '../../src/domain/half-month.ts';
import { reportingPeriod } from '../../src/domain/reporting-period.ts';
import { addDays } from '../../src/lib/calendar.ts';

const day = fc.integer({ min: 0, max: 1_200 }).map((days) => addDays('2025-12-01', days));

function daysIn({ from, to }: Days): readonly string[] {
  return from > to ? [] : [from, ...daysIn({ from: addDays(from, 1), to })];
}

describe('src/domain/half-month.ts', () => {
  it.each([
    ['2026-02-01', '2026-02-01'],
    ['2026-02-14', '2026-02-01'],
    ['2026-02-15', '2026-02-15'],
    ['2026-02-28', '2026-02-15'],
  ])('%s is in the half from %s', (of, half) => {
    expect(halfOf(of)).toBe(half);
  });

  it.each([
    ['a month', { from: '2028-02-01', to: '2028-02-29' }],
    ['a year', { from: '2026-01-01', to: '2026-12-31' }],
    ['a reporting month', reportingPeriod('month', 2027, 1)],
    ['a reporting quarter', reportingPeriod('quarter', 2026, 2)],
  ])('%s has no edges', (_, days) => {
    expect(splitDays(days)).toEqual({ halves: days, edges: [] });
  });

  it.each([
    ['2026-03-02', '2026-03-14', null, [['2026-03-02', '2026-03-14']]],
    ['2026-03-02', '2026-03-31', ['2026-03-15', '2026-03-31'], [['2026-03-02', '2026-03-14']]],
    ['2026-03-15', '2026-04-15', ['2026-03-15', '2026-04-14'], [['2026-04-15', '2026-04-15']]],
    ['2026-03-31', '2026-03-01', null, []],
  ])('%s to %s', (from, to, halves, edges) => {
    const toDays = ([first = '', last = '']: readonly string[]) => ({ from: first, to: last });
    expect(splitDays({ from, to })).toEqual({ halves: halves && toDays(halves), edges: edges.map(toDays) });
  });

  it('covers every day once, whole halves in the middle', () => {
    fc.assert(
      fc.property(day, day, (from, to) => {
        const { halves, edges } = splitDays({ from, to });
        const covered = [...(halves ? [halves] : []), ...edges].flatMap(daysIn).toSorted();
        expect(covered).toEqual(daysIn({ from, to }));
        if (!halves) return;
        expect(halfOf(halves.from)).toBe(halves.from);
        expect(halfOf(addDays(halves.to, 1))).toBe(addDays(halves.to, 1));
        expect(edges.every((edge) => daysIn(edge).length < 17)).toBe(true);
      }),
    );
  });
});
