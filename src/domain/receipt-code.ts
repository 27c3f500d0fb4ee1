/** D. Crockford's base 32: no I, L, O and U, which readers confuse or mind. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** His check symbols go on for five more; codes that would need one of those are not given out. */
const CHECK_PRIME = 37;

/** 17 symbols are 85 bits; with the check symbol three groups of six. */
const DATA_SYMBOLS = 17;
const GROUP = 6;
const RANDOM_BYTES = DATA_SYMBOLS;

/** Canonical: 18 symbols in upper case, without separators. Whoever holds it may check or withdraw one response. */
export type ReceiptCode = string;

/** Draws until the check symbol is a letter or digit; costs a fifth of a bit. @param random gives random bytes. */
export function drawReceiptCode(random: (count: number) => Uint8Array): ReceiptCode {
  for (;;) {
    const data = Array.from(random(RANDOM_BYTES), (byte) => SYMBOLS.charAt(byte % SYMBOLS.length)).join('');
    const check = checkSymbol(data);
    if (check !== null) return data + check;
  }
}

/** The number modulo 37 (D. Crockford, Base 32, "Check symbol"); null for the five values past Z. */
export function checkSymbol(symbols: string): string | null {
  const rest = Array.from(symbols, (symbol) => SYMBOLS.indexOf(symbol)).reduce(
    (value, digit) => (value * SYMBOLS.length + digit) % CHECK_PRIME,
    0,
  );
  return SYMBOLS[rest] ?? null;
}

/** As it is shown: `7K2M9Q-XTR4HA-ZP3WC8`. */
export function formatReceiptCode(code: ReceiptCode): string {
  return (code.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** Reads what people type: any case and separators, O for 0, I and L for 1. Null when a symbol is wrong or missing. */
export function parseReceiptCode(text: string): ReceiptCode | null {
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.\-–—]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const isWhole = code.length === DATA_SYMBOLS + 1 && Array.from(code).every((symbol) => SYMBOLS.includes(symbol));
  return isWhole && checkSymbol(code.slice(0, -1)) === code.slice(-1) ? code : null;
}
