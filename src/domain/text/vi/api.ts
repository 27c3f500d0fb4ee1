/** What API callers pass on to clerks. Keys are states and reasons of a dossier's survey (`service/show-dossier`). */
export const apiText = {
  fieldUnknown: (name: string) => `Hồ sơ không có mục "${name}". Xin kiểm tra tên mục theo hướng dẫn, hoặc bỏ mục này.`,
  states: {
    registered: 'Đã tiếp nhận, chưa có kết quả. Khảo sát chỉ mở sau khi hồ sơ giải quyết xong.',
    completed: 'Đã giải quyết xong. Lời mời đang chờ đến giờ gửi.',
    sent: 'Lời mời đã đến người dân.',
    'not-sendable': 'Không gửi được lời mời.',
    closed: 'Khảo sát đã đóng.',
  },
  reasons: {
    organisation: 'Không gửi lời mời: người nộp là tổ chức.',
    bereavement: 'Không gửi lời mời: hồ sơ khai tử.',
    withdrawn: 'Không gửi lời mời: người dân đã rút hồ sơ.',
    'staff-phone': 'Không gửi lời mời: số điện thoại là của cán bộ. Phiếu vẫn mở được.',
    'opted-out': 'Không gửi lời mời: người dân không nhận khảo sát. Phiếu vẫn mở được.',
    'recently-asked': 'Không gửi lời mời: người này đã được hỏi trong 30 ngày qua. Phiếu vẫn mở được.',
    'not-drawn': 'Không gửi lời mời: hồ sơ không được rút thăm trong tháng. Phiếu vẫn mở được.',
    'no-channel': 'Không gửi được lời mời: chưa có kênh nào liên lạc được. Phiếu vẫn mở được.',
  },
  figures: {
    share: 'Tỷ lệ trả lời hài lòng hoặc rất hài lòng (0 đến 1), khoảng tin cậy Wilson 95 %',
    meanOf5: 'Điểm trung bình chia 5, nhân 100 (20 đến 100; mức bình thường là 60)',
    meanOf100: '(Điểm trung bình - 1) chia 4, nhân 100 (0 đến 100; mức bình thường là 50)',
  },
};

export type ApiText = typeof apiText;
