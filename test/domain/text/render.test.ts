import { describe, expect, it } from 'vitest';
import { SCORES } from '../../../src/domain/answer.ts';
import { choiceName, choicesOf } from '../../../src/domain/conversation/choice.ts';
import { newDraft } from '../../../src/domain/conversation/draft.ts';
import type { Reply } from '../../../src/domain/conversation/reply.ts';
import { OUTCOMES } from '../../../src/domain/dossier.ts';
import { LOCALES, type Locale } from '../../../src/domain/locale.ts';
import { chatText } from '../../../src/domain/text/chat-text.ts';
import type { Facts } from '../../../src/domain/text/facts.ts';
import { render, renderOutside } from '../../../src/domain/text/render.ts';
import type { Rendered } from '../../../src/domain/text/rendered.ts';
import type { Saying } from '../../../src/domain/text/saying.ts';
import { readCommand } from '../../../src/domain/typed/read-command.ts';
import { draftAt, phases, survey, tapped } from '../conversation/sample.ts';
import { sampleFacts } from './sample-facts.ts';

const CHANNELS = ['web', 'telegram', 'zalo'] as const;
const PAGE = 'https://hai-long.test/s/AbC-_9';

type PlainKind = Exclude<
  Reply['kind'],
  'reminder' | 'ask' | 'ask-gate' | 'confirm-score' | 'not-understood' | 'slip-answered'
>;

/** A record, so that the compiler misses a kind that is missing here. */
const plainKinds: Readonly<Record<PlainKind, true>> = {
  invite: true,
  apology: true,
  'ask-comment': true,
  'confirm-stop': true,
  'confirm-discard': true,
  later: true,
  declined: true,
  stopped: true,
  resumed: true,
  discarded: true,
  'wrong-dossier': true,
  help: true,
  human: true,
  farewell: true,
  welcome: true,
  'nothing-open': true,
  'in-progress': true,
  'not-yet': true,
  'already-closed': true,
  'held-elsewhere': true,
  'unknown-slip': true,
  'nothing-for-phone': true,
  'phone-saved': true,
  'phone-not-own': true,
  'slip-discarded': true,
};

const replies: readonly Reply[] = [
  ...Object.keys(plainKinds).map((kind): Reply => ({ kind: kind as PlainKind })),
  { kind: 'slip-answered', until: '2026-10-09' },
  ...[0, 1, 5].map((remaining): Reply => ({ kind: 'reminder', remaining })),
  ...survey.questions.flatMap(({ key: question }): Reply[] => [
    { kind: 'ask', question },
    { kind: 'ask-gate', question },
    { kind: 'not-understood', question },
    ...SCORES.map((value): Reply => ({ kind: 'confirm-score', question, value })),
  ]),
];

const everyFacts: readonly Facts[] = OUTCOMES.flatMap((outcome) =>
  [true, false].flatMap((bereavement) => [
    { ...sampleFacts, outcome, bereavement },
    {
      ...sampleFacts,
      outcome,
      bereavement,
      late: true,
      lateReason: 'Chờ xác minh.\n Cơ quan khác; ',
      apologySentOn: '2026-11-17',
    },
    { ...sampleFacts, outcome, bereavement, returnedOn: null, closesOn: null, lateReason: 'x'.repeat(5000) },
  ]),
);

function said(reply: Reply, given: Partial<Saying> = {}): Rendered {
  return render({
    reply,
    facts: sampleFacts,
    locale: 'vi',
    draft: null,
    survey,
    filedVia: 'counter',
    receiptsUrl: null,
    channel: 'web',
    pageUrl: null,
    ...given,
  });
}

function labels({ buttons }: Rendered): string[][] {
  return buttons.map((row) => row.map(({ label }) => label));
}

function choices({ buttons }: Rendered): string[][] {
  return buttons.map((row) => row.map(({ choice }) => (choice.kind === 'language' ? 'language' : choiceName(choice))));
}

function expectClean(rendered: Rendered): void {
  const texts = [rendered.text, ...labels(rendered).flat()];
  for (const text of texts) {
    expect(text).not.toMatch(/undefined|null|NaN|object|[{}]|\p{Extended_Pictographic}| {2}|\.\.|^\s|\s$/u);
    expect(text).not.toBe('');
  }
  expect(rendered.text.length).toBeLessThanOrEqual(4096);
  for (const label of labels(rendered).flat()) expect(label.length).toBeLessThanOrEqual(40);
}

describe('domain/text/render', () => {
  it.each(LOCALES)('words every reply in every state, cleanly and with real buttons: %s', (locale) => {
    const known = new Set(choicesOf(survey).map(choiceName));
    for (const reply of replies) {
      for (const facts of everyFacts)
        for (const channel of CHANNELS) expectClean(said(reply, { facts, locale, channel, pageUrl: PAGE }));
      for (const phase of phases) {
        const rendered = said(reply, { locale, draft: draftAt(phase), filedVia: 'online' });
        expectClean(rendered);
        for (const { choice } of rendered.buttons.flat()) expect(known).toContain(choiceName(choice));
      }
      for (const channel of CHANNELS) expectClean(renderOutside(reply, { channel, locale }));
    }
  });

  it('offers the same choices in both languages', () => {
    for (const reply of replies) {
      const [vi, en] = LOCALES.map((locale) => said(reply, { locale, filedVia: 'online' }));
      expect(vi && choices(vi)).toEqual(en && choices(en));
      expect(vi?.asksForPhone).toBe(en?.asksForPhone);
      expect(vi?.text).not.toBe(en?.text);
    }
  });

  it('says the same whatever was answered', () => {
    for (const phase of phases) {
      const low = draftAt(phase, { answers: { q1: tapped(1) }, comment: 'bí mật' });
      const high = draftAt(phase, { answers: { q1: tapped(5), q2: tapped(5) } });
      for (const reply of replies) expect(said(reply, { draft: low })).toEqual(said(reply, { draft: high }));
    }
  });

  it.each(LOCALES)('names a score on scale buttons and in "did you mean" only: %s', (locale) => {
    const scale = Object.values(chatText(locale).scale);
    for (const reply of replies) {
      const { text, buttons } = said(reply, { locale });
      const others = buttons.flat().filter(({ choice }) => choice.kind !== 'score');
      const quoted = reply.kind === 'confirm-score' ? [chatText(locale).scale[reply.value]] : [];
      const words = [text, ...others.map(({ label }) => label)];
      const named = scale.filter((label) => words.some((word) => word.includes(`"${label}"`) || word === label));
      expect(named).toEqual(quoted);
    }
  });

  it('asks with five rows of numbers and words, back and skip below', () => {
    const asked = said({ kind: 'ask', question: 'q3' });
    expect(asked.text).toBe('Câu 3/5. Ông/bà hài lòng ở mức nào về cách cán bộ tiếp và hướng dẫn ông/bà?');
    expect(labels(asked)).toEqual([
      ['1 · Rất không hài lòng'],
      ['2 · Không hài lòng'],
      ['3 · Bình thường'],
      ['4 · Hài lòng'],
      ['5 · Rất hài lòng'],
      ['Quay lại', 'Bỏ qua'],
    ]);
    expect(labels(said({ kind: 'ask', question: 'q3' }, { filedVia: 'online' }))[5]).toEqual(['Tôi không gặp cán bộ']);
    expect(labels(said({ kind: 'ask-gate', question: 'q5' }))).toEqual([
      ['Có', 'Không'],
      ['Quay lại', 'Bỏ qua'],
    ]);
  });

  it('says in the invitation who asks, that it is voluntary, and what is never asked', () => {
    const invited = said({ kind: 'invite' });
    expect(invited.text).toBe(
      'UBND phường Cầu Giấy xin chào ông/bà. Hồ sơ số …0975 đã có kết quả ngày 22/11/2026. ' +
        'Mời ông/bà trả lời 5 câu hỏi ngắn, khoảng 1 phút.\n\nÔng/bà có thể trả lời hoặc không; hồ sơ không bị ảnh hưởng. ' +
        'Bắt đầu là ông/bà đồng ý cho ghi nhận câu trả lời, chỉ để tính mức hài lòng chung; ' +
        'đổi ý lúc nào cũng được. Cán bộ không xem được câu trả lời của riêng ai. Chúng tôi không hỏi số căn cước, mã OTP hay tiền.\n\n' +
        'Mã trên phiếu: K7M2QX.',
    );
    expect(labels(invited).flat()).toEqual([
      'Bắt đầu',
      'Để sau',
      'Không phải hồ sơ của tôi',
      'Không nhận nữa',
      'English',
    ]);
    expect(labels(said({ kind: 'invite' }, { locale: 'en' })).flat()).toContain('Tiếng Việt');
  });

  it.each(LOCALES)('promises that nobody reads along only where nobody can: %s', (locale) => {
    const { unseen, throughZalo, onPage } = chatText(locale).privacy;
    for (const kind of ['invite', 'help'] as const) {
      for (const channel of ['web', 'telegram'] as const) {
        const { text } = said({ kind }, { locale, channel, pageUrl: PAGE });
        expect(text).toContain(unseen);
        expect(text).not.toMatch(/Zalo|https:/);
      }
      const zalo = said({ kind }, { locale, channel: 'zalo', pageUrl: PAGE });
      expect(zalo.text).toContain(throughZalo);
      expect(zalo.text.endsWith(`\n\n${onPage(PAGE)}`)).toBe(true);
      expect(zalo.text).not.toContain(unseen);
      expect(said({ kind }, { locale, channel: 'zalo' }).text).not.toContain('https:');
    }
    expect(renderOutside({ kind: 'help' }, { channel: 'zalo', locale }).text).toContain(throughZalo);
    expect(renderOutside({ kind: 'help' }, { channel: 'telegram', locale }).text).toContain(unseen);
  });

  it('speaks softly of refused and stopped dossiers, and mourns with the family', () => {
    const invited = (facts: Partial<Facts>) => said({ kind: 'invite' }, { facts: { ...sampleFacts, ...facts } }).text;
    expect(invited({ outcome: 'refused' })).toContain('chưa như ông/bà mong muốn');
    expect(invited({ outcome: 'stopped' })).toContain('đã dừng giải quyết');
    expect(invited({ bereavement: true })).toMatch(/^UBND phường Cầu Giấy xin chia buồn cùng gia đình\./);
  });

  it('apologises with the reason, and with the letter only when it was sent', () => {
    const apologised = (facts: Partial<Facts>) =>
      said({ kind: 'apology' }, { facts: { ...sampleFacts, late: true, ...facts } }).text;
    expect(apologised({})).toBe(
      'UBND phường Cầu Giấy xin lỗi ông/bà: hồ sơ số …0975 hẹn trả ngày 18/11/2026 nhưng đến ngày 22/11/2026 mới có kết quả.',
    );
    expect(apologised({ lateReason: ' Chờ xác minh. ', apologySentOn: '2026-11-17' })).toMatch(
      /Lý do: Chờ xác minh\. Văn bản xin lỗi đã gửi ngày 17\/11\/2026\.$/,
    );
  });

  it('thanks, says that answers are mixed, and points to where complaints go', () => {
    const { text, buttons } = said({ kind: 'farewell' });
    expect(text).toContain('gộp chung với ý kiến của người khác trước khi UBND phường Cầu Giấy xem');
    expect(text).toContain('không phải nơi xử lý khiếu nại');
    expect(text).toContain('1022');
    expect(buttons).toEqual([]);
  });

  it('tells the receipt with the thanks, where there is one', () => {
    const draft = { ...newDraft('s', 'vi', 't'), receipt: '7K2M9QXTR4HAZP3WC8' };
    const receiptsUrl = 'https://hai-long.test/bien-nhan';
    const { text } = said({ kind: 'farewell' }, { draft, receiptsUrl });
    expect(text).toContain('Mã biên nhận: 7K2M9Q-XTR4HA-ZP3WC8.');
    expect(text).toContain(receiptsUrl);
    expect(said({ kind: 'farewell' }, { draft, receiptsUrl, locale: 'en' }).text).toContain('Receipt code');
    expect(said({ kind: 'farewell' }, { receiptsUrl }).text).not.toContain('biên nhận');
  });

  it('asks for the phone where nothing else leads on', () => {
    const asking = replies.filter((reply) => said(reply).asksForPhone).map(({ kind }) => kind);
    expect(asking).toEqual(['welcome', 'nothing-open', 'phone-not-own']);
    expect(renderOutside({ kind: 'welcome' }, { channel: 'zalo', locale: 'vi' }).asksForPhone).toBe(true);
  });

  it('refuses to ask what does not exist', () => {
    expect(() => said({ kind: 'ask', question: 'q9' })).toThrow(expect.objectContaining({ code: 'question-unknown' }));
    expect(() => said({ kind: 'ask-comment' }, { survey: null })).toThrow(
      expect.objectContaining({ code: 'survey-missing' }),
    );
  });

  it.each<[Locale, readonly string[]]>([
    ['vi', ['QUAY LẠI', 'BỎ QUA', 'ĐỂ SAU', 'XÓA', 'DỪNG', 'BẬT', 'ENGLISH']],
    ['en', ['BACK', 'SKIP', 'LATER', 'DELETE', 'STOP', 'START', 'TIẾNG VIỆT']],
  ])('teaches only words that are understood: %s', (locale, words) => {
    const { text } = said({ kind: 'help' }, { locale });
    for (const word of words) {
      expect(text).toContain(word);
      expect([word, readCommand(word, 'question')]).not.toContain(null);
    }
  });
});
