import { ROLES, type Role } from '../../domain/person.ts';
import type { UnitScope } from '../../domain/unit.ts';

export type { Role };

/** A person who is signed in. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** The unit and everything under it. */
  readonly scope: UnitScope;
  /** Of the browser in use. */
  readonly sessionId: string;
  readonly hasSecondFactor: boolean;
}

/** A role in the database that is not known here gives the least. */
export function asRole(value: unknown): Role {
  return ROLES.find((role) => role === value) ?? 'ward-staff';
}

/** Ward roles see no rate over fewer than ten invitations. */
export function isWard(viewer: Pick<Viewer, 'role'>): boolean {
  return viewer.role === 'ward-admin' || viewer.role === 'ward-staff';
}
