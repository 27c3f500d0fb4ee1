/** Words around every page: frame, states, errors. */
export const pageText = {
  lang: 'vi',
  product: 'Hài Lòng',
  skip: 'Đến nội dung chính',
  otherLanguage: 'English',
  languages: 'Ngôn ngữ',
  footer: 'Đo mức hài lòng của người dân sau khi giải quyết hồ sơ. Số liệu tham khảo, không thay thế SIPAS.',
  asTable: 'Xem số liệu dạng bảng',
  asPicture: 'Tải hình:',
  pictureOf: (format: string, title: string) => `${format}: ${title}`,
  interval: (low: string, high: string) => `khoảng tin cậy 95 %: ${low} đến ${high}`,
  shortInterval: (low: string, high: string) => `${low}\u00a0– ${high}`,
  /** Stands where a figure is withheld, for what it rests on; `other`: it would tell of a neighbour that rests on less. */
  withheld: {
    opinions: 'Chưa đủ 10 ý kiến',
    invitations: 'Chưa đủ 10 lời mời',
    dossiers: 'Dưới 10 hồ sơ',
    other: 'Không hiện',
  },
  nothing: 'Chưa có',
  fault: (title: string) => `Lỗi: ${title}`,
  faultsTitle: (count: number) => `Xin sửa ${String(count)} chỗ rồi gửi lại`,
  errors: {
    400: { title: 'Yêu cầu chưa đúng', body: 'Xin quay lại trang trước và thử lại.' },
    403: { title: 'Ông/bà không có quyền xem trang này', body: 'Nếu cần, xin liên hệ người quản trị của đơn vị.' },
    404: { title: 'Không có trang này', body: 'Địa chỉ có thể đã gõ thiếu hoặc trang đã được dời đi.' },
    413: { title: 'Nội dung gửi lên quá lớn', body: 'Xin gửi nội dung ngắn hơn.' },
    429: { title: 'Quá nhiều lần trong thời gian ngắn', body: 'Xin đợi ít phút rồi thử lại.' },
    500: { title: 'Hệ thống gặp lỗi', body: 'Lỗi đã được ghi lại. Xin thử lại sau ít phút.' },
    503: { title: 'Hệ thống đang tạm ngừng', body: 'Xin thử lại sau ít phút. Những gì đã lưu không bị mất.' },
  },
  forged: {
    title: 'Không nhận biểu mẫu gửi từ trang khác',
    body: 'Vì an toàn, biểu mẫu chỉ được nhận khi gửi từ chính trang này. Xin mở lại trang và gửi lại.',
  },
  requestId: 'Mã để tra cứu',
  home: 'Về trang đầu',
  unitTypes: {
    tỉnh: (name: string) => `Tỉnh ${name}`,
    'thành phố': (name: string) => `Thành phố ${name}`,
    xã: (name: string) => `Xã ${name}`,
    phường: (name: string) => `Phường ${name}`,
    'đặc khu': (name: string) => `Đặc khu ${name}`,
  },
  country: 'Cả nước',
  landing: {
    title: 'Người dân đánh giá việc giải quyết hồ sơ',
    lead: 'Khi hồ sơ đã giải quyết xong, chúng tôi hỏi người dân cơ quan đã phục vụ thế nào. Kết quả được cộng chung theo đơn vị; không ai xem được một người đã trả lời gì.',
    citizens: 'Dành cho người dân',
    citizensBody:
      'Để trả lời, xin quét mã QR trên phiếu hẹn trả kết quả, hoặc mở tin nhắn đã nhận. Chỉ vài câu hỏi ngắn, khoảng một phút, không cần cài đặt hay đăng ký. Trả lời hay không là tùy ông/bà; hồ sơ không bị ảnh hưởng.',
    safety: 'Chúng tôi không hỏi số căn cước, mã OTP hay tiền.',
    staff: 'Dành cho cán bộ và người quản trị',
    staffBody: 'Ghi nhận hồ sơ đã xong, in phiếu, xem số liệu của đơn vị.',
    signIn: 'Đăng nhập',
  },
};

export type PageText = typeof pageText;
