import type { SlipOwner } from '../domain/dossier.ts';
import { asId, type DossierId, type Fingerprint } from '../domain/ids.ts';
import { sha256, type Vault } from '../lib/vault.ts';

const TOKEN_BYTES = 16;
const TOKEN_LENGTH = 22;

/** The slip's secret: 128 bits of an HMAC of the dossier's id, 22 base64url characters; derived anew, never stored. */
export function surveyToken(vault: Vault, dossierId: DossierId): string {
  return secretOf(vault, `slip:${dossierId}`);
}

/**
 * The secret of the link that goes to the dossier's telephone alone: whoever holds it has read that phone's messages.
 * It is never printed, nor handed to whoever registers.
 */
export function phoneToken(vault: Vault, dossierId: DossierId): string {
  return secretOf(vault, `phone:${dossierId}`);
}

/** The slip's token and the proof that the chat has it that holds the slip: 44 characters. */
export function holderToken(vault: Vault, dossierId: DossierId, owner: SlipOwner): string {
  return surveyToken(vault, dossierId) + secretOf(vault, `holder:${dossierId}:${owner}`);
}

function secretOf(vault: Vault, what: string): string {
  return vault.index('token', what).subarray(0, TOKEN_BYTES).toString('base64url');
}

export function isSurveyToken(text: string): boolean {
  return /^[\w-]{22}(?:[\w-]{22})?$/.test(text);
}

/** What the database knows of a token; a holder's is found by its slip's. */
export function tokenHash(token: string): Fingerprint {
  const known = token.length === 2 * TOKEN_LENGTH ? token.slice(0, TOKEN_LENGTH) : token;
  return asId<Fingerprint>(sha256(known).toString('hex'));
}
