import { randomBytes } from 'node:crypto';
import { asId, type Fingerprint } from '../domain/ids.ts';
import type { UnitScope } from '../domain/unit.ts';
import { sha256 } from '../lib/vault.ts';
import type { ApiKeyStore } from './ports.ts';

export function apiKeyHash(key: string): Fingerprint {
  return asId<Fingerprint>(sha256(key).toString('hex'));
}

/** A new key of 256 bits for a connected system; shown once, stored as a hash. With a test key nothing is stored. */
export async function createApiKey(
  store: Pick<ApiKeyStore, 'create'>,
  name: string,
  scope: UnitScope,
  { test }: { readonly test: boolean } = { test: false },
): Promise<{ readonly id: string; readonly key: string }> {
  const key = `${test ? 'hl_test_' : 'hl_'}${randomBytes(32).toString('base64url')}`;
  return { id: await store.create({ name, hash: apiKeyHash(key), scope, test }), key };
}
