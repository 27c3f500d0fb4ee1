import { plainWords } from './plain-words.ts';

/** Characters (UTF-16 units) that a comment keeps. */
export const COMMENT_LENGTH = 2000;

/** Adds a remark on a line of its own; the same remark twice stays one. Null when nothing is left to keep. */
export function addRemark(comment: string | null, text: string): string | null {
  const remark = cleaned(text);
  const lines = comment === null ? [] : [comment];
  if (remark === '' || comment?.split('\n').includes(remark)) return comment;
  return clipped([...lines, remark].join('\n'));
}

const FILLERS = /\b(?:da|vang|a|nhe|nha|em|thoi|cam on|thank you|thanks|please)\b/g;
const NOTHING =
  /^(?:khong|ko|kh|k|hong|hok|chua|no|none|nope|nothing)(?: (?:co|can|muon|nhan|ghi|comment|comments|more|to add|else))*(?: (?:gi|y kien|gop y))*(?: (?:them|ca|het|nua|gi))*$/;

/** "Không", "không có gì thêm ạ", "nothing": the comment is declined. */
export function isNoComment(text: string): boolean {
  return NOTHING.test(plainWords(plainWords(text).replaceAll(FILLERS, ' ')));
}

/** Lone surrogates and control characters are refused by databases and terminals further on. */
function cleaned(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\p{Cs}/gu, '')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
}

function clipped(text: string): string {
  return text
    .slice(0, COMMENT_LENGTH)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trim();
}
