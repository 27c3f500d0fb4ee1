/** Words of the pages with figures, beside those of the console. */
export const figuresText = {
  trail: 'Đang xem',
  channel: 'Kênh mời',
  auto: 'Tự chọn',
  autoChosen: (period: string) => `Tự chọn: ${period.toLowerCase()}`,
  widened: (period: string) => `Hệ thống lấy ${period.toLowerCase()}: khoảng ngắn nhất có từ 30 ý kiến.`,
  notEnough: 'Cả 12 tháng gần nhất vẫn chưa có 30 ý kiến; số liệu dưới đây còn dao động nhiều.',
  reports: 'Kỳ báo cáo (ngày 15 đến 14)',
  report: (month: string) => `Kỳ báo cáo ${month}`,
  reportNote: (from: string, to: string, month: string) =>
    `Hồ sơ và tỷ lệ trả lời tính từ ${from} đến ${to}. Điểm hài lòng công bố theo tháng dương lịch nên tính trọn ${month}.`,
  remove: (name: string) => `Bỏ lọc: ${name}`,
  notByChannel:
    'Điểm không tách theo kênh mời: phiếu đã gộp không giữ kênh, để không ai lần ra người trả lời. Bỏ lọc kênh để xem điểm.',
  factors: 'Năm yếu tố trong 12 tháng',
  factorsNote: (low: string, high: string) =>
    `Tỷ lệ hài lòng của kỳ đang xem và đường 12 tháng, cùng một thang từ ${low} đến ${high}. Dải mờ là khoảng tin cậy 95 %.`,
  seriesBreak: 'Đổi phiếu hỏi',
  seriesBreakNote: (month: string) => `Từ ${month} dùng phiếu hỏi mới: không nối đường, không so trực tiếp.`,
  hiddenRates: 'Ở cấp xã, tỷ lệ tính trên chưa đủ 10 lời mời, và tỷ lệ mà từ đó suy ra được số ấy, không hiện.',
  lateness: {
    title: 'Trễ hẹn và đúng hẹn',
    note: 'Trễ hẹn so với ngày hẹn trả đầu tiên.',
    group: 'Hồ sơ',
    late: 'Trễ hẹn',
    'on-time': 'Đúng hẹn',
    completed: 'Đã xong',
    share: 'Trên tổng',
    response: 'Tỷ lệ trả lời',
    satisfied: 'Hài lòng',
    higher: (points: string) => `Người bị trễ hẹn hài lòng hơn ${points} điểm phần trăm, khác biệt rõ.`,
    lower: (points: string) => `Người bị trễ hẹn ít hài lòng hơn ${points} điểm phần trăm, khác biệt rõ.`,
    'not-distinguishable': 'Mức hài lòng của hai nhóm chưa khác biệt rõ.',
    noScores: 'Điểm theo trễ hẹn chỉ có khi không lọc thủ tục, hình thức nộp hay kênh.',
  },
  channels: {
    title: 'Theo kênh mời',
    note: 'Mỗi hồ sơ tính một lần, theo kênh đã mời. Phiếu giấy tính khi người dân mở.',
    channel: 'Kênh',
    invited: 'Đã mời',
    delivered: 'Tới nơi',
    finished: 'Trả lời xong',
    response: 'Tỷ lệ trả lời',
  },
  largest: (shown: number, all: string) => `${String(shown)} đơn vị nhiều hồ sơ nhất trên ${all} đơn vị.`,
  allUnits: 'So sánh tất cả đơn vị',
};

export type FiguresText = typeof figuresText;
