import type { Score } from '../answer.ts';

/** What an emoji says: a score, sure or to be confirmed; a joke that casts doubt; or courtesy without a score. */
export type EmojiSense =
  | { readonly kind: 'score'; readonly value: Score; readonly sure: boolean }
  | { readonly kind: 'joke' }
  | { readonly kind: 'star' }
  | { readonly kind: 'empty-star' };

const SURE: Readonly<Record<Score, string>> = { 1: '😡 🤬', 2: '😞 🙁 😠 👎', 3: '😐', 4: '🙂 😊', 5: '😍 🥰' };

const DOUBTFUL: Readonly<Record<Score, string>> = {
  1: '🤮 💩 🖕 👿',
  2: '☹ 😟 😔 😢 😒 😤 😣 😩 😫 💔',
  3: '😑 🤷 😶',
  4: '👍 👌 😀 😃 😄 😁 ☺ 👏 🆗 ✅ 🤗 😌',
  5: '❤ 💯 🤩 💖 💕 💗 🧡 💛 💚 💙 💜 ♥ 🏆 🥇 😘',
};

const JOKES = '❌ 🚫 ⛔ ✖ 🙃 😂 🤣 😭 😏 🙄 😅 😆 🤡 🤔 😜 😝 😛 😹 🤭 😬 🤨';
const STARS = '⭐ 🌟 ★';

function scored(table: Readonly<Record<Score, string>>, sure: boolean): [string, EmojiSense][] {
  return ([1, 2, 3, 4, 5] as const).flatMap((value) =>
    table[value].split(' ').map((emoji): [string, EmojiSense] => [emoji, { kind: 'score', value, sure }]),
  );
}

export const EMOJI: ReadonlyMap<string, EmojiSense> = new Map<string, EmojiSense>([
  ...scored(SURE, true),
  ...scored(DOUBTFUL, false),
  ...JOKES.split(' ').map((emoji): [string, EmojiSense] => [emoji, { kind: 'joke' }]),
  ...STARS.split(' ').map((emoji): [string, EmojiSense] => [emoji, { kind: 'star' }]),
  ['☆', { kind: 'empty-star' }],
]);

/** Emoticons go first: the 3 of "<3" and ":3" is no score. Typed smiles are asked about, like their cousins. */
export const EMOTICONS: readonly (readonly [RegExp, string])[] = [
  [/&?<3+/gu, '❤'],
  [/(?<=^|\s):3(?=\s|$)/gu, '😜'],
  [/(?<!\p{L})(?:c{2,}l*|cl[mn]?|đ[mk]m*|dm+|[dđ]cm+)(?!\p{L})/gu, '😂'],
  [/[:=;]-?(?:\){2,}|\]{2,}|v(?!\p{L}))|=\)/gu, '😂'],
  [/(?<![\p{L}\p{N}])(?:x+d+|k{2,}|a?(?:ha|hi|he|hè|hì|há){2,}h?|l(?:o+)l+)(?![\p{L}\p{N}])/gu, '😂'],
  [/[:;][-^]?\)|\^[_.-]*\^|:d+(?!\p{L})/gu, '😀'],
  [/[:=][-']?\(+/gu, '😔'],
  [/(?<!\p{L})t[_.]+t(?!\p{L})/gu, '😭'],
];
