import { fold, isPlain, type Word } from './fold.ts';
import type { Token } from './tokens.ts';

/** exact: marks agree; plain: typed without marks; near: marks are missing or wrong in part. */
export type Grade = 'exact' | 'plain' | 'near';

interface Phrase<T> {
  readonly words: readonly Word[];
  readonly value: T;
  /** safe; `doubtful` or `never` when the phrase without its marks is also another one. */
  readonly withoutMarks: 'safe' | 'doubtful' | 'never';
}

export interface Match<T> {
  readonly value: T;
  readonly length: number;
  readonly sure: boolean;
  /** Typed as written, marks and all. */
  readonly exact: boolean;
}

export type PhraseBook<T> = ReadonlyMap<string, readonly Phrase<T>[]>;

const MARKERS = { '~': 'doubtful', '=': 'never' } as const;
const GRADES: readonly Grade[] = ['exact', 'plain', 'near'];
const MIN_NEAR_LENGTH = 3;

function phraseOf<T>(source: string, value: T): Phrase<T> {
  const marker = source.startsWith('~') || source.startsWith('=') ? (source[0] as '~' | '=') : null;
  const words = source.replace(/^[~=]/u, '').split(/\s+/u).map(fold);
  return { words, value, withoutMarks: marker === null ? 'safe' : MARKERS[marker] };
}

/** Phrases are separated by commas; `~` marks one that is doubtful without its marks, `=` one that needs them. */
export function phraseBook<T>(sources: Iterable<readonly [T, string]>): PhraseBook<T> {
  const book = new Map<string, Phrase<T>[]>();
  for (const [value, list] of sources) {
    for (const source of list.split(',').map((entry) => entry.trim())) {
      if (source === '') continue;
      const phrase = phraseOf(source, value);
      const key = phrase.words[0]?.bare ?? '';
      book.set(key, [...(book.get(key) ?? []), phrase]);
    }
  }
  return book;
}

function gradeOf(typed: Word, word: Word, alone: boolean): Grade | null {
  if (typed.form === word.form) return 'exact';
  if (typed.bare !== word.bare) return null;
  if (isPlain(typed)) return 'plain';
  const toneless = typed.form === typed.shape && typed.shape === word.shape && typed.bare.length >= MIN_NEAR_LENGTH;
  return !alone || toneless ? 'near' : null;
}

function worst(grades: readonly Grade[]): Grade {
  return GRADES[Math.max(...grades.map((grade) => GRADES.indexOf(grade)))] ?? 'near';
}

function gradePhrase<T>(phrase: Phrase<T>, tokens: readonly Token[], start: number): Grade | null {
  const grades: Grade[] = [];
  for (const [offset, word] of phrase.words.entries()) {
    const token = tokens[start + offset];
    const grade = token?.kind === 'word' ? gradeOf(token.word, word, phrase.words.length === 1) : null;
    if (grade === null) return null;
    grades.push(grade);
  }
  const grade = worst(grades);
  return grade !== 'exact' && phrase.withoutMarks === 'never' ? null : grade;
}

function isShort(tokens: readonly Token[], start: number, length: number): boolean {
  return tokens.slice(start, start + length).some((token) => token.kind === 'word' && token.short);
}

interface Candidate<T> {
  readonly phrase: Phrase<T>;
  readonly grade: Grade;
}

/** A near match never hides a real one ("quá là" is not "quả là"); else the longer wins, then the closer. */
function beats<T>(one: Candidate<T>, other: Candidate<T>): boolean {
  if ((one.grade === 'near') !== (other.grade === 'near')) return other.grade === 'near';
  const longer = one.phrase.words.length - other.phrase.words.length;
  return longer > 0 || (longer === 0 && GRADES.indexOf(one.grade) < GRADES.indexOf(other.grade));
}

/** The best phrase that starts at `start`. */
export function matchAt<T>(book: PhraseBook<T>, tokens: readonly Token[], start: number): Match<T> | null {
  const first = tokens[start];
  if (first?.kind !== 'word') return null;
  let best: Candidate<T> | null = null;
  for (const phrase of book.get(first.word.bare) ?? []) {
    const grade = gradePhrase(phrase, tokens, start);
    if (grade === null) continue;
    if (best === null || beats({ phrase, grade }, best)) best = { phrase, grade };
  }
  if (best === null) return null;
  const { phrase, grade } = best;
  const length = phrase.words.length;
  const clear = grade === 'exact' || (grade === 'plain' && phrase.withoutMarks === 'safe');
  return { value: phrase.value, length, sure: clear && !isShort(tokens, start, length), exact: grade === 'exact' };
}
