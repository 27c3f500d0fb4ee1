import type { DossierFaultCode, DossierField } from '../../dossier-check.ts';

/** For clerks: what is wrong with a registered row and what to do about it. `name` is the field's name. */
export interface DossierText {
  readonly fields: Readonly<Record<DossierField, string>>;
  readonly faults: Readonly<Record<DossierFaultCode, (name: string) => string>>;
}

export const dossierText: DossierText = {
  fields: {
    code: 'Mã hồ sơ',
    unit: 'Đơn vị',
    procedure: 'Mã thủ tục',
    filedVia: 'Hình thức nộp',
    receivedAt: 'Thời điểm tiếp nhận',
    dueAt: 'Thời điểm hẹn trả',
    completedAt: 'Thời điểm giải quyết xong',
    returnedAt: 'Thời điểm trả kết quả',
    outcome: 'Kết quả giải quyết',
    phone: 'Số điện thoại',
    language: 'Ngôn ngữ',
    applicant: 'Người nộp',
    officer: 'Mã cán bộ',
    lateReason: 'Lý do trễ hẹn',
    apologySentAt: 'Thời điểm gửi văn bản xin lỗi',
  },
  faults: {
    'code-malformed': () =>
      'Mã hồ sơ không đúng mẫu hoặc ngày trong mã không có thật. Xin ghi đúng như trên giấy tiếp nhận, ví dụ H15.50.05.13-261008-0975.',
    'code-in-future': () => 'Ngày trong mã hồ sơ ở sau hôm nay. Xin kiểm tra lại mã trên giấy tiếp nhận.',
    'unit-unknown': () =>
      'Chưa có đơn vị này trong danh mục. Xin ghi mã xã, phường gồm năm chữ số hoặc mã định danh của cơ quan, ví dụ H26.20.21.',
    'unit-closed': () =>
      'Đơn vị này đã ngừng hoạt động trước ngày giải quyết xong hồ sơ. Xin ghi mã của đơn vị đang phụ trách.',
    'procedure-unknown': () =>
      'Chưa có thủ tục này trong danh mục. Xin ghi mã thủ tục quốc gia, ví dụ 1.001193, hoặc đề nghị tỉnh bổ sung.',
    'in-future': (name) => `${name} ở sau lúc này. Xin kiểm tra lại ngày và giờ.`,
    'due-before-received': () => 'Ngày hẹn trả ở trước ngày tiếp nhận. Xin xem lại hai ngày này.',
    'completed-before-received': () =>
      'Thời điểm giải quyết xong ở trước lúc tiếp nhận. Xin xem lại hai thời điểm này.',
    'returned-before-completed': () =>
      'Thời điểm trả kết quả ở trước lúc giải quyết xong. Xin xem lại hai thời điểm này.',
    'completion-missing': () => 'Đã ghi thời điểm trả kết quả nhưng chưa ghi thời điểm giải quyết xong. Xin ghi thêm.',
    'apology-before-received': () => 'Văn bản xin lỗi được ghi là gửi trước lúc tiếp nhận hồ sơ. Xin xem lại ngày gửi.',
    'phone-malformed': () =>
      'Số điện thoại không dùng được. Xin ghi một số di động hoặc cố định, ví dụ 0912 345 678, hoặc để trống.',
    'value-missing': (name) => `Thiếu mục: ${name}. Xin ghi thêm.`,
    'time-malformed': (name) =>
      `${name} không phải ngày giờ hợp lệ. Xin ghi như 2026-10-08T14:30 (giờ Việt Nam) hoặc 2026-10-08.`,
    'choice-unknown': (name) => `${name} không thuộc các giá trị cho phép. Xin chọn lại theo hướng dẫn.`,
    'text-too-long': (name) => `${name} quá dài. Xin ghi ngắn lại.`,
    'unit-out-of-scope': () => 'Tài khoản hoặc khóa kết nối này không phụ trách đơn vị đã ghi. Xin xem lại mã đơn vị.',
    'already-invited': (name) =>
      `Phiếu khảo sát của hồ sơ này đã được gửi nên không sửa được mục: ${name}. Các mục khác vẫn giữ nguyên.`,
  },
};
