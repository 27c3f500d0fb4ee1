import type { Score } from '../answer.ts';
import { scan, type Mention, type Scan } from './scan.ts';
import { sideOf } from './sentiment.ts';
import type { Unit } from './units.ts';
import { weigh, type Weight } from './weigh.ts';

export type PhraseReading =
  /** No opinion in words; `words` when other words stand there that are not understood. */
  | { readonly kind: 'none'; readonly words: boolean }
  | { readonly kind: 'void' }
  | { readonly kind: 'mixed' }
  | { readonly kind: 'one'; readonly value: Score; readonly sure: boolean };

/** Past this many words that are not understood, the rest says too little. */
const MAX_UNKNOWN = 8;

/** "Không tốt" and "không tệ" together are the middle; "không tệ" beside praise only softens it. */
function dropSoftened(weights: readonly Weight[]): readonly Weight[] | 'middle' {
  const softened = weights.filter(({ turned, value }) => turned && value === 3);
  const rest = weights.filter((each) => !softened.includes(each));
  if (softened.length === 0 || rest.length === 0) return weights;
  if (rest.every(({ turned, value }) => turned && value === 2)) return 'middle';
  return rest.map((each) => (each.value > 3 ? { ...each, sure: false } : each)).concat(goodOnly(rest) ? [] : softened);
}

function goodOnly(weights: readonly Weight[]): boolean {
  return weights.every(({ value }) => value > 3);
}

function agree(weights: readonly Weight[], clear: boolean): PhraseReading {
  const values = weights.map(({ value }) => value);
  const [first] = values;
  if (first === undefined) return { kind: 'void' };
  const side = sideOf(first);
  if (!values.every((value) => sideOf(value) === side)) return { kind: 'mixed' };
  const same = values.every((value) => value === first);
  const value = side === 'good' ? Math.max(...values) : Math.min(...values);
  return { kind: 'one', value: value as Score, sure: clear && same && weights.every(({ sure }) => sure) };
}

function weightsOf(mentions: readonly Mention[]): readonly Weight[] | null {
  const strong = mentions.filter(({ sentiment, modifiers }) => !sentiment.weak || modifiers.nots > 0);
  const counted = strong.length > 0 ? strong : mentions;
  const weights: Weight[] = [];
  for (const { sentiment, sure, modifiers } of counted) {
    const weight = weigh(sentiment, modifiers);
    if (weight === null) return null;
    weights.push({ ...weight, sure: weight.sure && sure });
  }
  return weights;
}

function settle(state: Scan): PhraseReading {
  if (state.void) return { kind: 'void' };
  if (state.mentions.length === 0) return { kind: 'none', words: state.unknown > 0 || state.doubt || state.contrast };
  if (state.contrast) return { kind: 'mixed' };
  const weights = weightsOf(state.mentions);
  if (weights === null || state.unknown > MAX_UNKNOWN) return { kind: 'void' };
  const kept = dropSoftened(weights);
  if (kept === 'middle') return { kind: 'one', value: 3, sure: false };
  return agree(kept, state.unknown === 0 && !state.doubt);
}

/** The opinion that the words of a message carry, by composition. */
export function readPhrase(units: readonly Unit[]): PhraseReading {
  return settle(scan(units));
}
