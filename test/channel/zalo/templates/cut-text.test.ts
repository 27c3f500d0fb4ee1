import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from '../../../../src/channel/zalo/templates/cut-text.ts';

/** Of a pair of UTF-16 units. */
const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

describe('channel/zalo/templates/cut-text', () => {
  it.each([
    ['UBND phường Hoàn Kiếm', 30, 'UBND phường Hoàn Kiếm'],
    ['  UBND\n phường  Hoàn Kiếm ', 30, 'UBND phường Hoàn Kiếm'],
    ['UBND phường Hoàn Kiếm', 21, 'UBND phường Hoàn Kiếm'],
    ['UBND phường Hoàn Kiếm', 20, 'UBND phường Hoàn…'],
    ['UBND phường Hoàn Kiếm', 17, 'UBND phường Hoàn…'],
    ['Cấp bản sao, trích lục hộ tịch', 14, 'Cấp bản sao…'],
    ['A Nguyễnvănphongthuậnthànhlong', 12, 'A Nguyễnvăn…'],
    ['phường'.normalize('NFD'), 6, 'phường'],
    ['ab 😀😀', 5, 'ab…'],
  ])('cuts %j to %i', (text, max, cut) => {
    expect(cutText(text, max)).toBe(cut);
  });

  it.each(['https://hai-long.test/s/abcdefghij', 'H26.99-261122-0001', '22/11/2026'])('never cuts %s', (text) => {
    expect(cutText(text, 9)).toBeNull();
  });

  it('never exceeds its limit nor breaks a character', () => {
    const words = fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 60 }), (text, max) => {
        const cut = cutText(text, max);
        if (cut === null) return;
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut).not.toMatch(HALF);
      }),
    );
  });
});
