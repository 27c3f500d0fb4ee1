import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTypedDay } from '../../src/domain/typed-day.ts';

const TODAY = '2026-11-23';

describe('src/domain/typed-day.ts', () => {
  it.each([
    ['25/11', '2026-11-25'],
    ['5-1', '2027-01-05'],
    ['30.12', '2026-12-30'],
    ['25/11/26', '2026-11-25'],
    [' 25/11/2025 ', '2025-11-25'],
    ['20/11 14:30', '2026-11-20T14:30'],
    ['20/11/2026 9h05', '2026-11-20T09:05'],
    ['2026-11-25', '2026-11-25'],
    ['2026-11-20T14:30', '2026-11-20T14:30'],
  ])('reads %s as %s', (typed, day) => {
    expect(readTypedDay(typed, TODAY)).toBe(day);
  });

  it.each(['', '31/11', '29/02/2027', '11/25', '25', '25/11 25:00', '25/11 10:75', 'mai', '2026-02-30'])(
    'knows that "%s" is no day',
    (typed) => {
      expect(readTypedDay(typed, TODAY)).toBeNull();
    },
  );

  it('takes the year that is nearest when none is typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: -182, max: 182 }), (offset) => {
        const day = new Date(Date.parse(TODAY) + offset * 86_400_000).toISOString().slice(0, 10);
        const [, month, date] = day.split('-');
        expect(readTypedDay(`${date ?? ''}/${month ?? ''}`, TODAY)).toBe(day);
      }),
    );
  });
});
