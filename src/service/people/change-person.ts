import type { Role } from '../../domain/person.ts';
import type { UnitCode } from '../../domain/unit.ts';
import { findManaged, refuseOneself } from './find-managed.ts';
import { standingFaults, type PersonFault } from './invite-person.ts';
import { recordOf, type Manager, type PeopleParts } from './people-parts.ts';

export interface PersonChange {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly unit: UnitCode | null;
}

/**
 * Changes name, role and unit; resolves to what is wrong with them, nothing then being changed.
 * Rights are read at every request, so a change holds at once.
 * @throws CodedError `person-unknown`, `person-self`
 */
export async function changePerson(
  parts: PeopleParts,
  manager: Manager,
  { id, name, role, unit }: PersonChange,
): Promise<readonly PersonFault[]> {
  const person = await findManaged(parts, manager, id);
  refuseOneself(manager, person);
  const faults = await standingFaults(parts, manager, { name, role, unit });
  if (faults.length > 0) return faults;
  await parts.people.change(id, { name: name.trim(), role, scope: unit });
  await recordOf(parts, manager, 'person.changed', { id, scope: unit }, { role, unit: unit ?? 'all' });
  return [];
}
