import { Vault } from '../../../../../src/lib/vault.ts';
import type { ZaloTokenStore } from '../../../../../src/service/ports.ts';
import { openZaloTokens } from '../../../../../src/store/zalo-tokens.ts';
import { OA_ID } from '../../../../support/zalo/samples.ts';

export function openStore(url: string, key: Buffer): ZaloTokenStore {
  return openZaloTokens({ url, vault: new Vault(key), account: OA_ID });
}
