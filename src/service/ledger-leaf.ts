import { ledgerLeaf, type Hex } from '../domain/ledger.ts';
import type { Hash } from '../domain/merkle.ts';
import type { Response } from '../domain/response.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { sha256, type Vault } from '../lib/vault.ts';

export const ledgerHash: Hash = (bytes) => sha256(bytes);

/** Derived from the response's random id: nothing in the database leads from a leaf to its response. */
export function saltOf(vault: Vault, responseId: string): Buffer {
  return vault.index('ledger-salt', responseId);
}

/** Everything of a response that must not change. Its comment stands there by its mark: it may be deleted in time. */
export function leafOf(response: Response, salt: Uint8Array): Hex {
  const { comment: _, ...content } = response;
  return ledgerLeaf(ledgerHash, salt, canonicalJson(content));
}

export function commentMarkOf(vault: Vault, responseId: string, comment: string | null): Hex | null {
  return comment === null ? null : vault.index('ledger-comment', `${responseId} ${comment}`).toString('hex');
}
