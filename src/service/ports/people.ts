import type { Fingerprint } from '../../domain/ids.ts';
import type { UnitScope } from '../../domain/unit.ts';

export interface ApiKeyStore {
  findScope(hash: Fingerprint): Promise<{ readonly id: string; readonly scope: UnitScope } | null>;
  /** True once a key has ever been created. */
  any(): Promise<boolean>;
  create(key: { readonly name: string; readonly hash: Fingerprint; readonly scope: UnitScope }): Promise<string>;
}
