import type { Vault } from '../lib/vault.ts';

const HEX_DIGITS = 16;

/** Stands for an e-mail address in the audit log: the same for the same address, and tells nothing of it. */
export function addressMark(vault: Pick<Vault, 'index'>, email: string): string {
  return vault.index('audit', `address:${email.trim().toLowerCase()}`).toString('hex').slice(0, HEX_DIGITS);
}
