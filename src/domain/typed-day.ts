import { addDays, isDay } from '../lib/calendar.ts';

const TYPED = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?(?:[ T]+(\d{1,2})[:hg](\d{2})?(?::\d{2})?)?$/i;
const HALF_YEAR_DAYS = 182;

/**
 * A day as clerks type it, day first: `25/11`, `25-11-26`, `25/11/2026 14:30`, `25/11 14h30`, `25/11/2026 14:30:07`. Without a year it is
 * the one nearest to today. ISO 8601 passes as it is.
 * @returns `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`; null when it is no day
 */
export function readTypedDay(typed: string, today: string): string | null {
  const text = typed.trim();
  if (/^\d{4}-/.test(text)) return isDay(text.slice(0, 10)) ? text : null;
  const [, date, month, year, hour, minute = '00'] = TYPED.exec(text) ?? [];
  if (date === undefined || month === undefined) return null;
  const rest = `-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const day = year === undefined ? nearest(rest, today) : `${year.padStart(4, '20')}${rest}`;
  if (!isDay(day)) return null;
  if (hour === undefined) return day;
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return time <= '23:59' && minute <= '59' ? `${day}T${time}` : null;
}

function nearest(rest: string, today: string): string {
  const year = Number(today.slice(0, 4));
  const inYear = (each: number) => `${String(each)}${rest}`;
  if (inYear(year) > addDays(today, HALF_YEAR_DAYS)) return inYear(year - 1);
  return inYear(year) < addDays(today, -HALF_YEAR_DAYS) ? inYear(year + 1) : inYear(year);
}
