import type { UnitScope } from '../../domain/unit.ts';

export const ROLES = ['ministry-admin', 'province-admin', 'ward-admin', 'ward-staff', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** A person who is signed in. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** The unit and everything under it. */
  readonly scope: UnitScope;
}

/** A role in the database that is not known here gives the least. */
export function asRole(value: unknown): Role {
  return ROLES.find((role) => role === value) ?? 'ward-staff';
}

/** Ward roles see no rate over fewer than ten invitations. */
export function isWard(viewer: Pick<Viewer, 'role'>): boolean {
  return viewer.role === 'ward-admin' || viewer.role === 'ward-staff';
}
