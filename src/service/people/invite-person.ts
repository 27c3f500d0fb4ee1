import type { Locale } from '../../domain/locale.ts';
import { manageableRoles, mayManage, suits, type Role } from '../../domain/person.ts';
import type { UnitCode } from '../../domain/unit.ts';
import { makeLink, type OfferedLink } from './offer-link.ts';
import { recordOf, type Manager, type PeopleParts } from './people-parts.ts';

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Null for the whole country. */
  readonly unit: UnitCode | null;
}

export interface PersonFault {
  readonly field: 'name' | 'email' | 'role' | 'unit';
  readonly code:
    'name-missing' | 'email-malformed' | 'email-taken' | 'role-above' | 'unit-unknown' | 'unit-beyond' | 'unit-unfit';
}

export type InviteOutcome =
  | { readonly kind: 'faults'; readonly faults: readonly PersonFault[] }
  | { readonly kind: 'invited'; readonly link: OfferedLink };

/** Adds somebody within the manager's own unit and never above the manager's role; they choose a password by link. */
export async function invitePerson(
  parts: PeopleParts,
  manager: Manager,
  invited: NewPerson,
  locale: Locale,
): Promise<InviteOutcome> {
  const { name, email, role, unit } = invited;
  const faults = [
    ...(isEmail(email) ? [] : [{ field: 'email', code: 'email-malformed' } as const]),
    ...(await standingFaults(parts, manager, invited)),
  ];
  if (faults.length > 0) return { kind: 'faults', faults };
  const id = await parts.people.add({ name: name.trim(), email, role, scope: unit });
  if (id === null) return { kind: 'faults', faults: [{ field: 'email', code: 'email-taken' }] };
  const person = { id, name: name.trim(), email, role, scope: unit, state: 'waiting', hasSecondFactor: false } as const;
  await recordOf(parts, manager, 'person.invited', person, { role, unit: unit ?? 'all' });
  return { kind: 'invited', link: await makeLink(parts, person, 'join', locale) };
}

/** What is wrong with name, role and unit, also when they change later. */
export async function standingFaults(
  { references }: Pick<PeopleParts, 'references'>,
  manager: Manager,
  { name, role, unit }: Omit<NewPerson, 'email'>,
): Promise<readonly PersonFault[]> {
  const faults: PersonFault[] = [];
  const units = await references.units();
  const known = unit === null ? null : units.get(unit);
  if (name.trim() === '') faults.push({ field: 'name', code: 'name-missing' });
  if (!manageableRoles(manager.role).includes(role)) faults.push({ field: 'role', code: 'role-above' });
  if (known === undefined) faults.push({ field: 'unit', code: 'unit-unknown' });
  else if (!suits(role, known)) faults.push({ field: 'unit', code: 'unit-unfit' });
  else if (faults.length === 0 && !mayManage(manager, { role, scope: unit }, units))
    faults.push({ field: 'unit', code: 'unit-beyond' });
  return faults;
}

function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"',;:()\\]+@[^\s@<>"',;:()\\]+\.[^\s@.<>"',;:()\\]{2,}$/.test(text);
}
