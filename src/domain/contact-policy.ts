import { addDays, localDay, timeOfDay } from '../lib/calendar.ts';
import type { Dossier } from './dossier.ts';
import type { Invitation } from './invitation.ts';
import type { ProcedureTone } from './procedure.ts';

/** Minutes since local midnight; `to` is the first minute outside. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** When messages that we start may go out; `always` also ignores holidays. */
export type Window = { readonly kind: 'always' } | { readonly kind: 'spans'; readonly spans: readonly Span[] };

export interface ContactPolicy {
  readonly zone: string;
  readonly window: Window;
  readonly isHoliday: (day: string) => boolean;
  /** From the return of the result, else from completion. */
  readonly delayMinutes: number;
  /** From the invitation to the only reminder. */
  readonly reminderHours: number;
}

/** What says whether a message of ours may go out at some moment. */
export type SendingHours = Pick<ContactPolicy, 'zone' | 'window' | 'isHoliday'>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A result sent by post whose arrival nobody recorded. */
const POST_DELAY_MS = 3 * DAY_MS;
const BEREAVEMENT_DELAY_MS = 14 * DAY_MS;
const OPEN_MS = 7 * DAY_MS;
const LONGEST_CLOSURE_DAYS = 366;

/** Reads `08:00-11:30,13:30-20:30` or `always`; null when it is neither. Spans are in order and do not overlap. */
export function parseWindow(text: string): Window | null {
  if (text.trim() === 'always') return { kind: 'always' };
  const spans: Span[] = [];
  for (const part of text.split(',')) {
    const [, start = '', end = ''] = /^(\d{2}:\d{2})-(\d{2}:\d{2})$/.exec(part.trim()) ?? [];
    const from = parseMinutes(start);
    const to = parseMinutes(end);
    if (from === null || to === null || to <= from || from < (spans.at(-1)?.to ?? 0)) return null;
    spans.push({ from, to });
  }
  return { kind: 'spans', spans };
}

function parseMinutes(text: string): number | null {
  const [hours, minutes] = text.split(':').map(Number);
  if (hours === undefined || minutes === undefined || minutes > 59 || hours > 24) return null;
  const total = hours * 60 + minutes;
  return total > 24 * 60 ? null : total;
}

/** When a dossier's survey opens, for our messages (then `nextAllowed`) and for its slip; null before completion. */
export function armedAt(
  dossier: Pick<Dossier, 'completedAt' | 'returnedAt' | 'filedVia'>,
  tone: ProcedureTone,
  policy: Pick<ContactPolicy, 'delayMinutes'>,
): Date | null {
  if (!dossier.completedAt) return null;
  const from = dossier.returnedAt ?? dossier.completedAt;
  return new Date(from.getTime() + delayOf(dossier, tone, policy.delayMinutes * MINUTE_MS));
}

function delayOf(dossier: Pick<Dossier, 'returnedAt' | 'filedVia'>, tone: ProcedureTone, usual: number): number {
  if (tone === 'bereavement') return Math.max(BEREAVEMENT_DELAY_MS, usual);
  const inThePost = dossier.filedVia === 'post' && !dossier.returnedAt;
  return inThePost ? Math.max(POST_DELAY_MS, usual) : usual;
}

/** The instant itself when a message of ours may go out then, else the next opening of the window. */
export function nextAllowed(instant: Date, policy: SendingHours): Date {
  const { zone, window, isHoliday } = policy;
  if (window.kind === 'always') return instant;
  const today = localDay(instant, zone);
  for (let i = 0; i < LONGEST_CLOSURE_DAYS; i += 1) {
    const day = addDays(today, i);
    const span = isHoliday(day) ? undefined : window.spans.find(({ to }) => instant < timeOfDay(day, to, zone));
    if (span) return latest(instant, timeOfDay(day, span.from, zone));
  }
  throw new RangeError('The contact window never opens.');
}

function latest(first: Date, second: Date): Date {
  return first > second ? first : second;
}

/** Nothing is sent and no answer counts from here on. */
export function notAfter(notBefore: Date): Date {
  return new Date(notBefore.getTime() + OPEN_MS);
}

/** Invitations reached before this instant may be due their only reminder. */
export function remindBefore(now: Date, { reminderHours }: Pick<ContactPolicy, 'reminderHours'>): Date {
  return new Date(now.getTime() - reminderHours * HOUR_MS);
}

/** When the only reminder goes out; null when there is none to send, or no time left for it. */
export function reminderAt(
  invitation: Pick<Invitation, 'status' | 'remindedAt' | 'invitedAt' | 'notAfter'>,
  policy: SendingHours & Pick<ContactPolicy, 'reminderHours'>,
): Date | null {
  const reached = invitation.status === 'sent' || invitation.status === 'started';
  if (!reached || invitation.remindedAt || !invitation.invitedAt) return null;
  const at = nextAllowed(new Date(invitation.invitedAt.getTime() + policy.reminderHours * HOUR_MS), policy);
  return at < invitation.notAfter ? at : null;
}
