import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportingMonthOf, reportingPeriod } from '../../src/domain/reporting-period.ts';
import { addDays } from '../../src/lib/calendar.ts';

describe('domain/reporting-period', () => {
  it.each([
    ['month', 2026, 11, '2026-10-15', '2026-11-14'],
    ['month', 2026, 1, '2025-12-15', '2026-01-14'],
    ['quarter', 2026, 1, '2025-12-15', '2026-03-14'],
    ['quarter', 2026, 4, '2026-09-15', '2026-12-14'],
    ['half', 2026, 1, '2025-12-15', '2026-06-14'],
    ['year', 2026, 1, '2025-12-15', '2026-12-14'],
  ] as const)('runs for %s of %i number %i from %s to %s', (kind, year, position, from, to) => {
    expect(reportingPeriod(kind, year, position)).toEqual({ from, to });
  });

  it('knows no thirteenth month', () => {
    expect(() => reportingPeriod('month', 2026, 13)).toThrow(RangeError);
    expect(() => reportingPeriod('quarter', 2026, 0)).toThrow(RangeError);
  });

  it('has every day in one month', () => {
    fc.assert(
      fc.property(fc.nat(5_000), (days) => {
        const date = addDays('2020-01-01', days);
        const { year, month } = reportingMonthOf(date);
        const { from, to } = reportingPeriod('month', year, month);
        expect(from <= date && date <= to).toBe(true);
      }),
    );
  });
});
