import { EMOTICONS } from './emoji.ts';
import { fold, type Word } from './fold.ts';
import { SHORT_FORMS } from './short-forms.ts';

export type Token =
  /** `short` when it was spelled out from a short form that leaves doubt. */
  | { readonly kind: 'word'; readonly word: Word; readonly short: boolean }
  /** Digits as typed: "5", "4.5", "12/5/2026". */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'emoji'; readonly text: string }
  | { readonly kind: 'mark'; readonly text: string };

export interface Tokens {
  readonly list: readonly Token[];
  /** The text went on past what is read: nothing in it may be accepted as a score. */
  readonly cut: boolean;
}

const MAX_CHARACTERS = 600;
const MAX_TOKENS = 60;

/** Format characters, variation selectors, keycaps and skin tones. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|\p{Me}|\p{Emoji_Modifier}/gu;
const TOKEN =
  /(?<number>\d+(?:[.,:]\d+)*(?:\/\d+)*)|(?<word>\p{L}[\p{L}\p{M}\p{N}]*)|(?<emoji>\p{Extended_Pictographic}|[★☆])|(?<mark>[^\s\p{M}])/gu;

/** Full-width and circled digits, keycaps and decomposed letters become plain ones. */
function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .slice(0, 2 * MAX_CHARACTERS)
    .replace(INVISIBLE, '')
    .toLowerCase()
    .normalize('NFC')
    .replace(/\r?\n/gu, ' . ')
    .replace(/['’‘`]/gu, '')
    .replace(/(?<=\p{L})[-_·](?=\p{L})/gu, ' ')
    .replace(/^[\s"“”«»]+|[\s"“”«»]+$/gu, '')
    .replace(/🔟/gu, ' 10 ');
}

function withEmoji(text: string): string {
  return EMOTICONS.reduce((current, [pattern, emoji]) => current.replace(pattern, ` ${emoji} `), text);
}

function tokensOfWord(text: string): readonly Token[] {
  const word = fold(text);
  const short = SHORT_FORMS.get(word.form);
  if (short === undefined) return [{ kind: 'word', word, short: false }];
  return short.words.map((full) => ({ kind: 'word', word: full, short: short.doubtful }));
}

function tokensOf(match: RegExpMatchArray): readonly Token[] {
  const { number, word, emoji, mark } = match.groups ?? {};
  if (word !== undefined) return tokensOfWord(word);
  if (number !== undefined) return [{ kind: 'number', text: number }];
  if (emoji !== undefined) return [{ kind: 'emoji', text: emoji }];
  return mark === undefined ? [] : [{ kind: 'mark', text: mark }];
}

export function tokenise(text: string): Tokens {
  const readable = withEmoji(tidy(text.slice(0, MAX_CHARACTERS)));
  const list = [...readable.matchAll(TOKEN)].flatMap(tokensOf);
  return { list: list.slice(0, MAX_TOKENS), cut: text.length > MAX_CHARACTERS || list.length > MAX_TOKENS };
}
