import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/domain/comment-search.ts';
import { topicsOf } from '../../src/domain/comment-topic.ts';

const COMMENTS: readonly (readonly [string, readonly string[]])[] = [
  ['Phòng chờ sạch sẽ, có chỗ ngồi', ['access']],
  ['Trang nộp hay lỗi, đăng nhập VNeID mãi không được', ['access']],
  ['Lệ phí niêm yết rõ', ['procedure']],
  ['Phải bổ sung giấy tờ hai lần', ['procedure']],
  ['Cán bộ nhiệt tình', ['staff']],
  ['Hướng dẫn dễ hiểu, thủ tục gọn', ['procedure', 'staff']],
  ['Trả kết quả đúng hẹn', ['result']],
  ['Phải chờ lâu quá', ['result']],
  ['Gọi đường dây nóng không ai trả lời', ['feedback']],
  ['Đã góp ý mà thái độ cán bộ vẫn thế', ['staff', 'feedback']],
  ['THÁI ĐỘ CÁN BỘ TỐT', ['staff']],
  ['The staff were polite, but the fee is high', ['procedure', 'staff']],
];

describe('domain/comment-topic', () => {
  it.each([...COMMENTS, ['Cảm ơn xã', []], ['', []], ['👍👍', []]] as const)('hears in "%s": %j', (comment, topics) => {
    expect(topicsOf(comment)).toEqual(topics);
  });

  it.each(COMMENTS)('hears the same where "%s" was typed without marks', (comment, topics) => {
    expect(topicsOf(foldText(comment))).toEqual(topics);
  });

  it.each([
    ['tôi cho lâu rồi mới nói', 'marks say that nobody waited'],
    ['nguoi quay phim', 'a counter stands within a phrase'],
    ['phơi giấy, tờ báo', 'a comma parts the words'],
    ['coffee', 'words are found whole'],
  ])('hears nothing in "%s": %s', (comment) => {
    expect(topicsOf(comment)).toEqual([]);
  });

  it('finds what it finds in the same words, whatever stands around them', () => {
    const around = fc.stringMatching(/^[ .,!?-]{0,4}$/);
    fc.assert(
      fc.property(fc.constantFrom(...COMMENTS), around, around, ([comment, topics], before, after) => {
        expect(topicsOf(`${before}${comment}${after}`.normalize('NFD'))).toEqual(topics);
      }),
    );
  });
});

describe('domain/comment-search', () => {
  it.each([
    ['Đường Ở Ưng, hỏi “lệ phí”?', 'duong o ung hoi le phi'],
    ['LE  PHI', 'le phi'],
    ['  ', ''],
  ])('folds "%s" to "%s"', (typed, folded) => {
    expect(foldText(typed)).toBe(folded);
    expect(foldText(typed.normalize('NFD'))).toBe(folded);
  });
});
