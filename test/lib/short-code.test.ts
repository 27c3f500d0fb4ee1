import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShortCode, shortCode } from '../../src/lib/short-code.ts';

describe('lib/short-code', () => {
  it('gives six characters that are not mistaken for one another', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 32 }), (bytes) => {
        expect(shortCode(bytes)).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
      }),
    );
  });

  it('gives the same code for the same bytes and spreads others over the alphabet', () => {
    const codes = Array.from({ length: 2000 }, (_, i) =>
      shortCode(Uint8Array.of(i, i >> 8, i * 7, i * 13, i * 31, i * 61)),
    );
    expect(shortCode(Uint8Array.of(1, 2, 3, 4, 5, 6))).toBe(shortCode(Uint8Array.of(1, 2, 3, 4, 5, 6, 7)));
    expect(new Set(codes).size).toBe(2000);
    expect(new Set(codes.join('')).size).toBe(31);
  });

  it('refuses too few bytes', () => {
    expect(() => shortCode(new Uint8Array(5))).toThrow(RangeError);
  });

  it('reads back what it gave, however it is grouped or spelt', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
        const code = shortCode(bytes);
        const half = `${code.slice(0, 3)} ${code.slice(3)}`;
        for (const typed of [code, code.toLowerCase(), ` ${half}.`, `Mã: ${code}`, `ma ${half.toLowerCase()}`]) {
          expect(readShortCode(typed)?.code).toBe(code);
        }
        expect(readShortCode(code)?.marked).toBe(true);
      }),
    );
  });

  it.each(['', 'K7M2Q', 'K7M2QXX', 'K7M2Q0', 'K7M2QI', 'mã', 'Xin chào', '123456', 'K7M2QX nhé', '5', 'đường'])(
    'reads no code in %j',
    (text) => {
      expect(readShortCode(text)).toBeNull();
    },
  );

  it.each([
    ['thanks', false],
    ['Thanks', false],
    ['THANKS', true],
    ['Than ks', true],
    ['abcde2', true],
  ])('tells whether %s can hardly be a word', (text, marked) => {
    expect(readShortCode(text)?.marked).toBe(marked);
  });
});
