import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { holidayCalendar, HolidayOverrides } from '../../src/lib/holidays.ts';

const overrides = HolidayOverrides.parse(
  JSON.parse(readFileSync(new URL('../../prisma/seed/holidays.json', import.meta.url), 'utf8')),
);
const none = { add: [], remove: [] };

describe('lib/holidays', () => {
  it.each([
    '2026-01-01',
    '2026-02-16',
    '2026-02-17',
    '2026-02-20',
    '2026-04-26',
    '2026-04-30',
    '2026-05-01',
    '2026-09-02',
  ])('knows %s, a holiday by law', (day) => {
    expect(holidayCalendar({ country: 'VN', overrides: none })(day)).toBe(true);
  });

  it('leaves other days alone', () => {
    const isHoliday = holidayCalendar({ country: 'VN', overrides: none });
    for (const day of ['2026-01-02', '2026-02-15', '2026-02-21', '2026-03-08', '2026-12-25']) {
      expect(isHoliday(day)).toBe(false);
    }
  });

  it('follows the lunar year', () => {
    const isHoliday = holidayCalendar({ country: 'VN', overrides: none });
    expect([isHoliday('2027-02-05'), isHoliday('2027-02-17'), isHoliday('2027-04-16')]).toEqual([true, false, true]);
  });

  it('adds and removes the days that the year decides', () => {
    const isHoliday = holidayCalendar({ country: 'VN', overrides });
    expect([isHoliday('2026-09-01'), isHoliday('2026-04-27'), isHoliday('2026-11-24')]).toEqual([true, true, true]);
    const working = holidayCalendar({ country: 'VN', overrides: { add: [], remove: ['2026-09-02'] } });
    expect(working('2026-09-02')).toBe(false);
  });

  it('refuses an override that is no day', () => {
    expect(HolidayOverrides.safeParse({ add: ['2026-02-30'], remove: [] }).success).toBe(false);
    expect(HolidayOverrides.safeParse({ add: [], removed: [] }).success).toBe(false);
  });
});
