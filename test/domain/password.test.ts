import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordFault } from '../../src/domain/password.ts';

const EMAIL = 'nguyen.huong@mau.gov.vn';

describe('src/domain/password.ts', () => {
  it.each([
    ['mua xuân về trên phố', null],
    ['correct horse battery', null],
    ['Xe-đạp-xanh-27-lá', null],
    ['mười một chữ', null],
    ['ngắn quá', 'short'],
    ['12345678901', 'short'],
    ['aaaaaaaaaaaaaaaa', 'simple'],
    ['abababababab', 'simple'],
    ['!!!!!!!!!!!!!', 'simple'],
    ['123456789012', 'simple'],
    ['matkhau123456', null],
    ['Mật khẩu 2026', 'simple'],
    ['Password@123', 'simple'],
    ['QwertyUiop!!', 'simple'],
    ['nguyenhuong12', 'like-name'],
    ['nguyen.huong và chiếc xe', null],
    ['x'.repeat(129), 'long'],
  ])('says of %j: %s', (password, fault) => {
    expect(passwordFault(password, EMAIL)).toBe(fault);
  });

  it('takes any four different words, whatever their marks, and asks for no signs', () => {
    const words = fc.constantFrom('xanh', 'trời', 'núi', 'biển', 'phở', 'đường', 'sách', 'mưa');
    fc.assert(
      fc.property(fc.uniqueArray(words, { minLength: 4, maxLength: 6 }), (chosen) => {
        expect(passwordFault(chosen.join(' '), EMAIL)).toBeNull();
      }),
    );
  });
});
