import type { Score } from '../answer.ts';
import { readEmoji, type EmojiReading } from './read-emoji.ts';
import { readNumber } from './read-number.ts';
import { readPhrase, type PhraseReading } from './read-phrase.ts';
import { sideOf } from './sentiment.ts';
import { tokenise } from './tokens.ts';
import { hasRole, unitsOf, type Unit } from './units.ts';

/** Stored with each typed answer; goes up with every change that reads some message differently. */
export const PARSER_VERSION = 1;

/**
 * score    understood; counts at once
 * confirm  probably this: asked before it counts
 * mixed    more than one opinion: asked again, the text is worth keeping as a comment
 * unclear  asked again
 */
export type TypedAnswer =
  | { readonly kind: 'score'; readonly value: Score; readonly how: 'number' | 'phrase' | 'emoji' }
  | { readonly kind: 'confirm'; readonly value: Score }
  | { readonly kind: 'mixed' }
  | { readonly kind: 'unclear' };

type How = 'number' | 'phrase' | 'emoji';

const MIXED: TypedAnswer = { kind: 'mixed' };
const UNCLEAR: TypedAnswer = { kind: 'unclear' };

function answer({ value, sure }: { readonly value: Score; readonly sure: boolean }, how: How): TypedAnswer {
  return sure ? { kind: 'score', value, how } : { kind: 'confirm', value };
}

function withoutNumber(phrase: PhraseReading, noise: boolean): TypedAnswer {
  switch (phrase.kind) {
    case 'mixed':
      return MIXED;
    case 'one':
      return answer({ ...phrase, sure: phrase.sure && !noise }, 'phrase');
    case 'void':
    case 'none':
      return UNCLEAR;
  }
}

/** A number and words count together only when they say the same; the buttons' labels do. */
function readText(units: readonly Unit[]): TypedAnswer {
  const phrase = readPhrase(units);
  const number = readNumber(units);
  if (number.kind !== 'one') return withoutNumber(phrase, number.kind === 'noise');
  if (phrase.kind === 'none') return phrase.words ? UNCLEAR : answer(number, 'number');
  if (phrase.kind !== 'one' || isCourtesy(units)) return phrase.kind === 'one' ? answer(number, 'number') : UNCLEAR;
  if (sideOf(phrase.value) !== sideOf(number.value)) return MIXED;
  return answer({ value: number.value, sure: number.sure && phrase.sure && phrase.value === number.value }, 'number');
}

/** "5, cảm ơn": thanks and "được" beside a number say nothing of their own. */
function isCourtesy(units: readonly Unit[]): boolean {
  return units.every((unit) => unit.kind !== 'term' || hasRole(unit, ['fair', 'thanks', ...SETTING]));
}

const SETTING = ['frame', 'star', 'over', 'filler', 'particle'] as const;

function addEmoji(text: TypedAnswer, emoji: EmojiReading): TypedAnswer {
  if (text.kind !== 'score' && text.kind !== 'confirm') return text;
  switch (emoji.kind) {
    case 'none':
      return text;
    case 'joke':
      return { kind: 'confirm', value: text.value };
    case 'mixed':
      return MIXED;
    case 'one':
      return sideOf(emoji.value) === sideOf(text.value) ? text : MIXED;
  }
}

function emojiAlone(emoji: EmojiReading, bare: boolean): TypedAnswer {
  switch (emoji.kind) {
    case 'none':
    case 'joke':
      return UNCLEAR;
    case 'mixed':
      return MIXED;
    case 'one':
      return answer({ ...emoji, sure: emoji.sure && bare }, 'emoji');
  }
}

function readUnits(units: readonly Unit[]): TypedAnswer {
  const emoji = readEmoji(units);
  const words = units.filter((unit) => unit.kind !== 'emoji' && unit.kind !== 'stop');
  if (words.every((unit) => hasRole(unit, SETTING) || hasRole(unit, ['topic']))) {
    return emojiAlone(
      emoji,
      words.every((unit) => hasRole(unit, ['filler', 'particle'])),
    );
  }
  return addEmoji(readText(units), emoji);
}

/** Reads what a citizen typed instead of tapping: doubt is returned as such, never settled by a guess. */
export function readAnswer(text: string): TypedAnswer {
  const { list, cut } = tokenise(text);
  const read = readUnits(unitsOf(list));
  return cut && (read.kind === 'score' || read.kind === 'confirm') ? MIXED : read;
}
