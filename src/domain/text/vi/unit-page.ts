/** Words of the page behind a unit's poster, for citizens. */
export const unitPageText = {
  title: 'Góp ý về hồ sơ của ông/bà',
  lead: (unit: string) => `${unit} mời ông/bà góp ý khi hồ sơ đã giải quyết xong.`,
  code: 'Mã hồ sơ hoặc mã trên phiếu',
  codeHint: 'Ví dụ H26.99.01-261123-0042 trên giấy tiếp nhận, hoặc K7M2QX trên phiếu.',
  malformed: 'Mã này chưa đúng mẫu. Xin xem lại trên giấy tiếp nhận hoặc trên phiếu.',
  submit: 'Gửi',
  privacy: 'Chúng tôi không hỏi số điện thoại, số căn cước, mã OTP hay tiền. Nhập mã không làm lộ gì về hồ sơ.',
  answered: 'Đã nhận mã hồ sơ',
  /** The same whether or not there is such a dossier. */
  answer:
    'Nếu hồ sơ này đã giải quyết xong và có số điện thoại, lời mời góp ý được gửi tới số đó theo lệ thường, chỉ một lần. Trang này trả lời như nhau cho mọi mã, để không ai dò được hồ sơ của người khác.',
  noMessage: 'Không thấy tin? Ông/bà có thể quét mã QR trên phiếu đã nhận, hoặc hỏi tại quầy.',
  again: 'Nhập mã khác',
  unknown: 'Không có đơn vị này',
  unknownBody: 'Xin quét lại mã QR trên áp phích tại quầy.',
};

export type UnitPageText = typeof unitPageText;
