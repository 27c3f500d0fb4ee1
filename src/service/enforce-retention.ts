import { RETENTION_DAYS, type RetentionKind } from '../domain/retention.ts';
import { addDays, localDay } from '../lib/calendar.ts';
import type { Clock, PrivacyStore } from './ports.ts';

export interface RetentionParts {
  readonly privacy: PrivacyStore;
  readonly clock: Clock;
  readonly zone: string;
}

const AT_ONCE = 1_000;
const DAY_MS = 86_400_000;

/** Deletes what has been kept long enough, a bounded piece of each kind. Returns how much that was. */
export async function enforceRetention({ privacy, clock, zone }: RetentionParts): Promise<number> {
  const now = clock.now();
  const dayOf = (kind: RetentionKind) => addDays(localDay(now, zone), -RETENTION_DAYS[kind]);
  const silentSince = new Date(now.getTime() - RETENTION_DAYS.chat * DAY_MS);
  const contacts = await privacy.forgetContacts(dayOf('contact'), AT_ONCE);
  const chats = await privacy.forgetChats(silentSince, AT_ONCE);
  return contacts + chats + (await privacy.forgetComments(dayOf('comment'), AT_ONCE));
}
