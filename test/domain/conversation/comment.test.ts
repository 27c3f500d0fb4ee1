import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addRemark, COMMENT_LENGTH, isNoComment } from '../../../src/domain/conversation/comment.ts';

describe('domain/conversation/comment', () => {
  it.each([
    'Không',
    'k',
    'không có',
    'Không có ạ.',
    'ko có gì thêm',
    'dạ không',
    'khong co y kien gi',
    'No',
    'nothing to add',
    'không, cảm ơn',
  ])('takes "%s" for no comment', (text) => expect(isNoComment(text)).toBe(true));

  it.each(['Không ai trả lời', 'không hài lòng', 'cảm ơn', 'Không có chỗ ngồi', 'no chairs', ''])(
    'takes "%s" for a comment',
    (text) => expect(isNoComment(text)).toBe(false),
  );

  it('keeps remarks on lines of their own, each once', () => {
    expect(addRemark(addRemark(addRemark(null, ' một\n\thai '), 'ba'), 'ba')).toBe('một hai\nba');
    expect(addRemark('một', ' \u0000 ')).toBe('một');
    expect(addRemark(null, '  ')).toBeNull();
  });

  it('never keeps more than its length, half a character or a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(3), (text, i) => {
        const kept = addRemark(null, text + '😀'.repeat(1000) + 'x'.repeat(i)) ?? '';
        expect(kept.length).toBeLessThanOrEqual(COMMENT_LENGTH);
        expect(kept).not.toMatch(/[\p{Cs}\p{Cc}]/u);
      }),
    );
  });
});
