/** Words of the back-check's page, and of what it found. */
export const backCheckText = {
  title: 'Hai câu hỏi thêm',
  submit: 'Gửi',
  missing: 'Xin chọn một câu trả lời.',
  thanksTitle: 'Đã nhận câu trả lời',
  overTitle: 'Không còn câu hỏi nào',
  over: 'Hai câu hỏi này đã được trả lời, đã hết hạn, hoặc đường dẫn viết chưa đúng.',
  found: {
    title: 'Hỏi lại người đã trả lời',
    lead: (from: string, to: string) =>
      `Máy rút ngẫu nhiên một số người đã trả lời xong, hôm sau hỏi riêng hai câu. Hồ sơ xong từ ${from} đến ${to}.`,
    caption: 'Kết quả hỏi lại theo đơn vị',
    unit: 'Đơn vị',
    asked: 'Đã hỏi',
    own: 'Tự trả lời',
    prompted: 'Có người gợi ý mức chọn',
    answers: (count: string) => `trên ${count} người`,
    tooFew: 'Chưa đủ 10 câu trả lời',
    none: 'Chưa hỏi lại ai. Người trả lời xong hôm nay được hỏi từ ngày mai, trong khung giờ gửi.',
    note: 'Chỉ tính cho tỉnh và cả nước, theo nhóm từ 5 người trở lên; không ai xem được một người đã nói gì. Người không nhớ thì không tính. Khoảng tin cậy 95\u00a0% theo Wilson.',
  },
};

export type BackCheckText = typeof backCheckText;
