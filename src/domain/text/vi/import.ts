import type { ImportField } from '../../dossier-import/columns.ts';
import type { ImportState } from '../../dossier-import/import.ts';
import type { FileFault } from '../../../lib/file-error.ts';

/** Words of the import of files, for clerks. */
export interface ImportText {
  readonly nav: string;
  readonly title: string;
  readonly lead: string;
  readonly file: string;
  readonly fileHint: (limits: { readonly megabytes: string; readonly rows: string }) => string;
  readonly drop: string;
  readonly upload: string;
  readonly templateTitle: string;
  readonly template: string;
  readonly templateName: string;
  readonly templateFile: string;
  readonly rules: readonly string[];
  readonly earlier: string;
  readonly earlierColumns: {
    readonly file: string;
    readonly at: string;
    readonly state: string;
    readonly rows: string;
  };
  readonly kept: string;
  readonly states: Readonly<Record<ImportState, string>>;
  readonly steps: readonly string[];
  readonly columnsTitle: string;
  readonly columnsLead: (rows: string) => string;
  readonly column: (letter: string, header: string) => string;
  readonly noColumn: string;
  readonly required: string;
  readonly fields: Readonly<Record<ImportField, string>>;
  readonly fieldHints: Partial<Readonly<Record<ImportField, string>>>;
  readonly others: string;
  readonly samples: (rows: number) => string;
  readonly fieldMissing: string;
  readonly fieldTwice: string;
  readonly onlyIntake: string;
  readonly check: string;
  readonly discard: string;
  readonly checking: (done: string, of: string) => string;
  readonly importing: (done: string, of: string) => string;
  readonly progress: string;
  readonly mayLeave: string;
  readonly reload: string;
  readonly checkedTitle: (good: string) => string;
  readonly checkedNone: string;
  readonly doneTitle: (good: string) => string;
  readonly failedTitle: string;
  readonly failedAt: (row: string) => string;
  readonly again: string;
  readonly counts: {
    readonly created: string;
    readonly updated: string;
    readonly unchanged: string;
    readonly rejected: string;
  };
  readonly countsNow: ImportText['counts'];
  readonly start: (good: string) => string;
  readonly otherColumns: string;
  readonly rejectedTitle: (rows: string) => string;
  readonly rejectedLead: string;
  readonly csv: string;
  readonly xlsx: string;
  readonly fault: string;
  readonly rows: string;
  readonly line: string;
  readonly reason: string;
  readonly rejectedFile: string;
  readonly next: string;
  readonly missing: string;
  readonly missingBody: string;
  readonly timeMalformed: (field: string) => string;
  readonly files: Readonly<Record<FileFault | 'file-missing' | 'import-too-many', string>>;
  readonly failures: { readonly 'import-crashed': string; readonly other: string };
}

export const importText: ImportText = {
  nav: 'Nhập từ tệp',
  title: 'Nhập hồ sơ từ tệp',
  lead: 'Tệp xuất từ phần mềm một cửa hoặc bảng tính của đơn vị. Mã hồ sơ đã có thì không bị ghi trùng.',
  file: 'Tệp CSV hoặc Excel (.xlsx)',
  fileHint: ({ megabytes, rows }) => `Tối đa ${megabytes} MB và ${rows} dòng.`,
  drop: 'Kéo tệp thả vào đây, hoặc bấm để chọn tệp.',
  upload: 'Gửi tệp lên và xem trước',
  templateTitle: 'Chưa có tệp?',
  template: 'Tải tệp mẫu',
  templateName: 'Hồ sơ',
  templateFile: 'mau-nhap-ho-so',
  rules: [
    'Mỗi dòng là một hồ sơ. Cần có: mã hồ sơ, mã thủ tục, ngày hẹn trả.',
    'Dòng đúng được ghi, dòng sai trả lại thành tệp kèm lý do.',
    'Nhập lại cùng một tệp không gây trùng.',
    'Hệ thống tự quyết định mời ai; tệp không chọn hay bỏ được ai.',
  ],
  earlier: 'Các tệp gần đây của ông/bà',
  earlierColumns: { file: 'Tệp', at: 'Gửi lúc', state: 'Tình trạng', rows: 'Số dòng' },
  kept: 'Tệp chứa số điện thoại nên được mã hóa, xóa ngay khi nhập xong. Các dòng trả lại xóa sau 24 giờ.',
  states: {
    uploading: 'Đang gửi lên',
    uploaded: 'Chờ xác nhận cột',
    checking: 'Đang kiểm tra',
    checked: 'Đã kiểm tra, chờ ghi',
    importing: 'Đang ghi',
    done: 'Đã xong',
    failed: 'Đã dừng giữa chừng',
  },
  steps: ['Chọn tệp', 'Xác nhận cột', 'Kiểm tra', 'Ghi vào sổ'],
  columnsTitle: 'Mỗi cột là gì?',
  columnsLead: (rows) => `Tệp có ${rows} dòng. Hệ thống đoán như dưới đây; xin xem lại rồi bấm kiểm tra.`,
  column: (letter, header) => `${letter}: ${header}`,
  noColumn: 'Không có trong tệp',
  required: 'bắt buộc',
  fields: {
    code: 'Mã hồ sơ',
    procedure: 'Mã thủ tục',
    dueAt: 'Ngày hẹn trả',
    completedAt: 'Ngày giải quyết xong',
    returnedAt: 'Ngày trả kết quả',
    phone: 'Số điện thoại',
    unit: 'Đơn vị',
    filedVia: 'Hình thức nộp',
    receivedAt: 'Ngày tiếp nhận',
    outcome: 'Kết quả',
    applicant: 'Người nộp',
    lateReason: 'Lý do trễ hẹn',
    apologySentAt: 'Ngày gửi văn bản xin lỗi',
    officer: 'Mã cán bộ',
    language: 'Ngôn ngữ',
  },
  fieldHints: {
    completedAt: 'Không có thì lấy ngày trả kết quả.',
    unit: 'Không có thì lấy theo tài khoản hoặc mã hồ sơ.',
    filedVia: 'Không có thì tính là nộp tại quầy.',
    receivedAt: 'Không có thì lấy theo mã hồ sơ.',
    outcome: 'Không có thì tính là đã trả kết quả.',
    applicant: 'Không có thì tính là cá nhân.',
  },
  others: 'Các cột ít gặp',
  samples: (rows) => `${String(rows)} dòng đầu, như hệ thống đọc được`,
  fieldMissing: 'Xin chọn cột cho mục này.',
  fieldTwice: 'Cột này đã chọn cho mục khác.',
  onlyIntake: 'Tệp không có ngày giải quyết xong: các hồ sơ chỉ được ghi là đã tiếp nhận, chưa hỏi ai.',
  check: 'Kiểm tra mọi dòng',
  discard: 'Bỏ tệp này',
  checking: (done, of) => `Đang kiểm tra: ${done} trên ${of} dòng`,
  importing: (done, of) => `Đang ghi: ${done} trên ${of} dòng`,
  progress: 'Tiến độ',
  mayLeave: 'Ông/bà có thể đóng trang này; việc vẫn chạy tiếp. Mở lại lúc nào cũng được.',
  reload: 'Tải lại trang',
  checkedTitle: (good) => `${good} dòng ghi được`,
  checkedNone: 'Không dòng nào ghi được',
  doneTitle: (good) => `Đã nhập xong: ${good} dòng đúng`,
  failedTitle: 'Việc nhập đã dừng giữa chừng',
  failedAt: (row) => `Đã dừng sau dòng thứ ${row} của bảng. Các dòng trước đó đã được xử lý và giữ nguyên.`,
  again: 'Xin nhập lại cả tệp: hồ sơ đã ghi không bị trùng, hệ thống nhận ra theo mã.',
  counts: { created: 'Hồ sơ mới', updated: 'Được bổ sung', unchanged: 'Đã có, không đổi', rejected: 'Trả lại' },
  countsNow: { created: 'Sẽ ghi mới', updated: 'Sẽ bổ sung', unchanged: 'Đã có, không đổi', rejected: 'Sẽ trả lại' },
  start: (good) => `Ghi ${good} dòng đúng`,
  otherColumns: 'Chọn lại cột',
  rejectedTitle: (rows) => `${rows} dòng trả lại, vì sao`,
  rejectedLead: 'Tải tệp về, sửa ngay trong đó rồi nhập lại tệp ấy. Cột cuối cùng ghi lý do.',
  csv: 'Tải dòng trả lại (CSV)',
  xlsx: 'Tải dòng trả lại (Excel)',
  fault: 'Lý do',
  rows: 'Số dòng',
  line: 'Dòng trong tệp',
  reason: 'Lý do trả lại',
  rejectedFile: 'dong-tra-lai',
  next: 'Nhập tệp khác',
  missing: 'Không có tệp này',
  missingBody: 'Tệp đã bị bỏ, đã quá 24 giờ, hoặc do người khác gửi.',
  timeMalformed: (field) => `${field}: không đọc được ngày này. Xin ghi như 25/11/2026 hoặc 25/11/2026 14:30.`,
  files: {
    'file-missing': 'Xin chọn một tệp.',
    'file-kind': 'Tệp này không phải CSV hay Excel. Xin xuất từ phần mềm thành tệp .xlsx hoặc .csv.',
    'file-old-excel':
      'Tệp này là Excel đời cũ (.xls) hoặc có mật khẩu. Xin mở bằng Excel, chọn Lưu thành, kiểu .xlsx, không đặt mật khẩu.',
    'file-encoding':
      'Chữ trong tệp không phải Unicode (UTF-8). Xin lưu lại bằng Excel thành kiểu .xlsx hoặc "CSV UTF-8".',
    'file-malformed': 'Tệp hỏng hoặc thiếu. Xin mở thử bằng Excel rồi lưu lại.',
    'file-empty': 'Tệp không có dòng nào dưới dòng tên cột.',
    'file-too-large': 'Tệp quá lớn. Xin tách thành nhiều tệp nhỏ hơn.',
    'file-too-large-inside': 'Nội dung trong tệp quá lớn khi mở ra. Xin bỏ các trang và hình không cần rồi lưu lại.',
    'file-too-many-rows': 'Tệp có quá nhiều dòng. Xin tách thành nhiều tệp.',
    'file-too-many-columns': 'Bảng có hơn 100 cột. Xin bỏ bớt các cột không cần.',
    'file-columns': 'Bảng thiếu cột mã hồ sơ hoặc mã thủ tục. Xin ghi tên cột ở dòng đầu, ví dụ: Mã hồ sơ, Mã thủ tục.',
    'import-too-many': 'Ông/bà đang có ba tệp chạy. Xin đợi một tệp xong rồi gửi tiếp.',
  },
  failures: {
    'import-crashed': 'Máy chủ đã dừng nhiều lần khi đọc tệp này.',
    other: 'Hệ thống gặp lỗi; lỗi đã được ghi lại.',
  },
};
