import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { z } from 'zod';
import { addDays, isDay } from './calendar.ts';

const Day = z.string().refine(isDay, 'not a day YYYY-MM-DD');

/** What the Government decides every year: substitute days to add, days that stay working days to remove. */
export const HolidayOverrides = z.strictObject({ add: z.array(Day), remove: z.array(Day) });
export type HolidayOverrides = z.infer<typeof HolidayOverrides>;

export type HolidayTest = (day: string) => boolean;

const DAY_MS = 86_400_000;
const load = createRequire(import.meta.url);

/** Tells public holidays from other days. A year is computed when first asked for: the tables are slow to load and build. */
export function holidayCalendar(options: {
  readonly country: string;
  readonly overrides: HolidayOverrides;
}): HolidayTest {
  const added = new Set(options.overrides.add);
  const removed = new Set(options.overrides.remove);
  const years = new Map<string, ReadonlySet<string>>();

  return function isHoliday(day) {
    if (removed.has(day)) return false;
    if (added.has(day)) return true;
    const year = day.slice(0, 4);
    const known = years.get(year) ?? holidaysOf(options.country, Number(year));
    years.set(year, known);
    return known.has(day);
  };
}

function holidaysOf(country: string, year: number): ReadonlySet<string> {
  const Tables: typeof Holidays = load('date-holidays');
  const holidays = new Tables(country, { types: ['public'] }).getHolidays(year);
  return new Set(holidays.flatMap(({ date, start, end }) => daysFrom(date.slice(0, 10), start, end)));
}

function daysFrom(first: string, start: Date, end: Date): readonly string[] {
  const count = Math.ceil((end.getTime() - start.getTime()) / DAY_MS);
  return Array.from({ length: count }, (_, i) => addDays(first, i));
}
