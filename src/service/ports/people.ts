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
  /** To ten minutes; null when it never was. */
  readonly lastUsedAt: Date | null;
}

export interface ApiKeyStore {
  /** What a key opens, noting that it was used. Null when there is no such key, or it was withdrawn. */
  recognise(hash: Fingerprint): Promise<Pick<StoredKey, 'id' | 'scope' | 'test'> | null>;
  /** True once a key has ever been created. */
  any(): Promise<boolean>;
  all(): Promise<readonly StoredKey[]>;
  /** Null when there is no such key, or it was withdrawn before. */
  revoke(id: string): Promise<{ readonly scope: UnitScope } | null>;
  create(key: Pick<StoredKey, 'name' | 'scope' | 'test'> & { readonly hash: Fingerprint }): Promise<string>;
}
