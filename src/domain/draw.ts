import { addDays, monthOf } from '../lib/calendar.ts';
import { fromHex, toHex } from '../lib/hex.ts';
import type { UnitCode } from './unit.ts';

/** SHA-256 and HMAC-SHA-256. */
export interface DrawHashes {
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  readonly hmac: (key: Uint8Array, text: string) => Uint8Array;
}

/**
 * Who is asked in a period, as it is published: everybody, or in some units a share of them. The SHA-256 of the key
 * stands from before the first day; the key itself follows after the last. So nobody can know a draw before it is
 * made, nobody can make it again until it suits, and everybody can check it afterwards.
 */
export interface Draw {
  /** Local calendar days of completion, inclusive. */
  readonly from: string;
  readonly to: string;
  /** SHA-256 of the key, in hexadecimal. */
  readonly commitment: string;
  /** 32 bytes in hexadecimal; null until the period is over. */
  readonly key: string | null;
  /** Share of the dossiers asked, above 0 and up to 1; a unit that is not named asks everybody. */
  readonly rates: Readonly<Record<UnitCode, number>>;
}

/** The month after `YYYY-MM-01`, in the same form. */
export function nextMonth(month: string): string {
  return monthOf(addDays(month, 31));
}

/** @param month `YYYY-MM-01` */
export function lastDayOf(month: string): string {
  return addDays(nextMonth(month), -1);
}

export function commitmentOf(key: Uint8Array, { sha256 }: Pick<DrawHashes, 'sha256'>): string {
  return toHex(sha256(key));
}

export function samplingRate({ rates }: Pick<Draw, 'rates'>, unit: UnitCode): number {
  return rates[unit] ?? 1;
}

/** What may be wrong with a share that somebody sets. */
export type SamplingFaultCode = 'unit-unknown' | 'unit-beyond' | 'percent-range';

const DRAWN_BYTES = 6;

/**
 * Whether a dossier is asked: the first 48 bits of HMAC-SHA-256 of its code, as a fraction from 0 to 1, lie below the
 * rate. Every dossier has the same chance, and its own result does not depend on any other.
 */
export function isDrawn(code: string, rate: number, hmac: (text: string) => Uint8Array): boolean {
  if (rate >= 1) return true;
  const drawn = hmac(code)
    .subarray(0, DRAWN_BYTES)
    .reduce((value, byte) => value * 256 + byte, 0);
  return drawn / 256 ** DRAWN_BYTES < rate;
}

export interface DrawnDossier {
  readonly code: string;
  readonly unitCode: UnitCode;
  /** What the register says: in the draw, or left out by it. */
  readonly drawn: boolean;
}

export type DrawFault =
  | { readonly kind: 'key-not-revealed' }
  | { readonly kind: 'key-is-not-the-committed-one' }
  | { readonly kind: 'left-out-against-the-draw'; readonly code: string }
  | { readonly kind: 'asked-against-the-draw'; readonly code: string };

/** What an auditor finds who has the key and every dossier of the period. */
export function verifyDraw(draw: Draw, dossiers: readonly DrawnDossier[], hashes: DrawHashes): readonly DrawFault[] {
  const key = draw.key === null ? null : fromHex(draw.key);
  if (key === null) return [{ kind: 'key-not-revealed' }];
  if (commitmentOf(key, hashes) !== draw.commitment) return [{ kind: 'key-is-not-the-committed-one' }];
  return dossiers.flatMap(({ code, unitCode, drawn }): DrawFault[] => {
    if (isDrawn(code, samplingRate(draw, unitCode), (text) => hashes.hmac(key, text)) === drawn) return [];
    return [{ kind: drawn ? 'asked-against-the-draw' : 'left-out-against-the-draw', code }];
  });
}
