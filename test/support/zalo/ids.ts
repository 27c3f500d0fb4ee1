import { createHash, createHmac, randomBytes } from 'node:crypto';

const FIRST_ID = 1_000_000_000_000_000_000n;
const IDS = 8_000_000_000_000_000_000n;

/** 19 digits and odd: no double holds it, so that whoever reads it as a number reaches nobody. */
export function idOf(name: string): string {
  const hash = BigInt(`0x${createHash('sha256').update(name).digest('hex')}`);
  return String((FIRST_ID + (hash % IDS)) | 1n);
}

export function newMessageId(): string {
  return randomBytes(10).toString('hex');
}

/** `hash_phone` (zalo.md §3.2): of the digits with the country code. */
export function hashPhone(phone: string): string {
  return createHash('sha256').update(phone).digest('hex');
}

/** zalo.md §1.1 */
export function appSecretProof(accessToken: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}

/** zalo.md §5.1; `first` is the app's id on all that is known to run. */
export function webhookMac(first: string, raw: string, timestamp: string, secret: string): string {
  return createHash('sha256').update(`${first}${raw}${timestamp}${secret}`, 'utf8').digest('hex');
}

/** RFC 7636, S256. */
export function codeChallenge(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
