import { matchAt } from './phrase-book.ts';
import { tokenise, type Token } from './tokens.ts';
import { NO_EMOJI, YES_EMOJI, YES_NO_WORDS, type YesNoWord } from './yes-no-phrases.ts';

type Piece = YesNoWord | 'unknown';

function emojiPiece(emoji: string): Piece {
  if (YES_EMOJI.includes(emoji)) return 'yes';
  return NO_EMOJI.includes(emoji) ? 'no' : 'tail';
}

function piecesOf(tokens: readonly Token[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start < tokens.length;) {
    const token = tokens[start];
    const match = matchAt(YES_NO_WORDS, tokens, start);
    if (token?.kind === 'word') pieces.push(match?.sure === true ? match.value : 'unknown');
    if (token?.kind === 'emoji') pieces.push(emojiPiece(token.text));
    if (token?.kind === 'number' || (token?.kind === 'mark' && token.text === '?')) pieces.push('unknown');
    start += match?.length ?? 1;
  }
  return pieces;
}

/** Yes or no when the whole message says one of them; null for both, neither, a question or anything more. */
export function readYesNo(text: string): boolean | null {
  const { list, cut } = tokenise(text);
  const pieces = piecesOf(list);
  if (cut || pieces.some((piece) => piece === 'unknown' || piece === 'other')) return null;
  const yes = pieces.includes('yes');
  const no = pieces.includes('no');
  if (yes && no) return null;
  return yes || (no ? false : pieces.includes('assent') || null);
}
