import { matchAt, phraseBook, type PhraseBook } from './phrase-book.ts';
import { tokenise } from './tokens.ts';

const WORDS: PhraseBook<'unsure' | 'tail'> = phraseBook([
  [
    'unsure',
    `không nhớ, chẳng nhớ, chả nhớ, không nhớ rõ, không nhớ nữa, quên, quên rồi, không biết, không rõ, không chắc, chưa rõ,
    dont remember, do not remember, cant remember, dont know, do not know, not sure, unsure, no idea, forgot`,
  ],
  ['tail', 'ạ, a, nhé, nha, dạ, tôi, em, mình, cháu, con, lắm, nữa, rồi, i, đâu, thật, thì, hết, luôn'],
]);

/** Whether the whole message says that somebody does not remember, or does not know. */
export function readUnsure(text: string): boolean {
  const { list, cut } = tokenise(text);
  let isSaid = false;
  for (let start = 0; start < list.length;) {
    const token = list[start];
    const match = matchAt(WORDS, list, start);
    if (token?.kind === 'number' || (token?.kind === 'mark' && token.text === '?')) return false;
    if (token?.kind === 'word' && match === null) return false;
    isSaid ||= match?.value === 'unsure';
    start += match?.length ?? 1;
  }
  return isSaid && !cut;
}
