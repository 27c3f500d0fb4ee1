import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactComment } from '../../src/domain/redact-comment.ts';

describe('domain/redact-comment', () => {
  it.each([
    ['Gọi tôi số 0912 345 678 nhé', 'Gọi tôi số [số] nhé'],
    ['số +84.912.345.678', 'số [số]'],
    ['gọi (0912) 345-678', 'gọi [số]'],
    ['gọi 09-12-34-56-78 hoặc o912345678', 'gọi [số] hoặc [số]'],
    ['gọi 09\u200b12\u200b345\u200b678', 'gọi [số]'],
    ['số không chín một hai ba bốn năm sáu bảy tám nhé', 'số [số] nhé'],
    ['CCCD 001099012345', 'CCCD [số]'],
    ['CMND 012345678', 'CMND [số]'],
    ['thư tôi: nguoi.dan+1@thu.example.vn.', 'thư tôi: [thư điện tử].'],
    ['thư nguoidan (at) thu.example.com', 'thư [thư điện tử]'],
    ['xem https://vi-du.test/a?b=1 nhé', 'xem [liên kết] nhé'],
    ['trang của tôi facebook.com/toi.day', 'trang của tôi [liên kết]'],
    ['hồ sơ H26.99.01-261005-0001 chậm', 'hồ sơ [mã hồ sơ] chậm'],
    ['hồ sơ 000.00.12.h26-230101-0001', 'hồ sơ [mã hồ sơ]'],
    ['hồ sơ H26 99 01 261005 0001', 'hồ sơ [mã hồ sơ]'],
    ['mã phiếu K7M2Q9 đây', 'mã phiếu [mã] đây'],
    ['biên nhận 7K2M9Q-XTR4HA-ZP3WC8', 'biên nhận [mã]'],
    ['xe 30G-123.45 của tôi', 'xe [biển số] của tôi'],
    ['biển 29-B1 234.56', 'biển [biển số]'],
    ['nhà tôi số 12 ngõ 5 phố Huế', 'nhà tôi [địa chỉ]'],
    ['số nhà 12/3A, đường Lê Lợi', '[địa chỉ]'],
    ['ở 45 Trần Phú', 'ở [địa chỉ]'],
    ['ngách 12/34 tối quá', '[địa chỉ] tối quá'],
    ['Chị Lan Anh rất nhiệt tình', 'Chị [tên] rất nhiệt tình'],
    ['cảm ơn anh Đức và cô Ngọc', 'cảm ơn anh [tên] và cô [tên]'],
    ['đồng chí Nguyễn Văn Mẫu tiếp tôi', 'đồng chí [tên] tiếp tôi'],
    ['cán bộ Hường ở quầy 3', 'cán bộ [tên] ở quầy 3'],
    ['CHỊ LAN tốt', 'CHỊ [tên] tốt'],
    ['tôi tên là Mẫu', 'tôi tên là [tên]'],
    ['gặp Nguyễn Thị Mẫu ở quầy', 'gặp [tên] ở quầy'],
    ['gặp nguyễn văn mẫu ở quầy', 'gặp [tên] ở quầy'],
    ['anh Trung và chị Thành chậm, anh Việt tốt', 'anh [tên] và chị [tên] chậm, anh [tên] tốt'],
    ['ông Tư nhận hồ sơ, bà Công trả', 'ông [tên] nhận hồ sơ, bà [tên] trả'],
    ['chi Phuong va anh Phong tot', 'chi [tên] va anh [tên] tot'],
    ['NGUYỄN HOÀNG MẪU xử lý lâu', '[tên] xử lý lâu'],
    ['a Hùng quầy 2, c. Lan quầy 3', 'a [tên] quầy 2, c. [tên] quầy 3'],
    ['cán bộ tên: Lan', 'cán bộ tên: [tên]'],
    ['gặp Tạ Quang Mẫu ở quầy', 'gặp [tên] ở quầy'],
    ['hộ chiếu B1234567', 'hộ chiếu [số]'],
    ['chi Lan Anh tot, ong Tran Van Mau cung vay', 'chi [tên] tot, ong [tên] cung vay'],
  ])('hides who and what is meant in "%s"', (typed, redacted) => {
    expect(redactComment(typed)).toBe(redacted);
  });

  it.each([
    'Phải đi lại 3 lần, mất 2 tuần, nộp 50.000 đồng',
    'cán bộ ở quầy 5 nhiệt tình, anh ấy hướng dẫn kỹ',
    'ông bà tôi cũng hài lòng',
    'Thanh toán 1.250.000 đồng',
    'Cán bộ Phường nhiệt tình, cán bộ Một cửa cũng vậy',
    'hẹn 20/11 mà 25/11/2026 mới có',
    'quầy số 5 đông, chờ từ 8 giờ đến 11 giờ 30',
    'trang dichvucong.gov.vn hay lỗi',
    'ở Thành phố Hồ Chí Minh nhanh hơn',
    'năm nay hai lần rồi, ba ngày mới xong',
    'Nộp 2 bản CCCD, lệ phí 30k',
    'cán bộ Tư pháp và nhân viên Trung tâm nhiệt tình, anh Công an cũng vậy',
    'HỒ SƠ CHẬM, LÝ DO KHÔNG RÕ',
    'Hồ Sơ nộp ở quầy A Phường, quầy C cũng được',
  ])('leaves "%s" as it was typed', (typed) => {
    expect(redactComment(typed)).toBe(typed);
  });

  const words = fc.string({ unit: 'grapheme', maxLength: 40 });
  const around = fc.tuple(words, words);

  it.each([
    ['a phone', fc.stringMatching(/^0[35789]\d{8}$/)],
    ['a phone in groups', fc.stringMatching(/^0[35789]\d{2}[ .-]\d{3}[ .-]\d{3}$/)],
    ['an ID card', fc.stringMatching(/^0\d{11}$/)],
    ['a dossier code', fc.stringMatching(/^H\d{2}\.\d{2}\.\d{2}-2[0-9]{5}-\d{4}$/)],
    ['an e-mail address', fc.stringMatching(/^[a-z]{3,9}\.?[a-z]{3,9}@[a-z]{3,9}\.(?:com|vn)$/)],
    ['a plate', fc.stringMatching(/^[1-9]\d[ABCG]-\d{3}\.\d{2}$/)],
    ['a name after a title', fc.stringMatching(/^(?:chị|Anh|ông|đồng chí) (?:Mẫu|Hường|Ưng|Ỷ Lan)$/)],
    ['a house', fc.stringMatching(/^số nhà [1-9]\d?\/\d{1,2}, phố Mẫu$/)],
  ])('tells nothing of %s, whatever is said before and after', (_name, secret) => {
    fc.assert(
      fc.property(around, secret, ([before, after], told) => {
        const once = redactComment(`${before} ${told} ${after}`);
        expect(once).not.toContain(told);
        expect(once.replaceAll(/[\s.()_–-]/gu, '')).not.toMatch(/\d{8}/);
      }),
    );
  });

  it('changes nothing the second time', () => {
    const telling = fc.constantFrom(
      'chị Lan',
      '0912345678',
      '12 Lê Lợi',
      'số nhà 5',
      'a@b.vn',
      'mã K7M2Q9',
      'Ông',
      '12',
      'ngõ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(telling, words), { maxLength: 6 }), (parts) => {
        const once = redactComment(parts.join(' '));
        expect(redactComment(once)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });
});
