import { RETENTION_DAYS, retentionMs, type RetentionKind } from '../domain/retention.ts';
import { addDays, localDay } from '../lib/calendar.ts';
import type { AttemptStore, Clock, DeadUpdateStore, PrivacyStore } from './ports.ts';

export interface RetentionParts {
  readonly privacy: PrivacyStore;
  readonly attempts: Pick<AttemptStore, 'forget'>;
  readonly deadUpdates: Pick<DeadUpdateStore, 'forget'>;
  readonly clock: Clock;
  readonly zone: string;
}

const AT_ONCE = 5_000;

/** Deletes what has been kept long enough, a bounded piece of each kind. Returns how much that was. */
export async function enforceRetention({
  privacy,
  attempts,
  deadUpdates,
  clock,
  zone,
}: RetentionParts): Promise<number> {
  const now = clock.now();
  const dayOf = (kind: RetentionKind) => addDays(localDay(now, zone), -RETENTION_DAYS[kind]);
  const before = (kind: RetentionKind) => new Date(now.getTime() - retentionMs(kind));
  await attempts.forget(before('attempt'));
  await deadUpdates.forget(before('setAside'));
  const contacts = await privacy.forgetContacts(dayOf('contact'), AT_ONCE);
  const intakes = await privacy.forgetIntakes(before('intake'), AT_ONCE);
  const chats = await privacy.forgetChats(before('chat'), AT_ONCE);
  return contacts + intakes + chats + (await privacy.forgetComments(dayOf('comment'), AT_ONCE));
}
