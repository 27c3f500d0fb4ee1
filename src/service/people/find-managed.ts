import { mayManage } from '../../domain/person.ts';
import { CodedError } from '../../lib/coded-error.ts';
import type { Person } from '../ports.ts';
import type { Manager, PeopleParts } from './people-parts.ts';

/**
 * Somebody whom the manager may manage.
 * @throws CodedError `person-unknown`: whoever is out of reach looks like nobody
 */
export async function findManaged(
  { people, references }: Pick<PeopleParts, 'people' | 'references'>,
  manager: Manager,
  id: string,
): Promise<Person> {
  const person = await people.find(id);
  if (person && mayManage(manager, person, await references.units())) return person;
  throw new CodedError('person-unknown', 'There is nobody with this id whom you manage.');
}

/** @throws CodedError `person-self`: nobody takes away their own access, so that somebody always keeps it */
export function refuseOneself(manager: Manager, person: Person): void {
  if (manager.id === person.id) throw new CodedError('person-self', 'This cannot be done to one’s own account.');
}
