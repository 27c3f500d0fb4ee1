import { addDays } from '../lib/calendar.ts';

/**
 * The day `count` working days after `day`: Saturdays, Sundays and holidays do not count, and the day itself does not
 * either (Civil Code 2015, article 147). Zero is the same day, or the next working day when it is none.
 */
export function addWorkingDays(day: string, count: number, isHoliday: (day: string) => boolean): string {
  const isWorking = (each: string) => !isWeekend(each) && !isHoliday(each);
  let current = day;
  for (let left = count; left > 0;) {
    current = addDays(current, 1);
    if (isWorking(current)) left -= 1;
  }
  while (!isWorking(current)) current = addDays(current, 1);
  return current;
}

function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
