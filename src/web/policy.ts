import type { FastifyRequest } from 'fastify';
import type { Role } from '../domain/person.ts';
import { isWithin, type Unit, type UnitScope } from '../domain/unit.ts';
import { WebError } from './problem.ts';

/** What a route lets its caller do; every `session` and `api-key` route names one. */
export const ACTIONS = [
  'sign-out',
  'manage-account',
  'see-rates',
  'see-indices',
  'export-figures',
  'see-comments',
  'write-improvements',
  'see-dossier',
  'record-dossier',
  'import-dossiers',
  'manage-people',
  'manage-keys',
  'see-settings',
  'change-settings',
  'change-sampling',
  'edit-surveys',
  'fix-method',
  'see-audit',
  'review-signs',
  'handle-requests',
  'see-channels',
  'manage-channels',
  'connect-zalo',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Whoever calls: somebody who is signed in, by role, or a connected system. */
export const PRINCIPALS = [
  'ministry-admin',
  'province-admin',
  'ward-admin',
  'ward-staff',
  'auditor',
  'api-key',
  'test-key',
] as const satisfies readonly (Role | 'api-key' | 'test-key')[];
export type Principal = (typeof PRINCIPALS)[number];

declare module 'fastify' {
  interface FastifyContextConfig {
    action?: Action;
  }
}

const EVERYTHING: readonly Action[] = ACTIONS;
/** The survey and how it goes out, the Official Account and its channels concern the whole installation. */
const COUNTRY_WIDE: ReadonlySet<Action> = new Set([
  'connect-zalo',
  'change-settings',
  'edit-surveys',
  'manage-channels',
]);
const OWN_AREA = ACTIONS.filter((action) => !COUNTRY_WIDE.has(action));
/** Who is looked into does not look, and whoever meets citizens does not learn who asked about their data. */
const ABOVE_WARDS: ReadonlySet<Action> = new Set([
  'see-audit',
  'see-settings',
  'change-sampling',
  'see-channels',
  'review-signs',
  'handle-requests',
  'fix-method',
]);
const BY_KEY: readonly Action[] = ['record-dossier', 'see-dossier', 'see-rates', 'see-indices'];

/**
 * The one table: every route, page, export and call of the API is decided here. Staff record and see totals; what
 * people said is for those who answer for the unit. Within what units, scopes decide.
 */
const POLICY: Readonly<Record<Principal, readonly Action[]>> = {
  'ministry-admin': EVERYTHING,
  'province-admin': OWN_AREA,
  'ward-admin': OWN_AREA.filter((action) => !ABOVE_WARDS.has(action)),
  'ward-staff': ['sign-out', 'manage-account', 'see-rates', 'see-dossier', 'record-dossier', 'import-dossiers'],
  auditor: [
    'sign-out',
    'manage-account',
    'see-rates',
    'see-indices',
    'export-figures',
    'see-comments',
    'see-audit',
    'review-signs',
  ],
  'api-key': BY_KEY,
  // Its routes check everything, store nothing and show no dossier.
  'test-key': BY_KEY,
};

/** Whose reach is so wide that a password alone does not do. */
const WITH_SECOND_FACTOR: ReadonlySet<Role> = new Set(['ministry-admin', 'province-admin', 'auditor']);

export function needsSecondFactor({ role }: { readonly role: Role }): boolean {
  return WITH_SECOND_FACTOR.has(role);
}

export function may({ role }: { readonly role: Principal }, action: Action): boolean {
  return POLICY[role].includes(action);
}

/**
 * Asked for every route that names an action, after its guard.
 * @throws WebError 403, also when no guard has said who calls
 */
export function enforcePolicy(request: FastifyRequest): void {
  const { action } = request.routeOptions.config;
  if (!action) return;
  const caller = principalOf(request);
  if (caller === null || !may({ role: caller }, action)) {
    throw new WebError(403, 'not-allowed', 'The role does not allow this.');
  }
}

function principalOf({ viewer, apiKey }: FastifyRequest): Principal | null {
  if (viewer) return viewer.role;
  if (apiKey) return apiKey.test ? 'test-key' : 'api-key';
  return null;
}

/** @throws WebError 403 */
export function requireScope(scope: UnitScope, unit: Pick<Unit, 'code' | 'parentCode'>): void {
  if (!isWithin(scope, unit)) throw new WebError(403, 'out-of-scope', 'The unit is outside the scope of this account.');
}
