import type { Score } from '../answer.ts';
import type { Sentiment } from './sentiment.ts';

/** The words around a sentiment word that turn or grade it. */
export interface Modifiers {
  readonly nots: number;
  /** Words that are not understood between the negation and the sentiment. */
  readonly gap: number;
  /** Subject words between them: the negation still holds, with less certainty. */
  readonly apart: boolean;
  /** "rất không …" against "không rất …". */
  readonly strongNot: boolean;
  readonly very: 'no' | 'asked' | 'sure';
  readonly grade: 'none' | 'fairly' | 'slightly' | 'barely';
  readonly retorted: boolean;
  readonly emphatic: boolean;
}

export const NO_MODIFIERS: Modifiers = {
  nots: 0,
  gap: 0,
  apart: false,
  strongNot: false,
  very: 'no',
  grade: 'none',
  retorted: false,
  emphatic: false,
};

/** `turned` when a negation changed the side. */
export interface Weight {
  readonly value: Score;
  readonly sure: boolean;
  readonly turned: boolean;
}

/** Domain rule: a negation reaches two words. */
const REACH = 2;

function weight(value: Score, sure: boolean, turned = false): Weight {
  return { value, sure, turned };
}

function negatedGood(sentiment: Sentiment, modifiers: Modifiers): Weight | null {
  const { nots, gap, apart, strongNot, very, grade, emphatic } = modifiers;
  if (gap > REACH || sentiment.weak) return null;
  if (nots > 1) return weight(3, false, true);
  if (emphatic) return weight(1, false, true);
  const plain = gap === 0 && !apart && grade === 'none' && very === 'no';
  const sure = sentiment.sure && sentiment.level === 4 && plain;
  return weight(strongNot ? 1 : 2, sure && (!strongNot || sentiment.grows === 'sure'), true);
}

function grown(sentiment: Sentiment, { very, grade }: Modifiers, end: Score): Weight {
  if (very === 'no') return weight(sentiment.level, sentiment.sure);
  const sure = sentiment.sure && sentiment.grows === 'sure' && very === 'sure' && grade === 'none';
  return sentiment.grows === 'never' ? weight(sentiment.level, false) : weight(end, sure);
}

function weighGood(sentiment: Sentiment, modifiers: Modifiers): Weight | null {
  const { nots, retorted, grade } = modifiers;
  if (nots > 0) return negatedGood(sentiment, modifiers);
  if (retorted) return weight(2, false, true);
  if (grade === 'barely') return weight(3, sentiment.sure && sentiment.level === 4);
  if (grade === 'slightly') return weight(4, false);
  if (grade === 'fairly' && sentiment.level === 5) return weight(4, false);
  return grown(sentiment, modifiers, 5);
}

function weighBad(sentiment: Sentiment, modifiers: Modifiers): Weight | null {
  const { nots, gap, retorted, grade } = modifiers;
  if (nots > 1) return null;
  if (nots === 1) return gap > 0 ? null : weight(3, false, true);
  if (retorted) return weight(3, false, true);
  if (grade === 'slightly' || grade === 'barely') return weight(2, false);
  return grown(sentiment, modifiers, 1);
}

function weighMiddle(sentiment: Sentiment, { nots, very, retorted, grade }: Modifiers): Weight | null {
  if (nots > 1) return null;
  if (nots === 1 || retorted) return weight(2, false, true);
  return weight(3, sentiment.sure && very === 'no' && grade !== 'slightly');
}

/** The score of one sentiment word in its surroundings; null when it cannot be told. */
export function weigh(sentiment: Sentiment, modifiers: Modifiers): Weight | null {
  switch (sentiment.side) {
    case 'good':
      return weighGood(sentiment, modifiers);
    case 'bad':
      return weighBad(sentiment, modifiers);
    case 'middle':
      return weighMiddle(sentiment, modifiers);
  }
}
