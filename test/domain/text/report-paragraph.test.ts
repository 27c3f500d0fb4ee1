import { describe, expect, it } from 'vitest';
import { ratesOf } from '../../../src/domain/rate.ts';
import { satisfactionOf, type Satisfaction } from '../../../src/domain/satisfaction.ts';
import { reportParagraph, type ReportFacts, type ReportNumbers } from '../../../src/domain/text/report-paragraph.ts';

const NUMBERS: ReportNumbers = {
  count: (count) => count.toLocaleString('vi-VN'),
  percent: (percent) => `${percent.toFixed(2).replace('.', ',')} %`,
  points: (points) => points.toFixed(2).replace('.', ','),
};

/** With so many answers of each level, a fifth as many responses. */
function scored(...counts: readonly [number, number, number, number, number]): Satisfaction {
  return satisfactionOf(counts, Math.ceil(counts.reduce((sum, count) => sum + count, 0) / 5));
}

const FEW = scored(0, 0, 1, 2, 3);
const COUNTS = {
  key: 'all',
  completed: 1234,
  eligible: 1100,
  invited: 1050,
  delivered: 980,
  started: 300,
  finished: 240,
  partial: 20,
};
const FACTS: ReportFacts = {
  unit: 'phường Mẫu Một',
  month: '11/2026',
  from: '01/11/2026',
  to: '30/11/2026',
  rates: { ...COUNTS, rates: ratesOf(COUNTS, 'ward') },
  scoreMonth: '11/2026',
  satisfaction: scored(10, 20, 170, 600, 400),
  before: { month: '10/2026', satisfaction: scored(10, 20, 180, 600, 400) },
  factors: [
    { name: 'Tiếp cận', satisfaction: scored(2, 3, 10, 50, 35) },
    { name: 'Công chức', satisfaction: scored(2, 3, 8, 52, 35) },
  ],
};

const COMPLETED =
  'Trong kỳ báo cáo tháng 11/2026 (từ ngày 01/11/2026 đến ngày 30/11/2026), trên địa bàn phường Mẫu Một có 1.234 hồ sơ thủ tục hành chính được giải quyết xong; 1.100 hồ sơ thuộc diện lấy ý kiến, đã gửi 1.050 lời mời.';
const RESPONSE =
  'Trong 980 lời mời đến được người dân, có 240 lượt trả lời xong, đạt tỷ lệ trả lời 24,49 % (khoảng tin cậy 95 %: từ 21,90 % đến 27,28 %; n = 980).';
const SCORE =
  'Qua 240 phiếu ý kiến của tháng 11/2026, tỷ lệ hài lòng đạt 83,33 % (khoảng tin cậy 95 %: từ 81,12 % đến 85,33 %; n = 1.200 câu trả lời).';
const SAME = 'So với tháng 10/2026 (82,64 %), kết quả chưa khác biệt rõ.';
const ALIKE = 'Tỷ lệ hài lòng giữa các yếu tố chưa khác biệt rõ.';
const REFERENCE = 'Số liệu dùng để tham khảo, không thay thế Chỉ số hài lòng về sự phục vụ hành chính (SIPAS).';

function small(changes: Partial<typeof COUNTS>, viewer: 'ward' | 'above'): ReportFacts['rates'] {
  const counts = { ...COUNTS, ...changes };
  return { ...counts, rates: ratesOf(counts, viewer) };
}

describe('src/domain/text/report-paragraph.ts', () => {
  it.each<[string, Partial<ReportFacts>, readonly string[]]>([
    ['nothing differs', {}, [COMPLETED, RESPONSE, SCORE, SAME, ALIKE, REFERENCE]],
    [
      'a clear rise',
      { before: { month: '10/2026', satisfaction: scored(50, 60, 250, 500, 300) } },
      [
        COMPLETED,
        RESPONSE,
        SCORE,
        'So với tháng 10/2026 (68,97 %), tỷ lệ hài lòng tăng 14,37 điểm phần trăm (khoảng tin cậy 95 %: từ 10,96 đến 17,75).',
        ALIKE,
        REFERENCE,
      ],
    ],
    [
      'a clear fall',
      { before: { month: '10/2026', satisfaction: scored(0, 5, 95, 700, 400) } },
      [
        COMPLETED,
        RESPONSE,
        SCORE,
        'So với tháng 10/2026 (91,67 %), tỷ lệ hài lòng giảm 8,33 điểm phần trăm (khoảng tin cậy 95 %: từ 5,71 đến 10,97).',
        ALIKE,
        REFERENCE,
      ],
    ],
    [
      'too few in the month before, one factor too thin',
      {
        before: { month: '10/2026', satisfaction: FEW },
        factors: [...FACTS.factors, { name: 'Góp ý', satisfaction: FEW }],
      },
      [COMPLETED, RESPONSE, SCORE, ALIKE, REFERENCE],
    ],
    [
      'factors that differ',
      { factors: [{ name: 'Kết quả', satisfaction: scored(10, 20, 30, 20, 20) }, ...FACTS.factors] },
      [
        COMPLETED,
        RESPONSE,
        SCORE,
        SAME,
        'Yếu tố có tỷ lệ hài lòng thấp nhất là “Kết quả” (40,00 %), thấp hơn rõ so với yếu tố cao nhất là “Công chức” (87,00 %).',
        REFERENCE,
      ],
    ],
    [
      'too few answers, whatever the factors say',
      { satisfaction: FEW },
      [COMPLETED, RESPONSE, 'Tháng 11/2026 chưa đủ 10 ý kiến nên chưa nêu tỷ lệ hài lòng.', REFERENCE],
    ],
    [
      'fewer than ten invitations for a ward',
      {
        rates: small({ completed: 12, eligible: 11, invited: 9, delivered: 8, finished: 3 }, 'ward'),
        satisfaction: FEW,
      },
      [
        COMPLETED.replace('1.234', '12').replace('1.100', '11').replace('1.050', '9'),
        'Số lời mời chưa đủ 10 nên không nêu tỷ lệ trả lời.',
        'Tháng 11/2026 chưa đủ 10 ý kiến nên chưa nêu tỷ lệ hài lòng.',
        REFERENCE,
      ],
    ],
    [
      'nothing delivered',
      { rates: small({ delivered: 0, finished: 0 }, 'above'), satisfaction: FEW },
      [
        COMPLETED,
        'Chưa có lời mời nào đến được người dân nên chưa tính được tỷ lệ trả lời.',
        'Tháng 11/2026 chưa đủ 10 ý kiến nên chưa nêu tỷ lệ hài lòng.',
        REFERENCE,
      ],
    ],
    [
      'the whole country, and a reporting period over two months',
      { unit: null, from: '15/10/2026', to: '14/11/2026', scoreMonth: '10/2026' },
      [
        COMPLETED.replace('01/11/2026', '15/10/2026')
          .replace('30/11/2026', '14/11/2026')
          .replace('trên địa bàn phường Mẫu Một', 'trên phạm vi cả nước'),
        RESPONSE,
        SCORE.replace('11/2026', '10/2026'),
        SAME,
        ALIKE,
        REFERENCE,
      ],
    ],
    [
      'nothing completed',
      { rates: null },
      [
        'Trong kỳ báo cáo tháng 11/2026 (từ ngày 01/11/2026 đến ngày 30/11/2026), trên địa bàn phường Mẫu Một không có hồ sơ thủ tục hành chính nào được ghi nhận là đã giải quyết xong.',
      ],
    ],
  ])('says in official words: %s', (_name, changes, sentences) => {
    expect(reportParagraph({ ...FACTS, ...changes }, NUMBERS, 'vi')).toBe(sentences.join(' '));
  });

  it('says the same in English', () => {
    const english = reportParagraph(FACTS, NUMBERS, 'en');
    expect(english).toContain('a response rate of 24,49 % (95% confidence interval: 21,90 % to 27,28 %; n = 980)');
    expect(english).toContain('there is no clear difference');
  });

  it('never names a figure that is withheld', () => {
    const withheld = reportParagraph(
      { ...FACTS, satisfaction: FEW, rates: small({ invited: 9 }, 'ward') },
      NUMBERS,
      'vi',
    );
    expect(withheld).not.toMatch(/240|24,49|83,33|n = /);
  });
});
