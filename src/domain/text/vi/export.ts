/** Words of files that are downloaded. */
export const exportText = {
  from: (label: string) => `${label}: từ`,
  to: (label: string) => `${label}: đến`,
  links: {
    label: 'Tải số liệu',
    xlsx: 'Excel (XLSX)',
    csv: 'CSV',
    csvOf: (name: string) => `CSV: ${name}`,
  },
  notes: {
    sheet: 'Ghi chú',
    item: 'Mục',
    meaning: 'Nội dung',
    what: 'Nội dung',
    unit: 'Đơn vị',
    period: 'Kỳ số liệu',
    periodOf: (from: string, to: string) => `Hồ sơ xong từ ${from} đến ${to}`,
    procedure: 'Thủ tục',
    filedVia: 'Hình thức nộp',
    everything: 'Tất cả',
    made: 'Lập lúc',
    method: 'Cách tính',
    suppressed: 'Ô không có số',
    suppressedMeaning:
      'Nơi ghi “Chưa đủ 10 …”, “Dưới 10 …” hay “Không hiện”, số liệu được giữ lại: số nhỏ thì không đáng tin và có thể đoán được ai đã trả lời gì. Số mà từ đó tính ngược ra được một số nhỏ như thế cũng được giữ lại.',
  },
  picture: {
    file: 'bieu-do',
    foot: (instant: string) => `Hài Lòng, số liệu tham khảo, không thay thế SIPAS. Lập lúc ${instant}`,
  },
  overview: {
    title: 'Tổng quan',
    file: 'tong-quan',
    funnel: 'Từ hồ sơ đến câu trả lời',
    step: 'Bước',
    count: 'Số lượng',
    rate: 'Tỷ lệ trên bước trước',
    interval: 'Khoảng tin cậy 95 %',
    index: 'Mức hài lòng',
    measure: 'Chỉ số',
    overall: 'Chung',
    rating: 'Đánh giá chung bằng sao (tính riêng)',
    trend: '12 tháng',
    units: 'Theo đơn vị',
    unitCode: 'Mã đơn vị',
  },
  audit: {
    file: 'nhat-ky',
    position: 'Số thứ tự',
    newest: (count: string) => `Tối đa ${count} mục mới nhất.`,
    chain: 'Mỗi mục được niêm cùng mục trước nó; lệnh “npm run audit -- verify” phát hiện mục bị sửa hoặc bị xóa.',
  },
};

export type ExportText = typeof exportText;
