import { createHash, createHmac, randomBytes } from 'node:crypto';

/** What `hash_phone` wants: SHA-256 in hex of `84…`. Whoever has it finds the number by trying all there are. */
export function hashPhone(digits: string): string {
  return createHash('sha256').update(digits).digest('hex');
}

/** HMAC-SHA256 in hex of the access token under the app secret. */
export function appSecretProof(accessToken: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}

/** 43 characters. */
export function newCodeVerifier(): string {
  return randomBytes(32).toString('base64url');
}

/** RFC 7636, S256. */
export function codeChallenge(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
