import { EMOJI } from './emoji.ts';
import { LEXICON } from './lexicon.ts';
import { matchAt, phraseBook } from './phrase-book.ts';
import type { Role } from './role.ts';
import { sentimentOf } from './sentiment.ts';
import type { Token } from './tokens.ts';

/** A message cut into the pieces that matter to its reading. */
export type Unit =
  | { readonly kind: 'term'; readonly role: Role; readonly sure: boolean }
  /** `value` is null for what is no whole number; `spelled` for a number word. */
  | { readonly kind: 'number'; readonly value: number | null; readonly sure: boolean; readonly spelled: boolean }
  | { readonly kind: 'emoji'; readonly text: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'dash' }
  /** `negative`: may be a misspelt "không", so nothing good after it can be trusted. */
  | { readonly kind: 'unknown'; readonly negative: boolean };

type Term = Extract<Unit, { kind: 'term' }>;

const NUMBER_WORDS = phraseBook<number>([
  [1, 'một, one'],
  [2, 'hai, two'],
  [3, 'ba, three'],
  [4, 'bốn, tư, four'],
  [5, '~năm, five'],
  [10, 'mười, ten'],
]);

const STOPS = new Set(['.', ',', ';', '!', '(', ')', '[', ']', '{', '}', '、', '。']);
const DASHES = new Set(['-', '–', '—', '−', '‐', '~', '+', '±']);
/** Quotes around a part of the message: somebody else's word, or irony. */
const QUOTES = new Set(['"', '“', '”', '«', '»']);
const STRANGE = new Set(['%', '<', '>', '=', '$', '₫', '€', '|', '\\', '@', '≤', '≥']);
const NEGATIVE =
  /^(?:k|kh|h)[bcdghklmnpqrstv]*$|^(?:k|h)h?o+n?g?[a-z]?$|^chu?a$|^cha[nc]?g?[a-z]?$|^(?:d|e)e+o|kh?o[mnh]?g|^ng?ot?$|not/u;

function term(role: Role, sure = true): Term {
  return { kind: 'term', role, sure };
}

function number(value: number | null, sure = true, spelled = false): Unit {
  return { kind: 'number', value, sure, spelled };
}

function unitsOfDigits(text: string): readonly Unit[] {
  const [first, second, ...more] = text.split('/').map((part) => (/^\d{1,4}$/u.test(part) ? Number(part) : null));
  if (first === undefined || more.length > 0) return [number(null)];
  return second === undefined ? [number(first)] : [number(first), term('over'), number(second)];
}

function unitOfMark(mark: string, previous: Unit | undefined): readonly Unit[] {
  if (mark === '?' || mark === '؟') return [term('void')];
  if (STOPS.has(mark)) return [{ kind: 'stop' }];
  if (DASHES.has(mark)) return [{ kind: 'dash' }];
  if (QUOTES.has(mark)) return [term('doubt')];
  if (mark === '/' || mark === '⁄') return [term('over')];
  if (mark === '*' && previous?.kind === 'number') return [term('star')];
  return STRANGE.has(mark) || /\p{Sc}/u.test(mark) ? [{ kind: 'unknown', negative: false }] : [];
}

/** "5⭐" is a number of stars, "⭐⭐⭐" a run of them. */
function unitOfEmoji(text: string, tokens: readonly Token[], position: number): Unit {
  const labels = tokens[position - 1]?.kind === 'number' && tokens[position + 1]?.kind !== 'emoji';
  return labels && EMOJI.get(text)?.kind === 'star' ? term('star') : { kind: 'emoji', text };
}

interface Cut {
  readonly units: readonly Unit[];
  readonly length: number;
}

/** "số 1" is praise ("number one") as much as a choice. */
function isNumberOne(tokens: readonly Token[], start: number): boolean {
  const [word, digit] = tokens.slice(start, start + 2);
  return (
    start === 0 && word?.kind === 'word' && word.word.bare === 'so' && digit?.kind === 'number' && digit.text === '1'
  );
}

function cutWord(tokens: readonly Token[], start: number, negative: boolean): Cut {
  if (isNumberOne(tokens, start)) return { units: [term('great?')], length: 2 };
  const phrase = matchAt(LEXICON, tokens, start);
  const numeral = matchAt(NUMBER_WORDS, tokens, start);
  if (numeral !== null && (phrase === null || (phrase.length === 1 && !phrase.exact))) {
    return { units: [number(numeral.value, numeral.sure, true)], length: 1 };
  }
  if (phrase === null) return { units: [{ kind: 'unknown', negative }], length: 1 };
  return { units: [term(phrase.value, phrase.sure)], length: phrase.length };
}

function cutAt(tokens: readonly Token[], start: number, previous: Unit | undefined): Cut {
  const token = tokens[start];
  switch (token?.kind) {
    case 'word':
      return cutWord(tokens, start, NEGATIVE.test(token.word.bare));
    case 'number':
      return { units: unitsOfDigits(token.text), length: 1 };
    case 'emoji':
      return { units: [unitOfEmoji(token.text, tokens, start)], length: 1 };
    case 'mark':
      return { units: unitOfMark(token.text, previous), length: 1 };
    case undefined:
      return { units: [], length: 1 };
  }
}

function isQuiet(unit: Unit): boolean {
  return unit.kind === 'stop' || unit.kind === 'emoji' || hasRole(unit, ['filler', 'particle']);
}

export function hasRole(unit: Unit | undefined, roles: readonly Role[]): boolean {
  return unit?.kind === 'term' && roles.includes(unit.role);
}

const GRADES: readonly Role[] = ['very', 'very?', 'fairly', 'slightly', 'barely', 'filler', 'particle', 'topic'];

/** The first unit after `position` that is neither courtesy, subject nor grading, within the clause. */
function headAfter(units: readonly Unit[], position: number): Unit | undefined {
  return units.slice(position + 1).find((unit) => !hasRole(unit, GRADES));
}

function isGood(unit: Unit | undefined): boolean {
  return unit?.kind === 'term' && sentimentOf(unit.role)?.side === 'good';
}

function roleInContext(unit: Term, position: number, units: readonly Unit[]): Role {
  const head = headAfter(units, position);
  const others = units.filter((_, i) => i !== position);
  switch (unit.role) {
    case 'star':
      return units[position - 1]?.kind === 'number' ? 'star' : 'void';
    case 'lack':
      return isGood(head) ? 'not' : 'bad';
    case 'scant':
      return isGood(head) ? 'not' : 'doubt';
    case 'fair':
      return head?.kind === 'term' && sentimentOf(head.role) !== null ? 'filler' : 'fair';
    case 'mid-alone':
      if (!others.every(isQuiet)) return 'void';
      return units.slice(0, position).some((before) => hasRole(before, ['filler'])) ? 'mid?' : 'mid';
    case 'bad-alone':
      return others.every(isQuiet) ? 'bad' : 'filler';
    case 'barely':
      return others.every((other) => isQuiet(other) || hasRole(other, ['topic'])) ? 'mid' : 'barely';
    case 'fairly':
      return others.every(isQuiet) ? 'good?' : 'fairly';
    default:
      return unit.role;
  }
}

export function unitsOf(tokens: readonly Token[]): readonly Unit[] {
  const units: Unit[] = [];
  for (let start = 0; start < tokens.length;) {
    const cut = cutAt(tokens, start, units.at(-1));
    units.push(...cut.units);
    start += cut.length;
  }
  return units.map((unit, i) => (unit.kind === 'term' ? term(roleInContext(unit, i, units), unit.sure) : unit));
}
