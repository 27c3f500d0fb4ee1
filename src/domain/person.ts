import { isWithin, type Unit, type UnitCode, type UnitScope } from './unit.ts';

/** Who works with the console; what each may do stands in one table (web/console/policy.ts). */
export const ROLES = ['ministry-admin', 'province-admin', 'ward-admin', 'ward-staff', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** `waiting` for a first password or a first visit through the agency's directory. */
export type PersonState = 'active' | 'waiting' | 'deactivated';

/** Where somebody stands: a role, and the unit with everything under it (null: the whole country). */
export interface Standing {
  readonly role: Role;
  readonly scope: UnitScope;
}

type Place = 'country' | 'province' | 'commune';

const PLACES: Readonly<Record<Role, readonly Place[]>> = {
  'ministry-admin': ['country'],
  'province-admin': ['province'],
  'ward-admin': ['commune'],
  'ward-staff': ['commune'],
  auditor: ['country', 'province'],
};

/** Whom each role may invite, change and deactivate: never above itself. */
const MANAGES: Readonly<Record<Role, readonly Role[]>> = {
  'ministry-admin': ROLES,
  'province-admin': ['province-admin', 'ward-admin', 'ward-staff', 'auditor'],
  'ward-admin': ['ward-admin', 'ward-staff'],
  'ward-staff': [],
  auditor: [],
};

export function manageableRoles(role: Role): readonly Role[] {
  return MANAGES[role];
}

/** Within their own unit, and never above their own role. A unit that is not known any more is for the ministry only. */
export function mayManage(manager: Standing, person: Standing, units: ReadonlyMap<UnitCode, Unit>): boolean {
  if (!MANAGES[manager.role].includes(person.role)) return false;
  if (manager.scope === null) return true;
  const unit = person.scope === null ? undefined : units.get(person.scope);
  return unit !== undefined && isWithin(manager.scope, unit);
}

/** Whether a role makes sense for a unit: a province's admin has a province, ward staff have a commune. */
export function suits(role: Role, unit: Unit | null): boolean {
  const place = unit === null ? 'country' : unit.parentCode === null ? 'province' : 'commune';
  return PLACES[role].includes(place);
}
