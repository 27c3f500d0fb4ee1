/** A word as it is compared: `form` keeps the marks, `shape` drops the tone, `bare` drops every mark. */
export interface Word {
  readonly form: string;
  readonly shape: string;
  readonly bare: string;
}

const TONES = new Set(['\u0300', '\u0301', '\u0303', '\u0309', '\u0323']);
const SHAPES = new Set(['\u0302', '\u0306', '\u031b']);
const HOOK = '\u0309';
const TILDE = '\u0303';

interface Letter {
  readonly base: string;
  readonly mark: string;
}

interface Spelling {
  readonly letters: readonly Letter[];
  readonly tone: string;
}

function isMark(character: string): boolean {
  return /\p{M}/u.test(character);
}

/** The tone leaves its vowel: "hoà" and "hòa" are one word, and so are hook and tilde, which half the country mixes up. */
function spell(word: string): Spelling {
  const letters: Letter[] = [];
  let tone = '';
  for (const character of word.normalize('NFD')) {
    const last = letters.at(-1);
    if (TONES.has(character)) tone = character === TILDE ? HOOK : character;
    else if (SHAPES.has(character) && last !== undefined) letters.splice(-1, 1, { ...last, mark: character });
    else if (isMark(character)) continue;
    else if (last?.base !== character) letters.push({ base: character, mark: '' });
  }
  return { letters, tone };
}

/** Spellings of one sound: w and q for qu, f for ph, a final g for ng, a lone final y for i. */
function respell(word: string): string {
  return word
    .replace(/ð/gu, 'đ')
    .replace(/^w/u, 'qu')
    .replace(/^q(?!u)/u, 'qu')
    .replace(/f/gu, 'ph')
    .replace(/(?<=[aeiouy]\p{M}*)g$/u, 'ng')
    .replace(/(?<=^(?:qu|[bcdđghklmnrstvx]+))y(?=\p{M}*$)/u, 'i');
}

/** Repeated letters count once ("ổnnn", "good" and "goood"), whatever the Unicode composition. */
export function fold(word: string): Word {
  const { letters, tone } = spell(respell(word.toLowerCase().normalize('NFD')));
  const shape = letters.map(({ base, mark }) => base + mark).join('');
  const bare = letters.map(({ base }) => (base === 'đ' ? 'd' : base)).join('');
  return { form: shape + tone, shape, bare };
}

export function isPlain(word: Word): boolean {
  return word.form === word.bare;
}
