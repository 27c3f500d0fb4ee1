import { asId, type DossierId, type Fingerprint } from '../domain/ids.ts';
import type { Proof } from '../domain/invitation.ts';
import { sha256, type Vault } from '../lib/vault.ts';

const TOKEN_BYTES = 16;

/** The slip's secret: 128 bits of an HMAC of the dossier's id, 22 base64url characters; derived anew, never stored. */
export function surveyToken(vault: Vault, dossierId: DossierId): string {
  return vault.index('token', `slip:${dossierId}`).subarray(0, TOKEN_BYTES).toString('base64url');
}

/**
 * The secret of the link that goes to the dossier's telephone alone: whoever holds it has read that phone's messages.
 * It is never printed, nor handed to whoever registers.
 */
export function phoneToken(vault: Vault, dossierId: DossierId): string {
  return vault.index('token', `phone:${dossierId}`).subarray(0, TOKEN_BYTES).toString('base64url');
}

export function isSurveyToken(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}

/** What a token proves; null when it is none of this dossier's. */
export function proofOfToken(vault: Vault, dossierId: DossierId, token: string): Proof | null {
  if (token === phoneToken(vault, dossierId)) return 'phone';
  return token === surveyToken(vault, dossierId) ? 'slip' : null;
}

/** What the database knows of a token. */
export function tokenHash(token: string): Fingerprint {
  return asId<Fingerprint>(sha256(token).toString('hex'));
}
