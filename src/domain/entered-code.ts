import { readShortCode } from '../lib/short-code.ts';
import { normaliseDossierCode, parseDossierCode } from './dossier-code.ts';

/** What a citizen enters at a poster: the dossier's code, or the six characters printed on the slip. */
export type EnteredCode =
  { readonly kind: 'dossier'; readonly code: string } | { readonly kind: 'short'; readonly code: string };

/** Null when it is neither. */
export function readEnteredCode(text: string): EnteredCode | null {
  const code = normaliseDossierCode(text).replaceAll(/\s/g, '');
  if (parseDossierCode(code)) return { kind: 'dossier', code };
  const short = readShortCode(text);
  return short && { kind: 'short', code: short.code };
}
