import type { Score } from '../answer.ts';
import { EMOJI, type EmojiSense } from './emoji.ts';
import { sideOf } from './sentiment.ts';
import type { Unit } from './units.ts';

export type EmojiReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'joke' }
  | { readonly kind: 'mixed' }
  | { readonly kind: 'one'; readonly value: Score; readonly sure: boolean };

function one(value: Score, sure: boolean): EmojiReading {
  return { kind: 'one', value, sure };
}

/** Two to five stars are a score; one may be decoration, more than five are. */
function readStars(full: number, empty: number): EmojiReading {
  if (full < 1 || full > 5 || (empty > 0 && full + empty !== 5)) return { kind: 'joke' };
  return one(full as Score, full > 1 || empty > 0);
}

function agree(readings: readonly { readonly value: Score; readonly sure: boolean }[]): EmojiReading {
  const [first] = readings;
  if (first === undefined) return { kind: 'none' };
  if (readings.some(({ value }) => sideOf(value) !== sideOf(first.value))) return { kind: 'mixed' };
  const values = readings.map(({ value }) => value);
  const value = first.value > 3 ? Math.min(...values) : Math.max(...values);
  const same = values.every((each) => each === value);
  return one(value as Score, same && readings.every(({ sure }) => sure));
}

export function readEmoji(units: readonly Unit[]): EmojiReading {
  const senses = units
    .map((unit): EmojiSense | undefined => (unit.kind === 'emoji' ? EMOJI.get(unit.text) : undefined))
    .filter((sense) => sense !== undefined);
  if (senses.some(({ kind }) => kind === 'joke')) return { kind: 'joke' };
  const scores = senses.filter((sense) => sense.kind === 'score');
  const full = senses.filter(({ kind }) => kind === 'star').length;
  const empty = senses.length - scores.length - full;
  if (full + empty === 0) return agree(scores);
  const stars = readStars(full, empty);
  return stars.kind === 'one' ? agree([...scores, stars]) : stars;
}
