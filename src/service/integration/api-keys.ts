import type { UnitScope } from '../../domain/unit.ts';
import { CodedError } from '../../lib/coded-error.ts';
import { createApiKey } from '../create-api-key.ts';
import type { StoredKey } from '../ports.ts';
import {
  isReachable,
  recordConnection,
  unitFaults,
  type ConnectionFault,
  type Connector,
  type IntegrationParts,
} from './integration-parts.ts';

export interface NewKey {
  /** Of the system that will hold it. */
  readonly name: string;
  readonly scope: UnitScope;
  /** Everything is checked, nothing is stored. */
  readonly test: boolean;
}

export type KeyIssue =
  | { readonly kind: 'faults'; readonly faults: readonly ConnectionFault[] }
  /** `key` is to be seen this once. */
  | { readonly kind: 'issued'; readonly id: string; readonly key: string };

/** A key for a connected system, for a unit and everything under it. */
export async function issueKey(parts: IntegrationParts, connector: Connector, wanted: NewKey): Promise<KeyIssue> {
  const { name, scope, test } = wanted;
  const faults: readonly ConnectionFault[] = [
    ...(name.trim() === '' ? [{ field: 'name', code: 'name-missing' } as const] : []),
    ...unitFaults(await parts.references.units(), connector, scope),
  ];
  if (faults.length > 0) return { kind: 'faults', faults };
  const { id, key } = await createApiKey(parts.apiKeys, name.trim(), scope, { test });
  const facts = test ? { test: 1 } : {};
  await recordConnection(parts, connector, { action: 'key.created', subject: id, unit: scope, facts });
  return { kind: 'issued', id, key };
}

/** Every key within reach, the newest first; the keys themselves are stored as hashes and cannot be shown. */
export async function showKeys(parts: IntegrationParts, connector: Connector): Promise<readonly StoredKey[]> {
  const [keys, units] = await Promise.all([parts.apiKeys.all(), parts.references.units()]);
  return keys.filter(({ scope }) => isReachable(units, connector, scope)).toReversed();
}

/** @throws CodedError `key-unknown`, also for a key out of reach */
export async function findKey(parts: IntegrationParts, connector: Connector, id: string): Promise<StoredKey> {
  const key = (await showKeys(parts, connector)).find((each) => each.id === id);
  if (key) return key;
  throw new CodedError('key-unknown', 'No key within reach has this id.');
}

/**
 * The key opens nothing from now on.
 * @throws CodedError `key-unknown`, also for a key that was withdrawn before
 */
export async function revokeKey(parts: IntegrationParts, connector: Connector, id: string): Promise<void> {
  const { scope } = await findKey(parts, connector, id);
  if (!(await parts.apiKeys.revoke(id))) throw new CodedError('key-unknown', 'This key was withdrawn before.');
  await recordConnection(parts, connector, { action: 'key.revoked', subject: id, unit: scope, facts: {} });
}
