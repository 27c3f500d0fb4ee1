/** Words of the monthly report: the register of an official report, not of a page. */
export const reportText = {
  nav: 'Báo cáo tháng',
  title: 'Báo cáo tháng',
  heading: 'Kết quả lấy ý kiến người dân về việc giải quyết thủ tục hành chính',
  lead: 'Xem, in (khổ A4) hoặc tải về để sửa tiếp. Đoạn văn bên dưới dán thẳng vào báo cáo của đơn vị được.',
  month: 'Tháng',
  unit: 'Đơn vị',
  span: 'Kỳ báo cáo',
  spans: {
    calendar: 'Từ ngày 01 đến hết tháng',
    reporting: 'Từ ngày 15 tháng trước đến ngày 14',
  },
  apply: 'Xem',
  print: 'In báo cáo',
  docx: 'Tải Word (DOCX)',
  periodLine: (month: string, from: string, to: string) => `Kỳ báo cáo tháng ${month} (từ ngày ${from} đến ngày ${to})`,
  scoreMonth: (month: string) => `Điểm hài lòng tính trọn tháng ${month}.`,
  paragraphTitle: 'Đoạn văn để đưa vào báo cáo',
  tablesTitle: 'Số liệu',
  chartsTitle: 'Biểu đồ',
  methodTitle: 'Cách tính',
  foot: (instant: string) => `Lập lúc ${instant}. Số liệu tham khảo, không thay thế SIPAS.`,
  page: 'Trang',
  file: 'bao-cao',
  onePeriod:
    'Tỷ lệ trả lời tính theo ngày của kỳ báo cáo; điểm hài lòng chỉ được công bố theo trọn tháng dương lịch, nên lấy tháng cùng tên với kỳ.',
  tables: {
    funnel: 'Từ hồ sơ đến câu trả lời',
    index: 'Tỷ lệ hài lòng theo yếu tố',
    units: 'Tỷ lệ trả lời theo đơn vị',
    none: '–',
  },
  paragraph: {
    where: { country: 'trên phạm vi cả nước', unit: (name: string) => `trên địa bàn ${name}` },
    none: (month: string, span: string, where: string) =>
      `Trong kỳ báo cáo tháng ${month} (${span}), ${where} không có hồ sơ thủ tục hành chính nào được ghi nhận là đã giải quyết xong.`,
    span: (from: string, to: string) => `từ ngày ${from} đến ngày ${to}`,
    completed: (month: string, span: string, where: string, completed: string, eligible: string, invited: string) =>
      `Trong kỳ báo cáo tháng ${month} (${span}), ${where} có ${completed} hồ sơ thủ tục hành chính được giải quyết xong; ${eligible} hồ sơ thuộc diện lấy ý kiến, đã gửi ${invited} lời mời.`,
    response: (delivered: string, finished: string, rate: string, low: string, high: string) =>
      `Trong ${delivered} lời mời đến được người dân, có ${finished} lượt trả lời xong, đạt tỷ lệ trả lời ${rate} (khoảng tin cậy 95 %: từ ${low} đến ${high}; n = ${delivered}).`,
    responseHidden: 'Số lời mời chưa đủ 10 nên không nêu tỷ lệ trả lời.',
    responseNone: 'Chưa có lời mời nào đến được người dân nên chưa tính được tỷ lệ trả lời.',
    satisfaction: (month: string, share: string, low: string, high: string, answers: string, responses: string) =>
      `Qua ${responses} phiếu ý kiến của tháng ${month}, tỷ lệ hài lòng đạt ${share} (khoảng tin cậy 95 %: từ ${low} đến ${high}; n = ${answers} câu trả lời).`,
    tooFew: (month: string) => `Tháng ${month} chưa đủ 10 ý kiến nên chưa nêu tỷ lệ hài lòng.`,
    higher: (month: string, before: string, points: string, low: string, high: string) =>
      `So với tháng ${month} (${before}), tỷ lệ hài lòng tăng ${points} điểm phần trăm (khoảng tin cậy 95 %: từ ${low} đến ${high}).`,
    lower: (month: string, before: string, points: string, low: string, high: string) =>
      `So với tháng ${month} (${before}), tỷ lệ hài lòng giảm ${points} điểm phần trăm (khoảng tin cậy 95 %: từ ${low} đến ${high}).`,
    same: (month: string, before: string) => `So với tháng ${month} (${before}), kết quả chưa khác biệt rõ.`,
    factorsApart: (lowest: string, low: string, highest: string, high: string) =>
      `Yếu tố có tỷ lệ hài lòng thấp nhất là “${lowest}” (${low}), thấp hơn rõ so với yếu tố cao nhất là “${highest}” (${high}).`,
    factorsAlike: 'Tỷ lệ hài lòng giữa các yếu tố chưa khác biệt rõ.',
    reference: 'Số liệu dùng để tham khảo, không thay thế Chỉ số hài lòng về sự phục vụ hành chính (SIPAS).',
  },
};

export type ReportText = typeof reportText;
