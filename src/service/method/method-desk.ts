import { z } from 'zod';
import {
  HEADLINES,
  methodFaults,
  WEIGHTINGS,
  type MethodFault,
  type MethodProfile,
} from '../../domain/method-profile.ts';
import { COUNTRY, type UnitCode } from '../../domain/unit.ts';
import { localDay } from '../../lib/calendar.ts';
import type { Connector } from '../integration/integration-parts.ts';
import type { ReferenceStore, SettingStore } from '../ports.ts';
import { recordAudit, type AuditParts } from '../record-audit.ts';

export interface MethodParts extends AuditParts {
  readonly settings: SettingStore;
  readonly references: Pick<ReferenceStore, 'units'>;
  readonly zone: string;
}

const Stored = z.strictObject({
  headline: z.enum(HEADLINES),
  weighting: z.enum(WEIGHTINGS),
  decision: z.string(),
  publishOn: z.string(),
  fixedOn: z.string(),
});

/** A profile, and whose it is: a province without one follows the ministry's. */
export interface MethodInForce {
  readonly owner: UnitCode;
  readonly profile: MethodProfile;
}

export type MethodSaving =
  | { readonly kind: 'faults'; readonly faults: readonly MethodFault[] }
  | { readonly kind: 'saved' }
  /** Somebody else saved in the same moment. */
  | { readonly kind: 'overtaken' };

export type MethodDesk = ReturnType<typeof openMethodDesk>;

/** How authorities say that they report, with the parts already given. */
export function openMethodDesk(parts: MethodParts) {
  return {
    inForce: (unit: UnitCode | null) => methodInForce(parts, unit),
    save: (by: Connector, typed: Omit<MethodProfile, 'fixedOn'>) => saveMethod(parts, by, typed),
  };
}

/** What holds for a commune, a province or the country; null where nobody has fixed anything. */
export async function methodInForce(
  { settings, references }: Pick<MethodParts, 'settings' | 'references'>,
  unit: UnitCode | null,
): Promise<MethodInForce | null> {
  const province = unit === null ? null : ((await references.units()).get(unit)?.parentCode ?? unit);
  for (const owner of [...(province === null ? [] : [province]), COUNTRY]) {
    const stored = await settings.get(keyOf(owner));
    if (stored !== null) return { owner, profile: Stored.parse(JSON.parse(stored)) };
  }
  return null;
}

async function saveMethod(
  parts: MethodParts,
  by: Connector,
  typed: Omit<MethodProfile, 'fixedOn'>,
): Promise<MethodSaving> {
  const today = localDay(parts.clock.now(), parts.zone);
  const faults = methodFaults(typed, today);
  if (faults.length > 0) return { kind: 'faults', faults };
  const key = keyOf(by.scope ?? COUNTRY);
  const before = await parts.settings.get(key);
  const next: MethodProfile = { ...typed, decision: typed.decision.trim(), fixedOn: today };
  if (!(await parts.settings.compareAndSet(key, before, JSON.stringify(next)))) return { kind: 'overtaken' };
  const facts = { setting: 'method', before: codesOf(before), after: codesOf(JSON.stringify(next)) };
  await recordAudit(parts, { action: 'setting.changed', actor: by.actor, subject: null, unit: by.scope, facts });
  return { kind: 'saved' };
}

function keyOf(owner: UnitCode): string {
  return `method-profile:${owner}`;
}

/** Without the words that somebody typed. */
function codesOf(stored: string | null): string {
  if (stored === null) return '';
  const { headline, weighting, publishOn } = Stored.parse(JSON.parse(stored));
  return `${headline} ${weighting} ${publishOn}`;
}
