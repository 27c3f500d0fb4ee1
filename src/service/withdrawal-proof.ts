import type { Hex } from '../domain/ledger.ts';
import type { Vault } from '../lib/vault.ts';
import type { Withdrawal } from './ports.ts';

/** That a request came to this service by a code: whoever writes into the database alone cannot make one up. */
export function requestProof(vault: Vault, { index, askedOn }: Omit<Withdrawal, 'proof'>): Hex {
  return vault.index('withdrawal', `request ${index} ${askedOn}`).toString('hex');
}

export function isGenuine(vault: Vault, withdrawal: Withdrawal): boolean {
  return requestProof(vault, withdrawal) === withdrawal.proof;
}

/** That this service withdrew a leaf on a day. */
export function leafProof(vault: Vault, leaf: Hex, day: string): Hex {
  return vault.index('withdrawal', `leaf ${leaf} ${day}`).toString('hex');
}
