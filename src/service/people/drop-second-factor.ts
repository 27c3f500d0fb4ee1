import { findManaged, refuseOneself } from './find-managed.ts';
import { recordOf, type Manager, type PeopleParts } from './people-parts.ts';

/**
 * For somebody who lost phone and recovery codes; their sessions end.
 * @throws CodedError `person-unknown`, `person-self`
 */
export async function dropSecondFactor(parts: PeopleParts, manager: Manager, id: string): Promise<void> {
  const person = await findManaged(parts, manager, id);
  refuseOneself(manager, person);
  await parts.people.dropSecondFactor(id);
  await parts.people.endSessions(id, { except: null });
  await recordOf(parts, manager, 'second-factor.removed', person);
}
