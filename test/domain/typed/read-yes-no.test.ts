import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYesNo } from '../../../src/domain/typed/read-yes-no.ts';
import { phrasesOf } from './show-reading.ts';

const YES = `có · co · đúng · dung · đúng rồi ạ · phải · vâng · dạ · ừ · ok · oke em · yes · y · dạ có ạ · vâng đúng rồi · đồng ý · được · dc · chuẩn · 👍 ·
  có góp ý · tôi có góp ý · có chứ · đúng vậy · CÓ!!! · Yes please · ✅`;
const NO = `không · khong · ko · k · hông · no · chưa · sai · không phải · khong phai · chọn lại · không, chọn lại · không ạ · dạ không · không có · không có góp ý gì ·
  chưa bao giờ · nhầm rồi · không đúng · không đồng ý · không được · 👎 · nope · chưa có`;
const NEITHER = `có không · đúng không? · có hay không · không sai · không biết · có lẽ · đúng một phần · đừng · dừng · dùng · 5 · hài lòng · có nhưng ít ·
  ok không · có và không · tốt · ? · xin chào · 👍👎 · đúng 5 ngày · 😂`;

describe('src/domain/typed/read-yes-no', () => {
  it.each(phrasesOf(YES))('reads "%s" as yes', (phrase) => {
    expect(readYesNo(phrase)).toBe(true);
  });

  it.each(phrasesOf(NO))('reads "%s" as no', (phrase) => {
    expect(readYesNo(phrase)).toBe(false);
  });

  it.each(phrasesOf(NEITHER))('reads neither in "%s"', (phrase) => {
    expect(readYesNo(phrase)).toBeNull();
  });

  it('reads decomposed text alike, and never throws', () => {
    for (const phrase of phrasesOf(`${YES} · ${NO} · ${NEITHER}`)) {
      expect(readYesNo(phrase.normalize('NFD'))).toBe(readYesNo(phrase.normalize('NFC')));
    }
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void readYesNo(text)));
  });
});
