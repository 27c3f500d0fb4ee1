import { addDays, isDay } from '../lib/calendar.ts';
import type { UnitScope } from './unit.ts';
import { addWorkingDays } from './working-days.ts';

/** What somebody may ask about their own data; withdrawal of consent stands for restriction and objection too. */
export const REQUEST_KINDS = ['access', 'correction', 'withdrawal', 'deletion'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/**
 * Calendar days from receipt within which the law wants each done: Decree 356/2025/NĐ-CP, in force from 1 January 2026,
 * to Law 91/2025/QH15 (domain.md §5.1). Law firms' published summaries give withdrawal, restriction and objection 15
 * days (20 where a processor must act, one extension of 15) and deletion 20; access and correction are one row of the 10
 * to 20 days that they give in all, of which the shortest is taken. Longer terms and extensions are not made use of.
 * Nothing is said of who asks again: each request runs by its own receipt, and the same one twice by the first.
 */
export const REQUEST_DAYS: Readonly<Record<RequestKind, number>> = {
  access: 10,
  correction: 10,
  withdrawal: 15,
  deletion: 20,
};

/** Whoever asks hears from us within two working days (same place). */
export const ANSWER_WORKING_DAYS = 2;

export const REQUEST_OUTCOMES = ['done', 'not-owner', 'mistyped', 'taken-back'] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

/** Days are local, `YYYY-MM-DD`. */
export interface PersonRequest {
  readonly id: string;
  /** Of who took it in. */
  readonly unit: UnitScope;
  readonly kind: RequestKind;
  readonly receivedOn: string;
  readonly answerBy: string;
  readonly dueOn: string;
  readonly answeredOn: string | null;
  readonly closedOn: string | null;
  readonly outcome: RequestOutcome | null;
}

/** What has to be done next, and by when. */
export interface Deadline {
  readonly step: 'answer' | 'carry-out';
  readonly day: string;
  /** 0 on the day itself, below when it has passed. */
  readonly daysLeft: number;
}

/** With so many days left or fewer it is time to act. */
export const NEAR_DAYS = 2;

export function daysOfLaw(
  kind: RequestKind,
  receivedOn: string,
  isHoliday: (day: string) => boolean,
): Pick<PersonRequest, 'answerBy' | 'dueOn'> {
  const dueOn = addDays(receivedOn, REQUEST_DAYS[kind]);
  const answerBy = addWorkingDays(receivedOn, ANSWER_WORKING_DAYS, isHoliday);
  // A long holiday must not let the first step come after the last.
  return { answerBy: answerBy < dueOn ? answerBy : dueOn, dueOn };
}

export function deadlineOf({ answeredOn, answerBy, dueOn }: PersonRequest, today: string): Deadline {
  const isAnswered = answeredOn !== null;
  const day = isAnswered ? dueOn : answerBy;
  return { step: isAnswered ? 'carry-out' : 'answer', day, daysLeft: daysBetween(today, day) };
}

/** Of one that is closed. */
export function isInTime({ closedOn, dueOn }: PersonRequest): boolean {
  return closedOn !== null && closedOn <= dueOn;
}

/** A letter that lay for two months is found sooner than a wrong year. */
const OLDEST_DAYS = 60;

export const RECEIPT_FAULTS = ['day-malformed', 'day-to-come', 'day-too-old'] as const;
export type ReceiptFault = (typeof RECEIPT_FAULTS)[number];

/** What is wrong with the day on which a request is said to have come; null when nothing is. */
export function receiptFault(day: string | null, today: string): ReceiptFault | null {
  if (day === null || !isDay(day)) return 'day-malformed';
  if (day > today) return 'day-to-come';
  return day < addDays(today, -OLDEST_DAYS) ? 'day-too-old' : null;
}

const DAY_MS = 86_400_000;

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
