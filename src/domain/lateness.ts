import { isLocalMidnight, localDay } from '../lib/calendar.ts';

/**
 * Late when processing ended after the first promised date (end-time rule of the QĐ 766 practice, domain.md §2.3).
 * A promise without a time of day, which arrives as local midnight, holds until the end of that day.
 */
export function isLate(times: { readonly completedAt: Date; readonly dueAt: Date }, zone: string): boolean {
  return isEarlier(times.dueAt, times.completedAt, zone);
}

/** Compares days when either side came without a time of day, instants otherwise. */
export function isEarlier(first: Date, second: Date, zone: string): boolean {
  if (isLocalMidnight(first, zone) || isLocalMidnight(second, zone)) {
    return localDay(first, zone) < localDay(second, zone);
  }
  return first < second;
}
