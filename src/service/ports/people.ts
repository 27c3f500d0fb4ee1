import type { Fingerprint } from '../../domain/ids.ts';
import type { UnitScope } from '../../domain/unit.ts';

export interface StoredKey {
  readonly id: string;
  readonly name: string;
  readonly scope: UnitScope;
  /** Everything is checked, nothing is stored. */
  readonly test: boolean;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

export interface ApiKeyStore {
  findScope(hash: Fingerprint): Promise<Pick<StoredKey, 'id' | 'scope' | 'test'> | null>;
  /** True once a key has ever been created. */
  any(): Promise<boolean>;
  all(): Promise<readonly StoredKey[]>;
  /** Null when there is no such key, or it was withdrawn before. */
  revoke(id: string): Promise<{ readonly scope: UnitScope } | null>;
  create(key: Pick<StoredKey, 'name' | 'scope' | 'test'> & { readonly hash: Fingerprint }): Promise<string>;
}
