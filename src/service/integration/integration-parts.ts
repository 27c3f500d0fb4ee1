import type { AuditActor, AuditEvent } from '../../domain/audit.ts';
import { isWithin, type Unit, type UnitCode, type UnitScope } from '../../domain/unit.ts';
import { recordAudit, type AuditParts } from '../record-audit.ts';
import type { ApiKeyStore, ReferenceStore, WebhookStore } from '../ports.ts';

export interface IntegrationParts extends AuditParts {
  readonly apiKeys: ApiKeyStore;
  readonly webhooks: WebhookStore;
  readonly references: Pick<ReferenceStore, 'units'>;
  /** Hosts of the own network that may be called. */
  readonly privateHosts: readonly string[];
}

/** Whoever connects other systems: an admin within the own unit, or the operator at the machine. */
export interface Connector {
  readonly actor: AuditActor;
  readonly scope: UnitScope;
}

export interface ConnectionFault {
  readonly field: 'name' | 'unit' | 'url';
  readonly code: 'name-missing' | 'unit-unknown' | 'unit-beyond' | 'url-malformed' | 'url-insecure' | 'url-private';
}

type Units = ReadonlyMap<UnitCode, Unit>;

/** Whether somebody answers for everything that a key or a subscription reaches. */
export function isReachable(units: Units, connector: Pick<Connector, 'scope'>, scope: UnitScope): boolean {
  if (connector.scope === null) return true;
  const unit = scope === null ? undefined : units.get(scope);
  return unit !== undefined && isWithin(connector.scope, unit);
}

export function unitFaults(units: Units, connector: Connector, scope: UnitScope): readonly ConnectionFault[] {
  if (scope !== null && !units.has(scope)) return [{ field: 'unit', code: 'unit-unknown' }];
  return isReachable(units, connector, scope) ? [] : [{ field: 'unit', code: 'unit-beyond' }];
}

export function recordConnection(
  parts: AuditParts,
  { actor }: Connector,
  event: Omit<AuditEvent, 'actor'>,
): Promise<void> {
  return recordAudit(parts, { ...event, actor });
}
