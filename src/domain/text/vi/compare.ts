/** Words of the page that compares units. */
export const compareText = {
  title: 'So sánh đơn vị',
  file: 'so-sanh-don-vi',
  lead: (count: string, parent: string) => `${count} đơn vị thuộc ${parent}`,
  leadCountry: (count: string) => `${count} tỉnh, thành phố`,
  summary: (above: string, expected: string, below: string) =>
    `${above} đơn vị cao hơn rõ, ${below} thấp hơn rõ; ${expected} chưa khác biệt rõ với mức chung.`,
  noneRanked: 'Chưa đơn vị nào có 30 ý kiến, nên chưa xếp hạng.',
  singleTitle: 'Không có đơn vị trực thuộc',
  single: 'Đơn vị cấp xã không có đơn vị trực thuộc để so sánh. Xem số liệu của đơn vị ở trang Tổng quan.',
  caption: 'Bấm tên cột để xếp lại. Bấm tên đơn vị để xem bên trong.',
  columns: {
    unit: 'Đơn vị',
    completed: 'Đã xong',
    response: 'Tỷ lệ trả lời',
    satisfied: 'Hài lòng',
    rank: 'Thứ hạng',
    group: 'So với mức chung',
    year: '12 tháng',
  },
  rank: (best: string, worst: string) => (best === worst ? `hạng ${best}` : `hạng ${best}–${worst}`),
  ranked: (count: string) => `trên ${count}`,
  notRanked: 'Chưa xếp hạng',
  groups: { above: 'Cao hơn rõ', 'as-expected': 'Chưa khác biệt rõ', below: 'Thấp hơn rõ' },
  map: 'Bản đồ ô các tỉnh, thành phố',
  mapNote: 'Mỗi ô một tỉnh, xếp gần đúng vị trí. Số là tỷ lệ hài lòng; ký hiệu cho biết so với mức chung.',
  legend: 'Chú giải',
  pages: 'Các trang',
  page: (page: string, pages: string) => `Trang ${page} trên ${pages}`,
  next: 'Trang sau',
  previous: 'Trang trước',
  method: 'Cách so sánh',
  methodLines: [
    'Thứ hạng là một khoảng: mọi hạng mà khoảng tin cậy 95 % còn cho phép. Hai đơn vị có khoảng chồng lên nhau thì chưa phân được hơn kém.',
    'Dưới 30 ý kiến thì không xếp hạng; dưới 10 ý kiến thì không hiện điểm.',
    'Ba nhóm theo biểu đồ phễu (Spiegelhalter 2005): ra ngoài giới hạn 99,8 % quanh mức chung mới gọi là cao hơn hay thấp hơn rõ. Mỗi phiếu tính là một ý kiến, vì các câu của cùng một người không độc lập.',
    'Tỷ lệ trả lời tính theo ngày hồ sơ xong; điểm hài lòng tính trọn tháng, trên số liệu đã công bố.',
    'Đơn vị có loại hồ sơ khác nhau; hơn kém ở đây là lý do để tìm hiểu, không phải để thưởng phạt.',
  ],
  sheet: { rankFrom: 'Hạng từ', rankTo: 'Hạng đến', responses: 'Số ý kiến' },
};

export type CompareText = typeof compareText;
