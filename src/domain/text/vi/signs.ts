import type { SignalName } from '../../interference/signal.ts';

/** A share and what it is held against, written out. */
export interface SignWords {
  readonly hits: string;
  readonly of: string;
  readonly share: string;
  readonly reference: string;
}

type Sign = {
  readonly title: string;
  readonly reason: (words: SignWords) => string;
  readonly look: string;
};

/** Words about signs of interference; they accuse nobody. */
export const signsText = {
  nav: 'Dấu hiệu',
  title: 'Dấu hiệu cần xem lại',
  lead: 'Hệ thống dò trong sổ hồ sơ theo quy tắc cố định, không đọc câu trả lời nào. Dấu hiệu chưa phải là kết luận. Không phiếu nào bị xóa hay sửa.',
  count: (total: string, unreviewed: string) => `Ba tháng gần nhất có ${total} dấu hiệu, ${unreviewed} chưa xem.`,
  next: 'Trang sau',
  first: 'Về trang đầu',
  noMore: 'Sau chỗ này không còn dấu hiệu nào.',
  emptyTitle: 'Không có dấu hiệu nào',
  empty: 'Ba tháng gần nhất không có dấu hiệu nào trong phạm vi của ông/bà. Hệ thống dò lại mỗi ngày một lần.',
  officer: (code: string) => `Hồ sơ do ${code} nhập`,
  lookLabel: 'Nên xem',
  states: {
    open: 'Chưa xem',
    dismissed: 'Đã xem: không có gì',
    confirmed: (suspect: string) => `Đã xác nhận: ${suspect} phiếu đáng ngờ`,
  },
  bounds: (shown: string, low: string, high: string) =>
    `Tỷ lệ hài lòng đang công bố là ${shown}. Nếu bỏ các phiếu đáng ngờ, tỷ lệ nằm trong khoảng ${low} đến ${high}.`,
  noBounds: 'Tháng này chưa có số liệu công bố, nên chưa tính được khoảng.',
  suspect: 'Số phiếu đáng ngờ',
  suspectHint: 'Ước lượng sau khi xem sổ. Dùng để tính khoảng của chỉ số, không xóa phiếu nào.',
  suspectFault: (most: string) => `Ghi một số từ 1 đến ${most}.`,
  confirm: 'Xác nhận dấu hiệu',
  dismiss: 'Không có gì đáng ngờ',
  rule: 'Mỗi dấu hiệu chỉ hiện khi chênh lệch vượt mức cho phép, kể cả ở đầu thấp của khoảng tin cậy 95\u00a0%. Cán bộ chỉ được so về cách ghi số điện thoại, không bao giờ về điểm.',
  signs: {
    'missing-phone': {
      title: 'Nhiều hồ sơ không có số điện thoại',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} hồ sơ (${share}) không có số điện thoại; những người khác trong tỉnh: ${reference}.`,
      look: 'Hồ sơ nào bị bỏ trống số, có phải là hồ sơ trễ hạn hay bị trả lại không.',
    },
    'phone-changed-late': {
      title: 'Nhiều số điện thoại bị sửa sau khi hồ sơ xong',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} hồ sơ (${share}) bị sửa số sau khi xong; những người khác trong tỉnh: ${reference}.`,
      look: 'Vì sao sửa, và số mới là của ai.',
    },
    'staff-phone': {
      title: 'Hồ sơ mang số điện thoại của cán bộ',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} hồ sơ (${share}) mang số của cán bộ; đơn vị khác: ${reference}.`,
      look: 'Có phải cán bộ ghi số của mình thay cho người dân không.',
    },
    'shared-phone': {
      title: 'Một số điện thoại đứng trên nhiều hồ sơ',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} hồ sơ (${share}) có số đứng trên hơn 4 hồ sơ; đơn vị khác: ${reference}.`,
      look: 'Có phải số của người làm dịch vụ, của tổ dân phố, hay của người nhà cán bộ không.',
    },
    'shared-holder': {
      title: 'Một máy giữ nhiều phiếu',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} phiếu đã mở (${share}) nằm trong máy giữ hơn 2 phiếu; đơn vị khác: ${reference}.`,
      look: 'Phiếu có được đưa tận tay người dân không.',
    },
    'slip-taken-early': {
      title: 'Phiếu được mở khi người dân còn ở quầy',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} phiếu (${share}) được mở trong 10 phút sau khi trả kết quả; đơn vị khác: ${reference}.`,
      look: 'Có ai mở phiếu thay, hoặc đứng cạnh người dân không.',
    },
    'slips-in-a-burst': {
      title: 'Nhiều phiếu xong trong cùng một ngày',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} phiếu (${share}) xong trong một ngày; một tuần trước đó chỉ có ${reference} số hồ sơ của tháng được trả.`,
      look: 'Ngày đó có ai gom phiếu lại để điền không.',
    },
    'slips-over-phones': {
      title: 'Trả lời bằng phiếu nhiều bất thường',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} khảo sát (${share}) đến từ phiếu; đơn vị khác: ${reference}.`,
      look: 'Vì sao người dân ở đây ít trả lời qua điện thoại của mình.',
    },
    'slip-denied': {
      title: 'Chủ số điện thoại nói không phải mình trả lời',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} phiếu (${share}) bị chủ số điện thoại trên hồ sơ báo là người khác trả lời; đơn vị khác: ${reference}. Các câu trả lời đó đã bị xóa trước khi tính.`,
      look: 'Phiếu có được đưa tận tay người dân không, và số điện thoại có ghi đúng không.',
    },
    hurried: {
      title: 'Trả lời nhanh hơn tốc độ đọc',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} khảo sát (${share}) xong chưa đến 8 giây; đơn vị khác: ${reference}.`,
      look: 'Có ai bấm thay người dân không.',
    },
    'late-left-out': {
      title: 'Hồ sơ trễ hạn ít được hỏi',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} hồ sơ trễ hạn (${share}) có lời mời đến nơi; hồ sơ đúng hạn: ${reference}.`,
      look: 'Hồ sơ trễ có bị bỏ số điện thoại, hay bị ghi thành tổ chức không.',
    },
    'response-too-high': {
      title: 'Tỷ lệ trả lời cao bất thường',
      reason: ({ hits, of, share }) =>
        `${hits} trên ${of} người nhận được lời mời đã trả lời (${share}); khảo sát tự nguyện hiếm khi quá 60\u00a0%.`,
      look: 'Có ai nhắc, giục hoặc đứng cạnh người dân khi trả lời không.',
    },
    'response-jumped': {
      title: 'Tỷ lệ trả lời tăng vọt',
      reason: ({ hits, of, share, reference }) =>
        `${hits} trên ${of} người nhận được lời mời đã trả lời (${share}); ba tháng trước: ${reference}.`,
      look: 'Tháng này đơn vị có làm gì khác trước không.',
    },
  } satisfies Readonly<Record<SignalName, Sign>> as Readonly<Record<SignalName, Sign>>,
};

export type SignsText = typeof signsText;
