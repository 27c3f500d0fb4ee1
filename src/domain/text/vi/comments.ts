/** Words of the page of comments. */
export const commentsText = {
  title: 'Lời nhắn của người dân',
  lead: 'Công bố theo đợt từ 5 lời nhắn, đã xáo thứ tự và che thông tin cá nhân.',
  search: 'Tìm trong lời nhắn',
  searchHint: 'gõ không dấu cũng được',
  topic: 'Chủ đề',
  allTopics: 'Mọi chủ đề',
  none: 'Chưa rõ chủ đề',
  period: 'Công bố trong',
  apply: 'Xem',
  topics: 'Lọc theo chủ đề',
  total: (count: string) => `${count} lời nhắn`,
  totalOver: (count: string) => `Hơn ${count} lời nhắn`,
  many: (count: string) =>
    `Có hơn ${count} lời nhắn khớp nên không đếm theo chủ đề. Muốn biết số lượng, xin chọn một đơn vị hoặc thời gian ngắn hơn.`,
  batch: (unit: string, month: string) => `${unit}, công bố ${month}`,
  older: 'Lời nhắn cũ hơn',
  newest: 'Về đầu trang',
  notFiltered: 'Lời nhắn không kèm thủ tục, hình thức nộp hay kênh mời, nên các lọc đó không có tác dụng ở đây.',
  emptyTitle: 'Chưa có lời nhắn nào được công bố',
  empty: [
    'Lời nhắn chỉ hiện khi một đơn vị có đủ 5 lời nhắn chưa công bố, để không ai đoán được lời nào của ai.',
    'Đơn vị có ít lời nhắn: sau hai tuần, các lời nhắn được gộp với đơn vị khác và hiện ở cấp tỉnh.',
  ] as readonly string[],
  notFoundTitle: 'Không có lời nhắn nào khớp',
  notFound: 'Thử từ khác, bỏ bớt lọc hoặc chọn thời gian dài hơn.',
  clear: 'Xem mọi lời nhắn',
  method: 'Cách công bố',
  methodLines: [
    'Số điện thoại, số căn cước, thư điện tử, mã hồ sơ, biển số xe, địa chỉ nhà và tên người được thay bằng dấu như [tên].',
    'Bên cạnh lời nhắn không có điểm, ngày, thủ tục hay bất cứ thông tin nào của hồ sơ; chỉ có đơn vị và tháng công bố.',
    'Chủ đề được nhận ra theo từ khóa, nên có thể sót hoặc nhầm. Một lời nhắn có thể thuộc nhiều chủ đề.',
    'Ý kiến được rút lại thì lời nhắn cũng mất cùng đợt gộp tới.',
  ] as readonly string[],
};

export type CommentsText = typeof commentsText;
