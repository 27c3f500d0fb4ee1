import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSymbol, drawReceiptCode, formatReceiptCode, parseReceiptCode } from '../../src/domain/receipt-code.ts';

const codes = fc
  .infiniteStream(fc.uint8Array({ minLength: 17, maxLength: 17 }))
  .map((stream) => drawReceiptCode(() => stream.next().value ?? new Uint8Array(17)));
const symbols = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ');

describe('domain/receipt-code', () => {
  // 1234 is 16JD in the documentation of Encode::Base32::Crockford; 32 needs `*`, the first symbol past Z.
  it.each([
    ['16J', 'D'],
    ['10', null],
  ])('gives %s the check symbol %s', (data, check) => {
    expect(checkSymbol(data)).toBe(check);
  });

  it('reads back what it wrote, however it is typed', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(parseReceiptCode(code)).toBe(code);
        expect(parseReceiptCode(formatReceiptCode(code))).toBe(code);
        const typed = ` ${formatReceiptCode(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' ')}\n`;
        expect(parseReceiptCode(typed)).toBe(code);
      }),
    );
  });

  it('notices every wrong symbol and every pair of neighbours swapped', () => {
    fc.assert(
      fc.property(codes, fc.nat(17), fc.constantFrom(...symbols), (code, position, other) => {
        const wrong = Array.from(code).with(position, other).join('');
        expect(parseReceiptCode(wrong)).toBe(wrong === code ? code : null);
        const swapped = `${code.slice(0, position)}${code.charAt(position + 1)}${code.charAt(position)}${code.slice(position + 2)}`;
        expect(swapped === code || parseReceiptCode(swapped) === null).toBe(true);
      }),
    );
  });

  it('is 18 letters and digits in three groups', () => {
    const code = formatReceiptCode(drawReceiptCode(randomBytes));
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}(?:-[0-9A-HJKMNP-TV-Z]{6}){2}$/);
  });

  it('takes nothing that is too short, too long or of other letters', () => {
    for (const text of ['', '7K2M9Q', 'UUUUUU-UUUUUU-UUUUUU', '0'.repeat(19), 'Không phải mã']) {
      expect(parseReceiptCode(text)).toBeNull();
    }
    expect(parseReceiptCode('0'.repeat(18))).toBe('0'.repeat(18));
  });
});
