import { foldText } from './comment-search.ts';
import type { FactorKey } from './survey.ts';

/**
 * What a comment is about, by the factors of SIPAS part B. Phrases are written with their marks; they are found in
 * what was typed with marks, and in what was typed without any. Words that mean something else without marks stand in
 * phrases of two or more.
 */
const PHRASES: Readonly<Record<FactorKey, readonly string[]>> = {
  access: [
    'ở quầy',
    'tại quầy',
    'đến quầy',
    'quầy số',
    'quầy một cửa',
    'các quầy',
    'trụ sở',
    'phòng chờ',
    'chỗ ngồi',
    'ghế ngồi',
    'bãi xe',
    'gửi xe',
    'nhà vệ sinh',
    'máy lạnh',
    'điều hòa',
    'sạch sẽ',
    'biển hiệu',
    'biển chỉ dẫn',
    'trang nộp',
    'trang web',
    'cổng dịch vụ',
    'dịch vụ công',
    'trên mạng',
    'trực tuyến',
    'ứng dụng',
    'đăng nhập',
    'vneid',
    'lấy số',
    'xếp hàng',
    'website',
    'online',
    'counter',
    'parking',
    'waiting room',
  ],
  procedure: [
    'giấy tờ',
    'thủ tục',
    'hồ sơ phải nộp',
    'biểu mẫu',
    'tờ khai',
    'mẫu đơn',
    'bổ sung',
    'lệ phí',
    'thu phí',
    'mức phí',
    'bản sao',
    'công chứng',
    'chứng thực',
    'photo',
    'rườm rà',
    'phức tạp',
    'đi lại nhiều lần',
    'papers',
    'fee',
    'fees',
    'form',
  ],
  staff: [
    'cán bộ',
    'công chức',
    'nhân viên',
    'chuyên viên',
    'thái độ',
    'nhiệt tình',
    'tận tình',
    'chu đáo',
    'niềm nở',
    'lịch sự',
    'vui vẻ',
    'thân thiện',
    'hách dịch',
    'cáu gắt',
    'nhũng nhiễu',
    'vòi vĩnh',
    'bồi dưỡng',
    'phong bì',
    'hướng dẫn',
    'giải thích',
    'staff',
    'polite',
    'rude',
    'helpful',
  ],
  result: [
    'kết quả',
    'đúng hẹn',
    'trễ hẹn',
    'chậm hẹn',
    'quá hẹn',
    'sai hẹn',
    'trước hẹn',
    'giấy hẹn',
    'chờ lâu',
    'đợi lâu',
    'phải chờ',
    'chờ đợi',
    'rất chậm',
    'quá chậm',
    'chậm trễ',
    'giải quyết nhanh',
    'nhanh chóng',
    'nhanh gọn',
    'rất nhanh',
    'sai thông tin',
    'sai tên',
    'in sai',
    'ghi sai',
    'late',
    'on time',
    'slow',
    'fast',
    'quick',
  ],
  feedback: [
    'phản ánh',
    'kiến nghị',
    'góp ý',
    'khiếu nại',
    'tố cáo',
    'đường dây nóng',
    'hotline',
    'gọi điện',
    'không nghe máy',
    'không ai trả lời',
    'complaint',
    'complain',
    'feedback',
  ],
};

interface Phrase {
  readonly factor: FactorKey;
  /** With spaces at both ends, so that words are found whole. */
  readonly typed: string;
  readonly bare: string;
}

const ALL: readonly Phrase[] = Object.entries(PHRASES).flatMap(([factor, phrases]) =>
  phrases.map((phrase) => ({ factor, typed: spaced(phrase), bare: foldText(phrase) })),
);

/** Factors in the order of the survey; none where no phrase is found. */
export function topicsOf(comment: string): readonly FactorKey[] {
  const typed = spaced(comment);
  const bare = bareWords(typed);
  const found = new Set(ALL.filter((phrase) => typed.includes(phrase.typed) || bare.includes(spaced(phrase.bare))));
  return Object.keys(PHRASES).filter((factor) => [...found].some((phrase) => phrase.factor === factor));
}

function spaced(text: string): string {
  const apart = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{Nd}\s]+/gu, ' · ');
  return ` ${apart.trim().replaceAll(/\s+/gu, ' ')} `;
}

/** Words that bear marks are as they were meant, and stand for nothing else. */
function bareWords(typed: string): string {
  return typed.replace(/[^ ]+/g, (word) => (foldText(word) === word ? word : '·'));
}
