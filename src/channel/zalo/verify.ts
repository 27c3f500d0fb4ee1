import { createHash, timingSafeEqual } from 'node:crypto';
import { CodedError } from '../../lib/coded-error.ts';
import type { Envelope } from './incoming-event.ts';
import { MAC_FORMULAS, type MacFormula } from './mac-formula.ts';
import { WEBHOOK_MAC } from './to-be-confirmed.ts';

export const SIGNATURE_HEADER = 'x-zevent-signature';

const MAC = /^(?:mac=)?([0-9a-f]{64})$/i;

export interface VerifierOptions {
  readonly appId: string;
  readonly oaId: string;
  /** The webhook page's own key, not the app's secret. */
  readonly oaSecret: string;
  /** Only to tell an operator that the two were mixed up. */
  readonly appSecret?: string;
  readonly formula?: MacFormula;
}

/** A formula that fits though it is not ours: what an operator has to put right. Never accepted. */
export type NearMiss = MacFormula;

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
  const { appId, oaId, oaSecret, appSecret = '', formula = WEBHOOK_MAC } = options;
  if ([appId, oaId, oaSecret].some((setting) => setting.trim() === ''))
    throw new CodedError('webhook-secret', 'The app id, the account id and the webhook key must be set.');
  const terms: Readonly<Record<MacFormula, Terms>> = {
    'as-documented': { first: appId, key: oaSecret },
    'app-secret': { first: appId, key: appSecret },
    'oa-id-first': { first: oaId, key: oaSecret },
    'oa-id-first-app-secret': { first: oaId, key: appSecret },
  };

  return (signature, body, { app_id, timestamp }) => {
    if (app_id !== appId) return { kind: 'foreign-app' };
    if (signature === undefined || signature === '') return { kind: 'unsigned' };
    const hex = typeof signature === 'string' ? MAC.exec(signature.trim())?.[1] : undefined;
    if (hex === undefined) return { kind: 'forged', nearMiss: null };
    const given = Buffer.from(hex, 'hex');
    const fits = ({ first, key }: Terms) => key !== '' && timingSafeEqual(given, mac(first, body, timestamp, key));
    if (fits(terms[formula])) return { kind: 'genuine' };
    return { kind: 'forged', nearMiss: MAC_FORMULAS.find((each) => fits(terms[each])) ?? null };
  };
}

interface Terms {
  readonly first: string;
  readonly key: string;
}

function mac(first: string, body: Buffer, timestamp: string, key: string): Buffer {
  return createHash('sha256').update(first).update(body).update(timestamp).update(key).digest();
}
