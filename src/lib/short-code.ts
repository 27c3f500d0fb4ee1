/** Without 0, O, 1, I and L, which readers confuse. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 6;

/** Six characters from at least six bytes, random or of an HMAC; 31^6 codes, evenly spread to one part in 300,000. */
export function shortCode(bytes: Uint8Array): string {
  if (bytes.length < LENGTH) throw new RangeError('A short code needs six bytes.');
  let rest = bytes.subarray(0, LENGTH).reduce((value, byte) => value * 256 + byte, 0);
  let code = '';
  while (code.length < LENGTH) {
    code += ALPHABET.charAt(rest % ALPHABET.length);
    rest = Math.floor(rest / ALPHABET.length);
  }
  return code;
}

const TYPED = new RegExp(
  `^(?:(?:mã|ma|code)[:\\s]+)?([${ALPHABET}](?:[\\s.-]?[${ALPHABET}]){${LENGTH - 1}})[.!]?$`,
  'iu',
);

export interface TypedCode {
  readonly code: string;
  /** It can hardly be a word. */
  readonly marked: boolean;
}

/**
 * The code in a typed message that is nothing but a code, in any case and grouping ("k7m 2qx", "Mã: K7M2QX"); null
 * for any other. Letters in the case of a word are not `marked`.
 */
export function readShortCode(text: string): TypedCode | null {
  const typed = TYPED.exec(text.normalize('NFC').trim())?.[1];
  if (typed === undefined) return null;
  return { code: typed.replaceAll(/[\s.-]/g, '').toUpperCase(), marked: !/^[A-Z]?[a-z]+$/.test(typed) };
}
