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

/**
 * Deletes what has been kept long enough, a bounded piece of each kind; returns how much that was.
 * @throws what failed first, when the other kinds have had their turn
 */
export async function enforceRetention(parts: RetentionParts): Promise<number> {
  const { privacy, attempts, deadUpdates, clock, zone } = parts;
  const now = clock.now();
  const dayOf = (kind: RetentionKind) => addDays(localDay(now, zone), -RETENTION_DAYS[kind]);
  const before = (kind: RetentionKind) => new Date(now.getTime() - retentionMs(kind));
  const kinds: readonly (() => Promise<number | void>)[] = [
    () => attempts.forget(before('attempt')),
    () => deadUpdates.forget(before('setAside')),
    () => privacy.forgetContacts(dayOf('contact'), AT_ONCE),
    () => privacy.forgetIntakes(before('intake'), AT_ONCE),
    () => privacy.forgetChats(before('chat'), AT_ONCE),
    () => privacy.forgetComments(dayOf('comment'), AT_ONCE),
  ];
  let count = 0;
  const failures: unknown[] = [];
  for (const forget of kinds) {
    await forget().then(
      (done) => (count += done ?? 0),
      (error: unknown) => failures.push(error),
    );
  }
  if (failures.length > 0) throw failures[0];
  return count;
}
