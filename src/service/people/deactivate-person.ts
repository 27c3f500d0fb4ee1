import { findManaged, refuseOneself } from './find-managed.ts';
import { recordOf, type Manager, type PeopleParts } from './people-parts.ts';

/**
 * Shuts an account: sessions and links end at once, what the person did stays in the log under the same id.
 * @throws CodedError `person-unknown`, `person-self`
 */
export async function deactivatePerson(parts: PeopleParts, manager: Manager, id: string): Promise<void> {
  const person = await findManaged(parts, manager, id);
  refuseOneself(manager, person);
  await parts.people.deactivate(id, parts.clock.now());
  await recordOf(parts, manager, 'person.deactivated', person);
}

/** @throws CodedError `person-unknown`, `person-self` */
export async function reactivatePerson(parts: PeopleParts, manager: Manager, id: string): Promise<void> {
  const person = await findManaged(parts, manager, id);
  refuseOneself(manager, person);
  await parts.people.reactivate(id);
  await recordOf(parts, manager, 'person.reactivated', person);
}
