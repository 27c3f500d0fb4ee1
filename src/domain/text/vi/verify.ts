/** Words of the page that tells our messages from a scam. */
export const verifyText = {
  link: 'Kiểm tra tin nhắn có phải của chúng tôi không',
  title: 'Tin nhắn này có phải của chúng tôi không?',
  lead: 'Mỗi tin nhắn mời góp ý có một mã 6 ký tự, giống mã in trên phiếu hẹn. Xin nhập mã đó.',
  code: 'Mã trong tin nhắn',
  codeHint: 'Ví dụ K7M2QX, đứng sau chữ "Mã trên phiếu".',
  malformed: 'Mã gồm 6 chữ và số. Xin xem lại trong tin nhắn hoặc trên phiếu.',
  submit: 'Kiểm tra',
  ours: 'Chúng tôi có gửi mã này',
  oursBody: [
    'Hệ thống đã mời một người dân góp ý với mã này. Mã đúng khi trùng với mã trên phiếu của ông/bà.',
    'Kẻ gian có thể chép lại mã. Xin xem thêm các dấu hiệu dưới đây.',
  ],
  notOurs: 'Chúng tôi chưa gửi mã này',
  notOursBody: [
    'Xin đừng bấm vào đường dẫn và đừng trả lời tin nhắn đó.',
    'Nếu mã in trên phiếu ông/bà nhận tại quầy thì phiếu vẫn dùng được: tin nhắn có thể chưa đến lúc gửi.',
  ],
  trueTitle: 'Tin nhắn thật',
  signs: (address: string): readonly string[] => [
    'Không hỏi số căn cước, mã OTP, mật khẩu, tài khoản ngân hàng hay tiền.',
    'Không bảo ông/bà cài ứng dụng, gọi lại hay nộp phí.',
    'Có tên UBND xã, phường, đặc khu đã giải quyết hồ sơ và mã trùng với mã trên phiếu.',
    `Đường dẫn, nếu có, bắt đầu bằng ${address}`,
  ],
  otherwise: 'Tin nào không như vậy, xin đừng trả lời. Trang này không cho biết gì về hồ sơ hay người nhận.',
  again: 'Kiểm tra mã khác',
};

export type VerifyText = typeof verifyText;
