/** Words of the desk where a clerk records dossiers, beside those of the form itself. */
export const deskText = {
  tailHint: 'Gõ nốt các số cuối (42 là 0042), hoặc quét mã trên giấy tiếp nhận.',
  dueHint: 'Ví dụ 25/11. Trống: theo thời hạn thủ tục.',
  understood: 'Hệ thống hiểu',
  known: {
    registered: 'Hồ sơ này đã tiếp nhận. Lưu lần này là ghi hồ sơ đã xong.',
    recorded: 'Hồ sơ này đã được ghi nhận trước đó. Lưu lại có thể sửa những gì đã ghi.',
  },
  fresh: 'Hồ sơ mới, chưa có trong hệ thống.',
  unit: (unit: string) => `Đơn vị: ${unit}`,
  received: (day: string) => `Tiếp nhận ngày ${day}`,
  dueByLaw: (day: string, days: number) => `Hẹn trả ${day} (${String(days)} ngày làm việc kể từ khi tiếp nhận)`,
  late: (days: number) => `Trễ hẹn ${String(days)} ngày. Lời mời sẽ mở đầu bằng lời xin lỗi.`,
  lateSameDay: 'Trễ giờ hẹn. Lời mời sẽ mở đầu bằng lời xin lỗi.',
  onTime: 'Đúng hẹn.',
  confirmTitle: (code: string) => `Hồ sơ ${code} đã có. Lưu sẽ sửa:`,
  confirmBody: 'Nếu gõ nhầm mã, xin sửa lại mã. Nếu đúng là muốn sửa, xin bấm lưu lần nữa.',
  confirmSubmit: 'Lưu thay đổi',
  undo: 'Hoàn tác',
  undoHint: 'Hoàn tác được trong một phút, khi chưa có gì gửi đi.',
  undone: (code: string) => `Đã hoàn tác hồ sơ ${code}`,
  undoneBody: 'Mọi thứ trở lại như trước khi lưu.',
  tooLate: 'Không hoàn tác được nữa',
  tooLateBody: 'Đã quá một phút hoặc hồ sơ đã có việc tiếp theo. Nếu ghi nhầm, xin ghi lại mã đó với nội dung đúng.',
  intake: {
    tab: 'Tiếp nhận mới',
    done: 'Ghi nhận đã xong',
    tabs: 'Việc cần làm',
    lead: 'Ghi khi vừa tiếp nhận, rồi in phiếu đưa người dân. Khảo sát chỉ mở khi hồ sơ xong.',
    next: 'Việc tiếp theo',
    steps: [
      'In phiếu và đưa cho người dân cùng giấy hẹn, hoặc dán mã QR lên giấy hẹn.',
      'Khi hồ sơ xong, mở lại trang này, quét mã hồ sơ và lưu. Việc còn lại hệ thống tự làm.',
    ],
  },
  qr: {
    title: 'Mã QR để đặt vào giấy hẹn',
    png: 'Tải mã QR (PNG)',
    svg: 'Tải mã QR (SVG)',
    hint: 'Mã này chỉ dành cho một hồ sơ. Xin đừng mở thử bằng điện thoại của cơ quan: máy mở đầu tiên sẽ giữ phiếu.',
  },
};

export type DeskText = typeof deskText;
