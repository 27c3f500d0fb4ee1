import { describe, expect, it } from 'vitest';
import { addWorkingDays } from '../../src/domain/working-days.ts';

const TET = new Set(['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10']);

describe('src/domain/working-days.ts', () => {
  it.each([
    ['2026-11-23', 0, '2026-11-23'],
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-11-23', 5, '2026-11-30'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-28', 0, '2026-11-30'],
    ['2026-11-28', 2, '2026-12-01'],
    ['2027-02-04', 1, '2027-02-11'],
    ['2026-12-31', 3, '2027-01-05'],
  ])('counts from %s %i days to %s', (day, count, expected) => {
    expect(addWorkingDays(day, count, (each) => TET.has(each))).toBe(expected);
  });
});
