import { phraseBook, type PhraseBook } from './phrase-book.ts';

export type YesNoWord = 'yes' | 'no' | 'assent' | 'tail' | 'other';

const PHRASES: Readonly<Record<YesNoWord, string>> = {
  yes: `có, đúng, đúng rồi, phải, phải rồi, ok, đồng ý, được, chuẩn, chuẩn rồi, chính xác, đúng vậy, đúng thế, có chứ, yes, y, yep, yeah, yup, sure, right, correct,
    chọn, xác nhận, chắc chắn, chắc chắn rồi, nhất trí, tất nhiên, có rồi, uk, ukm, chính nó, of course`,
  no: `không, no, nope, n, chưa, sai, sai rồi, không phải, không đúng, không có, không đồng ý, không được, không ok, chưa đúng, chưa có, chọn lại, đổi lại, nhầm, nhầm rồi,
    đâu có, chưa bao giờ, chưa từng, không bao giờ, chẳng, chả, chẳng có, chả có, wrong, not right, incorrect, làm lại, không chọn, không đâu, never, no thanks, bấm nhầm`,
  assent: 'dạ, vâng, ừ, ừm, uh, uhm, um, ừa, ờ, dạ vâng, vâng ạ, ừ hứ, ya',
  tail: `ạ, a, nhé, nha, nhá, nè, đấy, đó, vậy, thế, em, tôi, mình, cháu, con, anh, chị, cô, chú, bác, ông, bà, bạn, ơi, rồi, phản ánh, góp ý, ý kiến, kiến nghị, gì, nào, cả, đâu, hết,
    thêm, please, i, do, did, it, is, thats, that, đi, luôn, là, thì, câu trả lời, hề, nhe, nghen, thưa`,
  other: 'không sai, không nhầm, không biết, có lẽ, được không, phải không, đúng không, có không, không chắc, không rõ',
};

export const YES_NO_WORDS: PhraseBook<YesNoWord> = phraseBook(Object.entries(PHRASES) as [YesNoWord, string][]);

export const YES_EMOJI: readonly string[] = ['👍', '👌', '✅', '✔', '🆗', '☑'];
export const NO_EMOJI: readonly string[] = ['👎', '❌', '❎', '✖', '🚫', '🙅'];
