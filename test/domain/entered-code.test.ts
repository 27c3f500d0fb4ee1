import { describe, expect, it } from 'vitest';
import { readEnteredCode } from '../../src/domain/entered-code.ts';

describe('src/domain/entered-code.ts', () => {
  it.each([
    ['H26.99.01-261123-0042', 'dossier', 'H26.99.01-261123-0042'],
    [' h26.99.01 - 261123 - 0042 ', 'dossier', 'H26.99.01-261123-0042'],
    ['000.00.12.H26-230101-0001', 'dossier', '000.00.12.H26-230101-0001'],
    ['K7M2QX', 'short', 'K7M2QX'],
    ['k7m 2qx', 'short', 'K7M2QX'],
    ['mã: K7M2QX', 'short', 'K7M2QX'],
  ])('reads %j as a %s code', (text, kind, code) => {
    expect(readEnteredCode(text)).toEqual({ kind, code });
  });

  it.each(['', '0912345678', 'H26.99.01-261323-0042', 'K7M2Q', 'K7M2Q0', '<script>'])('refuses %j', (text) => {
    expect(readEnteredCode(text)).toBeNull();
  });
});
