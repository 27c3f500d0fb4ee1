import type { Headline, MethodFault, Weighting } from '../../method-profile.ts';

/** Words about how an authority says that it reports. */
export const methodText = {
  nav: 'Cách công bố',
  title: 'Cách công bố',
  lead: 'Chốt trước khi biết số liệu: số nào đứng đầu, tính thế nào, theo quyết định nào và công bố ngày nào. Hiện ở trang tổng quan và trang công khai.',
  stays: 'Ba con số vẫn luôn hiện cùng nhau, ghi rõ tên. Mục này nói số nào đứng đầu khi đơn vị công bố.',
  of: (unit: string) => `Đang áp dụng: của ${unit}`,
  none: 'Chưa chốt cách công bố.',
  headline: 'Số đứng đầu',
  headlines: {
    share: 'Tỷ lệ hài lòng (mức 4 và 5)',
    'mean-of-5': 'Điểm quy đổi theo thang 5',
    'mean-of-100': 'Điểm quy đổi 0–100',
  } satisfies Record<Headline, string>,
  weighting: 'Trọng số',
  weightings: {
    answers: 'Mọi câu trả lời như nhau',
    factors: 'Mọi yếu tố như nhau',
  } satisfies Record<Weighting, string>,
  decision: 'Theo quyết định',
  decisionHint: 'Số và ngày, ví dụ: Quyết định 123/QĐ-UBND ngày 05/01/2027.',
  publishOn: 'Ngày công bố tới',
  publishHint: 'Một ngày trong tương lai, ví dụ 15/01/2027.',
  save: 'Chốt',
  saved: 'Đã chốt cách công bố',
  line: (headline: string, weighting: string, decision: string, publishOn: string, fixedOn: string) =>
    `Công bố theo ${decision}. Số đứng đầu: ${headline}. Trọng số: ${weighting}. Ngày công bố: ${publishOn}; chốt từ ${fixedOn}.`,
  faults: {
    'decision-missing': 'Xin ghi số quyết định.',
    'day-malformed': 'Không đọc được ngày này. Xin ghi như 15/01/2027.',
    'day-past': 'Ngày công bố phải sau hôm nay: cách công bố được chốt trước.',
  } satisfies Record<MethodFault['code'], string>,
};

export type MethodText = typeof methodText;
