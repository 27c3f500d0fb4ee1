import { phraseBook, type PhraseBook } from './phrase-book.ts';

/**
 * stop-strict  says it in so many words; stop-soft needs the message to itself
 * halt         a single opt-out word, which may also begin a sentence about something else
 * maybe-halt   may be an opt-out word, is as likely another one
 * refuse       with `contact` it makes an opt-out ("đừng" … "nhắn")
 * tail         goes with any command; other is known to be none
 */
export type CommandWord =
  | 'stop-strict'
  | 'stop-soft'
  | 'halt'
  | 'maybe-halt'
  | 'refuse'
  | 'contact'
  | 'later'
  | 'resume'
  | 'delete'
  | 'help'
  | 'human'
  | 'skip'
  | 'back'
  | 'begin'
  | 'wrong-dossier'
  | 'vietnamese'
  | 'english'
  | 'tail'
  | 'other';

const PHRASES: Readonly<Record<CommandWord, string>> = {
  'stop-strict': `không nhận nữa, không muốn nhận nữa, không nhận tin nữa, không nhận khảo sát, không nhận khảo sát nữa, không nhận tin nhắn,
    không nhận tin nhắn nữa, đừng nhắn nữa, đừng nhắn tin nữa, đừng gửi nữa, đừng gởi nữa, đừng gửi tin nữa, đừng làm phiền, đừng phiền tôi,
    ngưng gửi, ngừng gửi, dừng gửi, ngưng nhắn, ngừng nhắn, dừng nhắn, không gửi nữa, không nhắn nữa, không trả lời đâu, không trả lời nữa,
    không muốn trả lời, không thích trả lời, không muốn tham gia, không làm khảo sát, không muốn làm khảo sát, không muốn khảo sát,
    không cần khảo sát, không khảo sát, không đánh giá đâu, không muốn đánh giá, không muốn bị làm phiền, xóa số tôi, xóa số của tôi,
    xóa số điện thoại của tôi, xóa số điện thoại tôi, spam à, đừng spam, ngừng spam, dừng spam, unsubscribe, opt out, stop sending, stop messaging, stop texting,
    do not contact me, dont contact me, dont message me, no more messages, leave me alone, từ chối nhận, từ chối tham gia, từ chối khảo sát, từ chối trả lời,
    để tôi yên, remove my number`,
  'stop-soft': `không tham gia, thôi khỏi, ok thôi khỏi, ok thôi không, khỏi cần, bỏ qua hết, hủy đăng ký, hủy nhận, thôi không, thôi không trả lời, thôi không làm, không rảnh trả lời`,
  halt: 'dừng, ngừng, ngưng, hủy, từ chối, tc, stop, cancel, quit, tắt, chặn, block',
  'maybe-halt': `đừng, chan, dung, thôi, khỏi, cút, biến, biến đi, im đi, spam, spam quá, spam hoài, spam hoài vậy, phiền quá đi, không nhận, không trả lời,
    không gửi, không nhắn, không làm, end, remove, no more, tha cho tôi`,
  refuse:
    'đừng, đừng có, không muốn, không cần, không thích, chấm dứt, cấm, chớ, do not, dont, thôi đừng, đừng bao giờ, dung co',
  contact: `nhắn, nhắn tin, gửi, gởi, gửi tin, gửi nữa, nhận, nhận tin, tin nhắn, làm phiền, quấy rầy, quấy rối, khảo sát, tham gia, hỏi, hỏi nữa, thông báo,
    liên hệ, liên lạc, gọi, spam, messages, message, text, sms, survey, surveys, contact, phiền, bot, đánh giá`,
  later: `để sau, lát nữa, lát, chút nữa, tí nữa, lúc khác, khi khác, hôm khác, mai, ngày mai, mai mốt, =tối, tối nay, =chiều, bận, đang bận, đang họp,
    đang lái xe, chưa rảnh, không rảnh, giờ không rảnh, bây giờ không tiện, không tiện, để mai, để tối, để lát, later, busy, not now, tomorrow, im busy, remind me later,
    nhắc lại sau, tính sau, trả lời sau, làm sau, từ từ`,
  resume:
    'bật, start, đăng ký lại, nhận lại, bật lại, resume, subscribe, nhận tin lại, nhận khảo sát lại, muốn nhận lại',
  delete: `xóa, xóa dữ liệu, xóa câu trả lời, xóa thông tin, xóa hết, rút lại câu trả lời, rút câu trả lời, thu hồi câu trả lời, rút lại ý kiến, delete,
    delete my data, delete my answers, delete my answer, withdraw, erase`,
  help: 'trợ giúp, help, help me, giúp, giúp tôi, giúp tôi với, giúp với, cần giúp, cần trợ giúp, hỗ trợ, menu, làm sao, làm thế nào, không biết làm, không biết bấm',
  human: `gặp cán bộ, tổng đài, gặp nhân viên, gặp người, gặp người thật, nói chuyện với cán bộ, nói chuyện với người, nói chuyện với nhân viên, cho gặp cán bộ,
    gặp tổng đài viên, tổng đài viên, gọi tổng đài, human, agent, operator, talk to a human, talk to someone, real person, speak to a person`,
  skip: `bỏ qua, bỏ qua câu này, skip, skip this, câu này bỏ, bỏ câu này, qua câu khác, qua câu sau, câu tiếp, câu tiếp theo, câu khác, next, pass, next question,
    không trả lời câu này, bỏ câu`,
  back: 'quay lại, quay lại câu trước, câu trước, back, lùi lại, trở lại, trở lại câu trước, sửa câu trước, về câu trước, go back, previous, làm lại câu trước, lui lại',
  begin:
    'bắt đầu, bắt đầu khảo sát, bắt đầu thôi, tiếp tục, tiếp tục khảo sát, begin, continue, lets begin, lets go, làm luôn, trả lời luôn, làm tiếp',
  'wrong-dossier': `không phải hồ sơ của tôi, không phải hồ sơ tôi, không phải của tôi, không phải tôi, hồ sơ không phải của tôi, không phải hồ sơ của mình,
    đây không phải hồ sơ của tôi, nhầm người, nhầm số, nhầm hồ sơ, nhầm máy, gửi nhầm, nhắn nhầm, nhầm rồi, sai người, sai số, tôi không nộp hồ sơ, tôi không có hồ sơ,
    tôi không làm hồ sơ, tôi có nộp hồ sơ đâu, tôi có làm hồ sơ đâu, wrong number, wrong person, not my file, not my dossier, not me, not mine, không phải số của tôi`,
  vietnamese: 'tiếng việt, vietnamese, nói tiếng việt, chuyển sang tiếng việt, đổi sang tiếng việt, vi',
  english:
    'tiếng anh, english, in english, eng, en, nói tiếng anh, chuyển sang tiếng anh, đổi sang tiếng anh, speak english, switch to english, change to english',
  tail: `tôi, mình, em, cháu, con, a, anh, chị, cô, chú, bác, ông, bà, bạn, bạn ơi, các bạn, ad, admin, xin, làm ơn, vui lòng, hãy, please, pls, plz, muốn, cho, thì, là, dạ, vâng, ok, ừ, ạ, à, ơi,
    nhé, nha, nhá, nghe, nè, đi, lại, luôn, hết, ngay, giùm, dùm, giúp, với, mấy, cái, này, kia, của, đến, tới, nữa, nữa đâu, đâu, rồi, quá, lắm, đang, sẽ, được, các, tin, trả lời, làm,
    câu trả lời, dữ liệu, thông tin, số, vào, qua, to, me, the, this, it, my, i, want, now, im, you, can, any more, anymore, more, trước, có, vậy, vậy nhé,
    việc, họp, tất cả, mọi, ý, kiểu, đó, đấy, bây giờ, giờ, thôi nhé, thôi nha, thôi ạ, thôi, khảo, sending, sử dụng, máy`,
  other: `tất nhiên, tật, ok thôi, được thôi, dung hen, dung gio, dung quy dinh, dung roi, dung vay, dung the, dung la, dung han, dung luat, thôi được, thôi ok, thôi thì, thôi cũng được, khỏi chê, khỏi nói, khỏi phải nói,
    hủy hoại, từ chối khéo, chán, chan qua, chan lam, giúp đỡ, xóa sổ, tắt ngúm, quay lại nhiều lần, bật đèn, tat ca deu, tat ca cac, tắt máy`,
};

export const COMMAND_WORDS: PhraseBook<CommandWord> = phraseBook(Object.entries(PHRASES) as [CommandWord, string][]);
