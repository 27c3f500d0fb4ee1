import type { Vault } from '../lib/vault.ts';

/** What lies in a queue, and in its append-only file, is sealed. */
export function queueCodec(vault: Vault) {
  return {
    seal: (plain: string): string => vault.sealForAnother('inbox', 'queue', plain).toString('base64'),
    open: (sealed: string): string => vault.open('inbox', 'queue', Buffer.from(sealed, 'base64')).toString(),
  };
}
