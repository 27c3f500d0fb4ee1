import type { ImprovementFault } from '../../improvement.ts';

/** Words of the log of what was improved. */
export const improvementsText = {
  title: 'Đã cải thiện',
  lead: 'Ghi lại việc đơn vị đã làm tốt hơn. Mỗi việc hiện trên biểu đồ xu hướng và trên trang công khai.',
  newTitle: 'Ghi một việc đã cải thiện',
  editTitle: 'Sửa việc đã cải thiện',
  month: 'Tháng bắt đầu',
  monthHint: 'Ví dụ 11/2026.',
  unit: 'Đơn vị',
  factor: 'Yếu tố',
  noFactor: 'Không riêng yếu tố nào',
  text: 'Đã làm gì',
  textHint: 'Một hai câu, ai đọc cũng hiểu. Không ghi tên người. Ví dụ: Thêm một quầy tiếp nhận buổi sáng thứ Hai.',
  submit: 'Ghi lại',
  cancel: 'Thôi',
  edit: 'Sửa',
  takeBack: 'Gỡ khỏi biểu đồ và trang công khai',
  written: 'Đã ghi lại.',
  changed:
    'Người khác vừa sửa việc này, xem “Các lần ghi” bên dưới. Những gì ông/bà gõ còn nguyên; ghi lại thì thay bản của họ.',
  history: 'Các lần ghi',
  version: 'Lần ghi',
  versionAt: (version: number) => `Lần ${String(version)}`,
  who: 'Ai ghi',
  when: 'Lúc',
  state: 'Tình trạng',
  standing: 'Đang hiện',
  takenBack: 'Đã gỡ',
  gone: 'Không còn tên',
  emptyTitle: 'Chưa ghi việc nào',
  empty: 'Khi đơn vị thay đổi cách làm, hãy ghi vào đây để thấy mức hài lòng có đổi theo hay không.',
  onTrend: 'Việc đã cải thiện, đánh số trên biểu đồ',
  faults: {
    'month-malformed': 'Xin ghi tháng như 11/2026.',
    'month-to-come': 'Tháng này chưa tới.',
    'month-too-old': 'Tháng này đã quá ba năm.',
    'factor-unknown': 'Xin chọn một yếu tố trong danh sách.',
    'text-too-short': 'Xin ghi rõ hơn, ít nhất 10 chữ cái.',
    'text-too-long': 'Xin ghi gọn trong 300 chữ cái.',
  } satisfies Record<ImprovementFault, string>,
};

export type ImprovementsText = typeof improvementsText;
