/** Words of the survey page that the chat has no use for. */
export const citizenText = {
  title: 'Khảo sát ý kiến',
  question: (position: number, total: number) => `Câu ${String(position)}/${String(total)}`,
  answers: 'Câu trả lời',
  apologyTitle: 'Xin lỗi vì trễ hẹn',
  shortCode: 'Mã trên phiếu',
  compareCode: 'Xin so với mã in trên phiếu hẹn của ông/bà. Nếu hai mã khác nhau, xin đừng trả lời.',
  savedAsTapped: 'Mỗi câu được lưu ngay khi bấm.',
  send: 'Gửi',
  leave: 'Ngừng, hoặc xóa câu trả lời',
  leaveHint:
    'Ngừng: khảo sát dừng ngay, câu trả lời đang làm dở được xóa. Xóa: chúng tôi hỏi lại một lần trước khi xóa.',
  stop: 'Ngừng khảo sát',
  stopHint: 'Ngừng: khảo sát dừng ngay, câu trả lời đang làm dở được xóa.',
  stopsForGood: 'Ngừng thì số điện thoại đã nhận tin nhắn cũng không nhận khảo sát nữa.',
  offline: 'Mất kết nối. Câu trả lời vừa rồi CHƯA được lưu. Có mạng lại, trang này tự gửi; ông/bà chưa cần bấm lại.',
  emptyComment: 'Ông/bà chưa viết gì. Nếu không muốn nhắn thêm, xin bấm "Không có".',
  cannotReply: 'Không ai trả lời lời nhắn ở đây.',
  inProgress: 'Hồ sơ đang được giải quyết',
  notYet: 'Hồ sơ đã giải quyết xong',
  slipAnswered: 'Phiếu này đã được trả lời',
  heldElsewhere: 'Phiếu đã mở ở nơi khác',
  closed: 'Khảo sát đã kết thúc',
  done: 'Đã xong',
  stopped:
    'Vâng, chúng tôi đã ngừng khảo sát này. Câu trả lời đang làm dở, nếu có, đã được xóa. Nếu nhận được tin nhắn khảo sát ở nơi khác, ông/bà nhắn DỪNG tại đó, chúng tôi sẽ ngừng ngay.',
  stoppedPhone:
    'Vâng, chúng tôi đã ngừng gửi khảo sát đến số điện thoại này. Câu trả lời đang làm dở, nếu có, đã được xóa.',
  unknown: 'Không tìm thấy phiếu này',
  scanAgain: 'Xin quét lại mã QR trên phiếu hẹn trả kết quả, hoặc hỏi nơi đã nhận hồ sơ.',
  saving: 'Đang lưu',
  savingHint: 'Chúng tôi đã nhận câu trả lời và đang lưu. Câu trả lời không bị mất, ông/bà không cần gửi lại.',
  savingNext: 'Xem đã lưu xong chưa',
  notSaved: 'Chưa lưu được câu trả lời',
  notSavedHint:
    'Máy chủ đang bận hoặc mất kết nối. Câu trả lời vừa rồi CHƯA được lưu. Xin đợi một lát rồi bấm "Thử lại".',
  retry: 'Thử lại',
  backToSurvey: 'Về lại câu hỏi',
  yourComment: 'Lời nhắn của ông/bà',
  cookies: 'Trình duyệt chưa cho phép lưu',
  cookiesHint:
    'Trang này cần một cookie để chỉ thiết bị của ông/bà xem và trả lời được phiếu này. Câu trả lời vừa rồi CHƯA được lưu. Xin cho phép cookie rồi mở lại trang.',
};

export type CitizenText = typeof citizenText;
