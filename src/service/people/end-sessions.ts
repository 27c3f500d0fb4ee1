import { findManaged } from './find-managed.ts';
import { recordOf, type Manager, type PeopleParts } from './people-parts.ts';

/**
 * Signs somebody out everywhere.
 * @throws CodedError `person-unknown`
 */
export async function endSessionsOf(parts: PeopleParts, manager: Manager, id: string): Promise<void> {
  const person = await findManaged(parts, manager, id);
  const count = await parts.people.endSessions(id, { except: null });
  await recordOf(parts, manager, 'sessions.ended', person, { count });
}

/** One of one's own sessions, or all but the one in use. */
export async function endOwnSessions(
  parts: PeopleParts,
  self: Manager,
  which: { readonly except: string } | { readonly only: string },
): Promise<void> {
  const count = await parts.people.endSessions(self.id, which);
  await recordOf(parts, self, 'sessions.ended', self, { count });
}
