import { firstOfMonth } from '../lib/calendar.ts';

/** Months are first days, `YYYY-MM-DD`; quarters those of the calendar. */
const MONTHS = 3;
/**
 * From the end of a quarter to its closing. The last of its surveys opens 14 days after completion (bereavement) or the
 * next day of work, is open for 7 days, and its answers wait 7 more for others of their own unit.
 */
const MONTHS_TO_CLOSING = 1;

/** The last month of the quarter that was closed last, on a day. */
export function lastClosedMonth(today: string): string {
  const latest = firstOfMonth(today, -1 - MONTHS_TO_CLOSING);
  return firstOfMonth(latest, -(Number(latest.slice(5, 7)) % MONTHS));
}

/** Whether the quarter of a month is closed: what still waits of it is counted at province level. */
export function isQuarterClosed(month: string, today: string): boolean {
  return month <= lastClosedMonth(today);
}
