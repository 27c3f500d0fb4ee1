/** Words of the day's totals, of the help page and of the poster, for staff. */
export const dailyText = {
  links: 'Việc khác',
  title: 'Tổng trong ngày',
  of: (unit: string, day: string) => `${unit}, ngày ${day}`,
  day: 'Ngày',
  unit: 'Đơn vị',
  show: 'Xem',
  badDay: 'Không đọc được ngày này. Xin ghi như 25/11/2026.',
  registered: 'Hồ sơ ghi vào hệ thống',
  registeredNote: 'trong ngày này, mới tiếp nhận hoặc đã xong',
  completed: 'Hồ sơ xong trong ngày',
  completedNote: 'theo ngày giải quyết xong',
  states: {
    completed: 'Chờ tới giờ gửi',
    sent: 'Đã gửi lời mời',
    closed: 'Đã khép lại',
    'not-sendable': 'Không gửi được',
  },
  state: 'Tình trạng',
  reason: 'Tình trạng của hồ sơ xong trong ngày',
  count: 'Số hồ sơ',
  none: 'Chưa có hồ sơ nào xong trong ngày này',
  noneBody: 'Ghi nhận hồ sơ đã xong, số liệu hiện ở đây ngay.',
  fair: [
    'Chỉ có số hồ sơ và tin gửi đi; ai trả lời, trả lời gì không hiện ở đây.',
    'Không tính điểm cho từng cán bộ, ở bất cứ trang nào.',
    'Không ai ở cơ quan chọn được người được hỏi, bỏ qua, gửi lại hay trả lời thay.',
  ],
  help: {
    title: 'Sao tôi chưa nhận được tin?',
    lead: 'Trang này để trả lời người dân hỏi tại quầy. Nó không cho biết gì về một người hay một hồ sơ.',
    when: 'Khi nào tin được gửi',
    why: 'Những lý do thường gặp',
    reasons: [
      'Hồ sơ chưa được ghi nhận là đã xong, hoặc vừa xong và chưa tới giờ gửi.',
      'Không có số điện thoại trên hồ sơ, hoặc số đó không dùng ứng dụng nhắn tin mà chúng tôi gửi được.',
      'Người nộp là tổ chức, hoặc thủ tục thuộc loại không hỏi, như khai tử.',
      'Trong 30 ngày qua đã được mời một lần rồi: chúng tôi không hỏi dồn.',
      'Đã xin không nhận khảo sát, hoặc đã chặn tài khoản gửi tin.',
      'Nơi có nhiều hồ sơ, hệ thống có thể chỉ mời một phần, rút theo cách đã công bố; không ai chọn được.',
    ],
    what: 'Người dân có thể làm gì',
    steps: [
      'Quét mã QR trên phiếu, hoặc quét áp phích tại quầy rồi nhập mã hồ sơ: lời mời, nếu có, chỉ gửi tới số điện thoại đã ghi trên hồ sơ.',
      'Muốn phản ánh ngay, xin dùng Cổng Dịch vụ công quốc gia hoặc tổng đài ghi trên phiếu; khảo sát không phải nơi xử lý khiếu nại.',
    ],
    cannot: 'Ông/bà không gửi lại được, không sửa được và không trả lời thay được cho người dân. Đó là chủ ý.',
  },
  poster: {
    title: 'Áp phích mã QR tại quầy',
    lead: 'In khổ A4, dán nơi người dân nhận kết quả.',
    print: 'In áp phích',
    choose: 'Chọn xã, phường',
    heading: 'Mời ông/bà góp ý về việc giải quyết hồ sơ',
    people: (unit: string) => `UBND ${unit}`,
    qrLabel: 'Mã QR mở trang nhập mã hồ sơ',
    steps: [
      'Quét mã này bằng điện thoại.',
      'Nhập mã hồ sơ trên giấy hẹn, hoặc mã trên phiếu.',
      'Nếu hồ sơ đã xong, lời mời được gửi tới số điện thoại ghi trên hồ sơ.',
    ],
    promise:
      'Trả lời hay không là tùy ông/bà. Cán bộ không xem được câu trả lời của riêng ai. Chúng tôi không hỏi số căn cước, mã OTP hay tiền.',
    address: 'Hoặc mở trang',
  },
};

export type DailyText = typeof dailyText;
