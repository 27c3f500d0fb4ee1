import type { Locale } from '../locale.ts';
import { COMMAND_WORDS, type CommandWord } from './command-phrases.ts';
import { isPlain } from './fold.ts';
import { matchAt } from './phrase-book.ts';
import { readAnswer } from './read-answer.ts';
import { tokenise, type Token } from './tokens.ts';

export type Command =
  | { readonly kind: 'stop' }
  /** Perhaps an opt-out: asked about, because a missed stop is worse than a lost answer. */
  | { readonly kind: 'confirm-stop' }
  | { readonly kind: 'later' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'help' }
  | { readonly kind: 'human' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'back' }
  | { readonly kind: 'begin' }
  | { readonly kind: 'wrong-dossier' }
  | { readonly kind: 'language'; readonly locale: Locale };

/** In a comment only a whole message is a command: a comment may well begin with such words. */
export type Place = 'question' | 'comment' | 'outside';

interface Piece {
  readonly word: CommandWord | 'unknown';
  /** As typed, in folded form. */
  readonly form: string;
  readonly plain: boolean;
}

const STOP: Command = { kind: 'stop' };
const CONFIRM_STOP: Command = { kind: 'confirm-stop' };
/** Without marks a name, "tất" and "tổ chức": beside an opinion they are no opt-out. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['huy', 'tat', 'tc']);
/** As many other words may stand beside "đừng … nhắn" before it reads as a sentence about something else. */
const MAX_OTHER_WORDS = 3;

function piecesOf(tokens: readonly Token[]): readonly Piece[] {
  const words = tokens.filter(({ kind }) => kind === 'word' || kind === 'number');
  const pieces: Piece[] = [];
  for (let start = 0; start < words.length;) {
    const match = matchAt(COMMAND_WORDS, words, start);
    const used = words.slice(start, start + (match?.length ?? 1));
    const plain = used.every((token) => token.kind !== 'word' || isPlain(token.word));
    const form = used.map((token) => (token.kind === 'word' ? token.word.form : '')).join(' ');
    pieces.push({ word: match === null ? 'unknown' : match.value, form, plain });
    start += used.length;
  }
  return pieces;
}

const STOPPING: ReadonlySet<string> = new Set(['stop-strict', 'stop-soft', 'halt', 'maybe-halt', 'refuse', 'contact']);

/** A message that is an opt-out from end to end. */
function wholeStop(core: readonly Piece[], place: Place): Command | null {
  const words: readonly string[] = core.map(({ word }) => word);
  if (!words.every((word) => STOPPING.has(word)) || words.every((word) => word === 'contact')) return null;
  if (words.includes('stop-strict') || words.includes('stop-soft')) return STOP;
  if (words.includes('contact')) return words.includes('refuse') || words[0] !== 'contact' ? STOP : CONFIRM_STOP;
  return words.includes('halt') ? haltAlone(core, place) : CONFIRM_STOP;
}

/** "Huy" is a name as well; alone, only an open question makes that likely. */
function haltAlone(core: readonly Piece[], place: Place): Command {
  return place === 'comment' && core.length === 1 && core[0]?.form === 'huy' ? CONFIRM_STOP : STOP;
}

function plainCommand(word: CommandWord | 'unknown'): Command | null {
  switch (word) {
    case 'later':
    case 'resume':
    case 'delete':
    case 'help':
    case 'human':
    case 'skip':
    case 'back':
    case 'begin':
    case 'wrong-dossier':
      return { kind: word };
    case 'vietnamese':
      return { kind: 'language', locale: 'vi' };
    case 'english':
      return { kind: 'language', locale: 'en' };
    default:
      return null;
  }
}

/** The same command from end to end, with nothing but courtesy around it. */
function wholeCommand(core: readonly Piece[]): Command | null {
  const [first] = core;
  if (first === undefined) return null;
  const same = core.every(({ word }) => word === first.word || word === 'contact');
  return same ? plainCommand(first.word) : null;
}

function opensWithHalt(text: string, core: readonly Piece[], others: number): Command | null {
  const [first, second] = core;
  if (second?.word === 'contact') return others <= MAX_OTHER_WORDS ? STOP : CONFIRM_STOP;
  const other = AMBIGUOUS.has(first?.form ?? '') && readAnswer(text).kind !== 'unclear';
  return other ? null : CONFIRM_STOP;
}

/** "… đừng nhắn …" further on in a message. */
function refusesContact(core: readonly Piece[], others: number): Command | null {
  const found = core.some(({ word, plain }, i) => {
    const refusing = word === 'refuse' || (!plain && (word === 'halt' || word === 'maybe-halt'));
    return word === 'stop-strict' || (refusing && core[i + 1]?.word === 'contact');
  });
  if (!found) return null;
  return others <= MAX_OTHER_WORDS ? STOP : CONFIRM_STOP;
}

function openingCommand(text: string, core: readonly Piece[]): Command | null {
  const others = core.filter(({ word }) => word === 'unknown' || word === 'other').length;
  const [first, second] = core;
  switch (first?.word) {
    case 'stop-strict':
      return STOP;
    case 'stop-soft':
      return CONFIRM_STOP;
    case 'halt':
      return opensWithHalt(text, core, others);
    case 'maybe-halt':
      if (second?.word === 'contact') return others <= MAX_OTHER_WORDS ? STOP : CONFIRM_STOP;
      return refusesContact(core, others);
    case 'later':
    case 'delete': {
      const brief = others <= MAX_OTHER_WORDS && readAnswer(text).kind === 'unclear';
      return refusesContact(core, others) ?? (brief ? { kind: first.word } : null);
    }
    default:
      return refusesContact(core, others);
  }
}

/**
 * A command in a typed message, or null. Explicit opt-outs stop at once, doubtful ones give `confirm-stop`.
 * At a yes-or-no prompt the caller reads the yes first: "dung" without marks is "đúng" there.
 */
export function readCommand(text: string, place: Place): Command | null {
  if (/^\s*[?？]+\s*$/u.test(text)) return { kind: 'help' };
  const { list, cut } = tokenise(text);
  const core = piecesOf(list).filter(({ word }) => word !== 'tail');
  if (core.length === 0) return null;
  const whole = cut ? null : (wholeStop(core, place) ?? wholeCommand(core));
  if (whole !== null || place === 'comment') return whole;
  return openingCommand(text, core);
}
