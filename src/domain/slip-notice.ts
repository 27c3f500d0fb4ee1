import { addDays } from '../lib/calendar.ts';
import type { Invitation } from './invitation.ts';

/** Told by then, or not at all: a weekend and a holiday lie between, a long holiday does not. */
const UNTOLD_DAYS = 4;
/** The day on which the phone is told and the one after. */
const TOLD_DAYS = 2;
/** A phone that says no has as long as this to answer for itself. */
export const AFTER_DENIAL_MS = 3 * 86_400_000;

/** The day on which what was answered from a slip is sealed, unless the phone is told before. */
export function sealsOnUntold(today: string): string {
  return addDays(today, UNTOLD_DAYS);
}

/** The same, once the phone is told. */
export function sealsOnTold(today: string): string {
  return addDays(today, TOLD_DAYS);
}

/** The last day on which the phone can say no. */
export function lastDayOf(sealOn: string): string {
  return addDays(sealOn, -1);
}

/**
 * Answered from the slip, finished or left behind at the end of its days, and not sealed yet, for the phone on file may
 * say that it was somebody else.
 */
export function awaitsPhone({ status, sealOn }: Pick<Invitation, 'status' | 'sealOn'>, today: string): boolean {
  return (status === 'finished' || status === 'started') && sealOn !== null && sealOn > today;
}
