import { createHash, timingSafeEqual } from 'node:crypto';
import { CodedError } from '../../lib/coded-error.ts';
import type { Envelope } from './incoming-event.ts';

export const SIGNATURE_HEADER = 'x-zevent-signature';

const MAC = /^(?:mac=)?([0-9a-f]{64})$/i;

export interface VerifierOptions {
  readonly appId: string;
  readonly oaId: string;
  /** The webhook page's own key, not the app's secret. */
  readonly oaSecret: string;
  /** Only to tell an operator that the two were mixed up. */
  readonly appSecret?: string;
}

/** A formula that fits though it is not ours: what an operator has to put right. Never accepted. */
export type NearMiss = 'app-secret' | 'oa-id-first' | 'oa-id-first-app-secret';

export type Verdict =
  | { readonly kind: 'genuine' }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'foreign-app' }
  | { readonly kind: 'forged'; readonly nearMiss: NearMiss | null };

export type Verify = (signature: unknown, body: Buffer, envelope: Envelope) => Verdict;

/**
 * Checks `sha256(app_id + body + timestamp + secret)` over the bytes as they came, in constant time (zalo.md §5.1).
 * @throws CodedError `webhook-secret` for an empty setting
 */
export function createVerifier(options: VerifierOptions): Verify {
  const { appId, oaId, oaSecret, appSecret = '' } = options;
  if ([appId, oaId, oaSecret].some((setting) => setting.trim() === ''))
    throw new CodedError('webhook-secret', 'The app id, the account id and the webhook key must be set.');

  function nearMissOf(given: Buffer, body: Buffer, timestamp: string): NearMiss | null {
    const fits = (first: string, key: string) => key !== '' && timingSafeEqual(given, mac(first, body, timestamp, key));
    if (fits(appId, appSecret)) return 'app-secret';
    if (fits(oaId, oaSecret)) return 'oa-id-first';
    return fits(oaId, appSecret) ? 'oa-id-first-app-secret' : null;
  }

  return (signature, body, { app_id, timestamp }) => {
    if (app_id !== appId) return { kind: 'foreign-app' };
    if (signature === undefined || signature === '') return { kind: 'unsigned' };
    const hex = typeof signature === 'string' ? MAC.exec(signature.trim())?.[1] : undefined;
    if (hex === undefined) return { kind: 'forged', nearMiss: null };
    const given = Buffer.from(hex, 'hex');
    if (timingSafeEqual(given, mac(appId, body, timestamp, oaSecret))) return { kind: 'genuine' };
    return { kind: 'forged', nearMiss: nearMissOf(given, body, timestamp) };
  };
}

function mac(first: string, body: Buffer, timestamp: string, key: string): Buffer {
  return createHash('sha256').update(first).update(body).update(timestamp).update(key).digest();
}
