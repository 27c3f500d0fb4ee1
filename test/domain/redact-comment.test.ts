import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactComment } from '../../src/domain/redact-comment.ts';

describe('domain/redact-comment', () => {
  it.each([
    ['Gọi tôi số 0912 345 678 nhé', 'Gọi tôi số [số] nhé'],
    ['số +84.912.345.678', 'số [số]'],
    ['CCCD 001099012345', 'CCCD [số]'],
    ['thư tôi: nguoi.dan+1@thu.example.vn.', 'thư tôi: [thư điện tử].'],
    ['xem https://vi-du.test/a?b=1 nhé', 'xem [liên kết] nhé'],
    ['hồ sơ H26.99.01-261005-0001 chậm', 'hồ sơ [mã hồ sơ] chậm'],
    ['hồ sơ 000.00.12.h26-230101-0001', 'hồ sơ [mã hồ sơ]'],
    ['Chị Lan Anh rất nhiệt tình', 'Chị [tên] rất nhiệt tình'],
    ['cảm ơn anh Đức và cô Ngọc', 'cảm ơn anh [tên] và cô [tên]'],
    ['đồng chí Nguyễn Văn Mẫu tiếp tôi', 'đồng chí [tên] tiếp tôi'],
  ])('hides who and what is meant in "%s"', (typed, redacted) => {
    expect(redactComment(typed)).toBe(redacted);
  });

  it.each([
    'Phải đi lại 3 lần, mất 2 tuần, nộp 50.000 đồng',
    'cán bộ ở quầy 5 nhiệt tình, anh ấy hướng dẫn kỹ',
    'ông bà tôi cũng hài lòng',
    'Thanh toán 1.250.000 đồng',
  ])('leaves "%s" as it was typed', (typed) => {
    expect(redactComment(typed)).toBe(typed);
  });

  it('leaves no run of eight digits in anything, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^0\d{9,11}$/), (text, number) => {
        const once = redactComment(`${text} ${number} ${text}`);
        expect(once).not.toMatch(/\d{8}/);
        expect(redactComment(once)).toBe(once);
      }),
    );
  });
});
