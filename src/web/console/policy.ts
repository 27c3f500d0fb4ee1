import { isWithin, type Unit, type UnitScope } from '../../domain/unit.ts';
import { WebError } from '../problem.ts';
import type { Role, Viewer } from '../auth/viewer.ts';

/** What a route lets people do; every `session` route names one. */
export const ACTIONS = [
  'sign-out',
  'manage-account',
  'see-rates',
  'see-indices',
  'see-dossier',
  'record-dossier',
  'import-dossiers',
  'manage-people',
  'see-audit',
  'connect-zalo',
] as const;
export type Action = (typeof ACTIONS)[number];

declare module 'fastify' {
  interface FastifyContextConfig {
    action?: Action;
  }
}

const EVERYTHING: readonly Action[] = ACTIONS;
/** The Official Account serves the whole installation. */
const OWN_AREA = ACTIONS.filter((action) => action !== 'connect-zalo');

/** Staff record and see totals; what people said is for those who answer for the unit. */
const POLICY: Readonly<Record<Role, readonly Action[]>> = {
  'ministry-admin': EVERYTHING,
  'province-admin': OWN_AREA,
  'ward-admin': OWN_AREA.filter((action) => action !== 'see-audit'),
  'ward-staff': ['sign-out', 'manage-account', 'see-rates', 'see-dossier', 'record-dossier', 'import-dossiers'],
  auditor: ['sign-out', 'manage-account', 'see-rates', 'see-indices', 'see-audit'],
};

/** Whose reach is so wide that a password alone does not do. */
const WITH_SECOND_FACTOR: ReadonlySet<Role> = new Set(['ministry-admin', 'province-admin', 'auditor']);

export function needsSecondFactor({ role }: Pick<Viewer, 'role'>): boolean {
  return WITH_SECOND_FACTOR.has(role);
}

export function may(viewer: Pick<Viewer, 'role'>, action: Action): boolean {
  return POLICY[viewer.role].includes(action);
}

/** @throws WebError 403 */
export function requireScope(scope: UnitScope, unit: Pick<Unit, 'code' | 'parentCode'>): void {
  if (!isWithin(scope, unit)) throw new WebError(403, 'out-of-scope', 'The unit is outside the scope of this account.');
}
