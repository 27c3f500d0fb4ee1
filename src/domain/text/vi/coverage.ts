/** Words of the page on dossiers that nobody was asked about. */
export const coverageText = {
  title: 'Hồ sơ chưa từng được mời',
  file: 'chua-duoc-moi',
  lead: 'Chưa từng được mời',
  leadOver: (missed: string, completed: string) => `${missed} trên ${completed} hồ sơ đã xong`,
  hiddenNote: 'Ở cấp xã, nhóm dưới 10 hồ sơ và nhóm có thể suy ra từ đó không hiện số.',
  reasons: 'Theo lý do',
  reasonsNote:
    'Mỗi hồ sơ một lý do. Sáu lý do đầu là diện không hỏi đã công bố; ba lý do cuối là chỗ có thể cải thiện.',
  months: 'Theo tháng hồ sơ xong',
  units: 'Theo đơn vị',
  unitsNote: (shown: string) => `Xếp theo tỷ lệ chưa được mời, nhiều nhất ${shown} đơn vị.`,
  columns: {
    reason: 'Lý do',
    month: 'Tháng',
    unit: 'Đơn vị',
    completed: 'Đã xong',
    missed: 'Chưa được mời',
    share: 'Tỷ lệ',
    main: 'Lý do nhiều nhất',
  },
  reason: {
    organisation: 'Người nộp là tổ chức',
    bereavement: 'Thủ tục khai tử',
    withdrawn: 'Người dân rút hồ sơ',
    'staff-phone': 'Số điện thoại của cán bộ',
    'opted-out': 'Đã xin không nhận khảo sát',
    'recently-asked': 'Đã được hỏi trong 30 ngày',
    'not-drawn': 'Không được rút thăm',
    'no-contact': 'Không gửi được, phiếu không mở',
    pending: 'Chưa tới lượt gửi',
    other: 'Khép lại trước khi gửi',
  },
  emptyTitle: 'Chưa có hồ sơ nào xong trong kỳ này',
  empty: 'Khi có hồ sơ được ghi nhận là đã xong, trang này cho biết hồ sơ nào chưa được mời và vì sao.',
  none: 'Mọi hồ sơ đã xong trong kỳ đều được mời.',
  method: 'Cách tính',
  methodLines: [
    'Chưa từng được mời: hồ sơ đã xong mà hệ thống chưa gửi tin nào và phiếu chưa được mở.',
    'Cán bộ không chọn được ai được hỏi; diện không hỏi do quy tắc đã công bố quyết định.',
    '“Không gửi được” giảm khi ghi số điện thoại lúc tiếp nhận và đưa phiếu cho người dân.',
  ],
};

export type CoverageText = typeof coverageText;
