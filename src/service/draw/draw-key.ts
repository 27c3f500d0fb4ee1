import { randomBytes } from 'node:crypto';
import { commitmentOf } from '../../domain/draw.ts';
import { sha256, type Vault } from '../../lib/vault.ts';
import type { SamplingRates, StoredDraw } from '../ports.ts';

const KEY_BYTES = 32;

/** A draw that nobody can know: its key is random, sealed, and bound to its month. */
export function newDraw(vault: Vault, month: string, rates: SamplingRates): StoredDraw {
  const key = randomBytes(KEY_BYTES);
  return { month, rates, commitment: commitmentOf(key, { sha256 }), keySealed: vault.seal('draw', month, key) };
}

export function drawKey(vault: Vault, { month, keySealed }: StoredDraw): Buffer {
  return vault.open('draw', month, keySealed);
}
