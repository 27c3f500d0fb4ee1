import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARSER_VERSION, readAnswer } from '../../../src/domain/typed/read-answer.ts';
import { FRESH_PHRASES } from './fresh-phrases.ts';
import { PHRASES } from './phrases.ts';
import { phrasesOf, showReading } from './show-reading.ts';

/** Every cell of the table of phrases, in both spellings where the table gives or promises both. */
const CELLS: Readonly<Record<string, string>> = {
  '1': `1 · một · mot · 1 sao · rất không hài lòng · rat khong hai long · rat ko hai long · quá tệ · qua te · rất tệ · rat te · tệ hại · te hai ·
    quá kém · qua kem · không thể chấp nhận · khong the chap nhan · 😡 · 🤬`,
  c1: 'kinh khủng · kinh khung · bó tay · bo tay · thua · 0 · 0 điểm · 0 diem',
  '2': `2 · hai · 2 sao · không hài lòng · khong hai long · ko hai long · k hài lòng · chưa hài lòng · chua hai long · tệ · te · kém · kem ·
    dở · do · không tốt · khong tot · chưa tốt · chua tot · thất vọng · that vong · 😞 · 🙁 · 😠 · 👎`,
  c2: 'chán · chan · lâu quá · lau qua · hơi lâu · hoi lau · không ok · khong ok',
  '3': `3 · ba · 3 sao · bình thường · binh thuong · bth · bt · bình thường thôi · binh thuong thoi · tạm · tam · tạm được · tam duoc ·
    cũng được · cung duoc · trung bình · trung binh · tạm hài lòng · tam hai long · 😐`,
  c3: 'được · duoc · dc · không có ý kiến · khong co y kien · không tệ · khong te · thường thôi · thuong thoi · gì cũng được · gi cung duoc',
  '4': `4 · bốn · bon · tư · tu · 4 sao · hài lòng · hai long · khá hài lòng · kha hai long · tốt · tot · khá tốt · kha tot · ổn · on · ok · oke ·
    nhiệt tình · nhiet tinh · 🙂 · 😊`,
  c4: '👍 · good · vui vẻ · vui ve · cảm ơn · cam on · dễ thương · de thuong',
  '5': `5 · năm · 5 sao · rất hài lòng · rat hai long · rất là hài lòng · rat la hai long · quá tốt · qua tot · rất tốt · rat tot · tuyệt vời ·
    tuyet voi · xuất sắc · xuat sac · 10 điểm · 10 diem · ⭐⭐⭐⭐⭐ · 😍 · 🥰`,
  c5: 'nam · ❤️ · quá đã · qua da · đỉnh · dinh · quá ok · qua ok · số một · so mot · số 1',
  u: '6 · 7 · 8 · 9 · 1-2 · 4.5 · 1 hay 2 · 🙏 · 🙃 · 😂 · 🤣 · 😭',
};

const LABELS = ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'];

function casesOf(table: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(table).flatMap(([wanted, group]) =>
    phrasesOf(group).map((phrase) => [phrase, wanted] as const),
  );
}

function valueOf(text: string): number | null {
  const answer = readAnswer(text);
  return answer.kind === 'score' ? answer.value : null;
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D');
}

const SCORED = [...casesOf(CELLS), ...casesOf(PHRASES)]
  .map(([phrase]) => phrase)
  .filter((phrase) => valueOf(phrase) !== null);

const scored = fc.constantFrom(...SCORED);
const good = fc.constantFrom(
  'hài lòng',
  'tốt',
  'ổn',
  'ok',
  'ưng ý',
  'nhiệt tình',
  'tận tình',
  'tuyệt vời',
  'xuất sắc',
  'tot',
  'hai long',
  'chu đáo',
);
const not = fc.constantFrom(
  'không',
  'ko',
  'k',
  'chưa',
  'chẳng',
  'chả',
  'hông',
  'hổng',
  'đâu có',
  'khong',
  'chua',
  'không hề',
  'không được',
  'khum',
  'kg',
  'nỏ',
);
const between = fc.constantFrom(
  '',
  'thấy',
  'được',
  'thật sự',
  'có gì',
  'rất',
  'quá',
  'hẳn là',
  'cán bộ',
  'xyz',
  'xyz abc',
  'mấy',
  'là',
);
const after = fc.constantFrom(
  '',
  'lắm',
  'ạ',
  'chút nào',
  'gì cả',
  'đâu',
  'tí nào',
  'luôn',
  '!!!',
  'cho lắm',
  'với cán bộ',
  '😊',
);
const courtesy = fc.constantFrom('', 'dạ', 'vâng', 'mình thấy', 'theo tôi', 'em', 'tôi thấy');
const ending = fc.constantFrom('', ' ạ', ' nhé', ' nha', '.', '!!!', ' !', '...', ' ạ.', ',');
const shape = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  withoutMarks,
  (text: string) => text.normalize('NFD'),
  (text: string) => text.replace(/(\p{L})$/u, '$1$1$1$1'),
  (text: string) => ` ${text.replace(/ /gu, '   ')} `,
);

describe('src/domain/typed/read-answer', () => {
  it('has a version that is stored with each answer', () => {
    expect(PARSER_VERSION).toBe(1);
  });

  it.each(casesOf(CELLS))('reads the cell "%s" as %s', (phrase, wanted) => {
    expect(showReading(phrase)).toBe(wanted);
  });

  it.each(casesOf(PHRASES))('reads "%s", which is in no table, as %s', (phrase, wanted) => {
    expect(wanted.split('|')).toContain(showReading(phrase));
  });

  it.each(casesOf(FRESH_PHRASES))('reads the fresh "%s" as %s', (phrase, wanted) => {
    expect(wanted.split('|')).toContain(showReading(phrase));
  });

  it.each(LABELS.map((label, i) => [label, i + 1] as const))(
    'reads the label "%s", alone and with its number',
    (label, value) => {
      expect(readAnswer(label)).toEqual({ kind: 'score', value, how: 'phrase' });
      expect(readAnswer(`${value} ${label}`)).toEqual({ kind: 'score', value, how: 'number' });
    },
  );

  it('tells how an answer came', () => {
    expect(readAnswer('bốn ạ')).toEqual({ kind: 'score', value: 4, how: 'number' });
    expect(readAnswer('rất tốt 😊')).toEqual({ kind: 'score', value: 5, how: 'phrase' });
    expect(readAnswer('⭐⭐⭐')).toEqual({ kind: 'score', value: 3, how: 'emoji' });
  });

  it('keeps a long opinion as mixed instead of scoring its beginning', () => {
    expect(readAnswer(`rất tốt ${'. '.repeat(400)} nhưng chậm`)).toEqual({ kind: 'mixed' });
    expect(readAnswer('hài lòng '.repeat(1200)).kind).toBe('mixed');
  });

  it('never throws, whatever the characters', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 100 }),
    );
    fc.assert(
      fc.property(text, (any) => {
        expect(showReading(any)).toMatch(/^(?:c?[1-5]|m|u)$/u);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads decomposed and composed text alike', () => {
    const phrases = [...casesOf(CELLS), ...casesOf(PHRASES), ...casesOf(FRESH_PHRASES)].map(([phrase]) => phrase);
    for (const phrase of phrases)
      expect(readAnswer(phrase.normalize('NFD'))).toEqual(readAnswer(phrase.normalize('NFC')));
  });

  it('never lets case, marks, courtesy, repeats or punctuation turn a score to the other side', () => {
    fc.assert(
      fc.property(scored, courtesy, ending, shape, (phrase, before, end, change) => {
        const varied = valueOf(change(`${before} ${phrase}${end}`.trim()));
        expect(((valueOf(phrase) ?? 3) - 3) * ((varied ?? 3) - 3)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000 },
    );
  });

  it('never counts a negated praise as 4 or 5', () => {
    fc.assert(
      fc.property(courtesy, not, between, good, after, shape, (before, no, gap, praise, end, change) => {
        const value = valueOf(change(`${before} ${no} ${gap} ${praise} ${end}`));
        expect(value === 4 || value === 5).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  it('never reads "không hài lòng", in any spelling, as satisfied even with a question', () => {
    fc.assert(
      fc.property(courtesy, not, after, ending, shape, (before, no, end, mark, change) => {
        const answer = readAnswer(change(`${before} ${no} hài lòng ${end}${mark}`));
        expect('value' in answer && answer.value > 3).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads at most a sane length', () => {
    for (const piece of [
      'không ',
      'a',
      'tốt',
      '5',
      '😡',
      '5/',
      '((((',
      'ế\u0323\u0302',
      '\u0301',
      'ﷺ',
      ':))',
      'hài-',
    ]) {
      expect(showReading(piece.repeat(10_000))).toMatch(/^[mu]$/u);
    }
  });
});
