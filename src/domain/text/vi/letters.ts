/** Letters to people of the console. */
export const lettersText = {
  greeting: (name: string) => `Kính gửi ông/bà ${name},`,
  open: 'Xem số liệu',
  account: 'Ngừng nhận thư tại trang tài khoản',
  digest: {
    subject: (unit: string, day: string) => `Hài Lòng: tóm tắt tuần, ${unit}, ${day}`,
    answered: (month: string, delivered: string, finished: string, rate: string, low: string, high: string) =>
      `Tháng ${month} tới nay, ${finished} khảo sát trả lời xong trên ${delivered} lời mời đã tới: tỷ lệ trả lời ${rate} (khoảng tin cậy 95 %: ${low} đến ${high}).`,
    answeredHidden: (month: string) => `Tháng ${month} tới nay chưa đủ 10 lời mời để nêu tỷ lệ trả lời.`,
    satisfied: (from: string, to: string, share: string, low: string, high: string, answers: string) =>
      `Tỷ lệ hài lòng từ tháng ${from} đến tháng ${to} là ${share} (khoảng tin cậy 95 %: ${low} đến ${high}; ${answers} câu trả lời).`,
    tooFew: (from: string, to: string) => `Từ tháng ${from} đến tháng ${to} chưa đủ 10 ý kiến để nêu tỷ lệ hài lòng.`,
    look: (alert: string) => `Cần xem: ${alert}`,
    calm: 'Không có thay đổi nào vượt mức ngẫu nhiên cần xem.',
  },
  alerts: {
    subject: (unit: string) => `Hài Lòng: có việc cần xem, ${unit}`,
    note: 'Thay đổi của số liệu chỉ được báo khi lớn hơn mức ngẫu nhiên (khoảng tin cậy 95 %). Mỗi việc chỉ báo một lần.',
  },
  ledger: {
    subject: (day: string) => `Hài Lòng: dấu niêm sổ phiếu ngày ${day}`,
    lead: 'Xin giữ thư này ở nơi không ai trong hệ thống sửa được. Sau này so dấu niêm với trang công khai: khác nhau nghĩa là phiếu đã bị sửa hoặc xóa.',
    line: (day: string, root: string, previous: string, entries: string) =>
      `Ngày ${day}\n  dấu niêm: ${root}\n  dấu của ngày trước: ${previous}\n  số đơn vị: ${entries}`,
  },
};

export type LettersText = typeof lettersText;
