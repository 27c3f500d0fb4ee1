import type { Score } from '../../answer.ts';
import type { Said } from '../../back-check.ts';
import type { Outcome } from '../../dossier.ts';

/** Labels of the SIPAS scale; they are never renamed. */
const scale: Readonly<Record<Score, string>> = {
  1: 'Rất không hài lòng',
  2: 'Không hài lòng',
  3: 'Bình thường',
  4: 'Hài lòng',
  5: 'Rất hài lòng',
};

const buttons = {
  begin: 'Bắt đầu',
  resume: 'Tiếp tục',
  later: 'Để sau',
  wrongDossier: 'Không phải hồ sơ của tôi',
  notMe: 'Không phải tôi',
  stop: 'Không nhận nữa',
  otherLanguage: 'English',
  back: 'Quay lại',
  skip: 'Bỏ qua',
  gateYes: 'Có',
  gateNo: 'Không',
  notForMe: 'Không áp dụng với tôi',
  right: 'Đúng',
  chooseAgain: 'Chọn lại',
  noComment: 'Không có',
  stopYes: 'Đúng, ngừng nhận',
  stopNo: 'Không, vẫn nhận',
  discardYes: 'Xóa câu trả lời',
  discardNo: 'Giữ lại',
  sharePhone: 'Chia sẻ số điện thoại',
};

/** Days come formatted; `unit` carries its type: "UBND phường …". */
const invite = {
  greeting: (unit: string) => `${unit} xin chào ông/bà.`,
  condolence: (unit: string) => `${unit} xin chia buồn cùng gia đình.`,
  news: (tail: string, outcome: Outcome, day: string | null) => {
    const on = day === null ? '' : ` ngày ${day}`;
    const news: Readonly<Record<Outcome, string>> = {
      issued: `Hồ sơ số …${tail} đã có kết quả${on}.`,
      refused: `Hồ sơ số …${tail} đã được trả lời${on}. Chúng tôi hiểu kết quả có thể chưa như ông/bà mong muốn.`,
      stopped: `Hồ sơ số …${tail} đã dừng giải quyết${on}. Chúng tôi hiểu việc này có thể gây bất tiện cho ông/bà.`,
      withdrawn: `Hồ sơ số …${tail} đã được rút${on}.`,
    };
    return news[outcome];
  },
  ask: (questions: number) => `Mời ông/bà trả lời ${questions} câu hỏi ngắn, khoảng 1 phút.`,
  askGently: (questions: number) =>
    `Nếu tiện, xin ông/bà cho biết cơ quan đã tiếp và giải quyết hồ sơ thế nào, qua ${questions} câu hỏi ngắn, khoảng 1 phút.`,
  voluntary: 'Ông/bà có thể trả lời hoặc không; hồ sơ không bị ảnh hưởng.',
  consent:
    'Bắt đầu là ông/bà đồng ý cho ghi nhận câu trả lời, chỉ để tính mức hài lòng chung; đổi ý lúc nào cũng được.',
  neverAsked: 'Chúng tôi không hỏi số căn cước, mã OTP hay tiền.',
  shortCode: (code: string) => `Mã trên phiếu: ${code}.`,
};

const privacy = {
  unseen: 'Cán bộ không xem được câu trả lời của riêng ai.',
  /** Whoever reads the inbox of the Official Account can read what is typed there. */
  throughZalo:
    'Câu trả lời nhắn tại đây đi qua tài khoản Zalo của tỉnh hoặc bộ. Cán bộ xã, phường, đặc khu không được giao quyền xem.',
  onPage: (link: string) => `Nếu không muốn trả lời qua Zalo, xin mở trang này: ${link}`,
};

const apology = {
  opening: (unit: string) => `${unit} xin lỗi ông/bà:`,
  late: (tail: string, due: string, outcome: Outcome, day: string | null) => {
    const result = outcome === 'issued' ? 'có kết quả' : 'được trả lời';
    return day === null
      ? `hồ sơ số …${tail} hẹn trả ngày ${due} nhưng đã bị trễ hẹn.`
      : `hồ sơ số …${tail} hẹn trả ngày ${due} nhưng đến ngày ${day} mới ${result}.`;
  },
  reason: (reason: string) => `Lý do: ${reason}.`,
  letter: (day: string) => `Văn bản xin lỗi đã gửi ngày ${day}.`,
};

const reminder = {
  about: (unit: string, tail: string) => `${unit} xin nhắc ông/bà về khảo sát cho hồ sơ số …${tail}.`,
  remaining: (questions: number) =>
    questions === 0 ? 'Ông/bà chỉ còn phần góp ý cuối cùng.' : `Ông/bà còn ${questions} câu chưa trả lời.`,
  until: (day: string) => `Nếu tiện, xin trả lời đến hết ngày ${day}.`,
  voluntary: 'Không trả lời cũng không sao.',
};

const survey = {
  position: (position: number, questions: number) => `Câu ${position}/${questions}.`,
  notUnderstood: 'Xin ông/bà bấm hoặc nhắn một số từ 1 đến 5 (1 là rất không hài lòng, 5 là rất hài lòng).',
  confirmScore: (label: string) => `Ông/bà chọn "${label}" phải không?`,
  confirmDiscard: 'Ông/bà muốn xóa các câu trả lời cho khảo sát này? Đã xóa thì không lấy lại được.',
  later: 'Vâng, khi nào tiện ông/bà trả lời cũng được.',
  laterUntil: (day: string) => `Khảo sát mở đến hết ngày ${day}.`,
  declined: 'Vâng, cảm ơn ông/bà. Chúng tôi không hỏi thêm về hồ sơ này.',
  discarded: 'Các câu trả lời cho khảo sát này đã được xóa. Chúng tôi không hỏi lại về hồ sơ này.',
  wrongDossier: 'Cảm ơn ông/bà đã cho biết. Chúng tôi không gửi thêm gì cho ông/bà về hồ sơ này.',
  alreadyClosed: 'Khảo sát này đã kết thúc. Cảm ơn ông/bà.',
  thanks: (unit: string) =>
    `Cảm ơn ông/bà. Ý kiến đã được ghi nhận, gộp chung với ý kiến của người khác trước khi ${unit} xem.`,
  receipt: (code: string, url: string) =>
    `Mã biên nhận: ${code}. Giữ mã này để xem ý kiến đã được tính hay chưa, hoặc để rút lại, tại ${url}. Ai có mã cũng làm được như vậy; mã không cho thấy câu trả lời.`,
  complaints: (phone: string) =>
    `Đây là khảo sát, không phải nơi xử lý khiếu nại. Để được trả lời, xin gửi phản ánh tại Cổng Dịch vụ công quốc gia hoặc gọi ${phone}.`,
};

const stop = {
  confirm: 'Ông/bà muốn ngừng nhận khảo sát?',
  discards: 'Nếu ngừng, các câu trả lời đang làm dở sẽ được xóa.',
  typed: 'Xin nhắn CÓ để ngừng, KHÔNG để vẫn nhận.',
  stopped:
    'Vâng, chúng tôi đã ngừng gửi. Ông/bà sẽ không nhận khảo sát nữa. Câu trả lời đang làm dở, nếu có, đã được xóa. Muốn nhận lại, nhắn BẬT.',
  resumed: 'Vâng, ông/bà sẽ lại nhận khảo sát. Muốn ngừng, nhắn DỪNG.',
};

const guide = {
  help: 'Ông/bà bấm nút dưới mỗi câu hỏi, hoặc nhắn một số từ 1 đến 5. Có thể nhắn: QUAY LẠI, BỎ QUA, ĐỂ SAU, XÓA (xóa câu trả lời), DỪNG (không nhận nữa), BẬT (nhận lại), ENGLISH (tiếng Anh).',
  human: 'Khảo sát này do máy hỏi và ghi nhận.',
  humanPhone: (phone: string) =>
    `Để gặp người trả lời, xin gọi ${phone} hoặc gửi phản ánh tại Cổng Dịch vụ công quốc gia.`,
  humanPortal: 'Để được trả lời, xin gửi phản ánh tại Cổng Dịch vụ công quốc gia.',
  welcome: 'Xin chào ông/bà. Đây là nơi người dân cho biết ý kiến về việc giải quyết hồ sơ tại xã, phường, đặc khu.',
  nothingOpen: 'Hiện không có khảo sát nào chờ ông/bà trả lời.',
  howToStart:
    'Để bắt đầu, xin quét mã QR trên phiếu hẹn trả kết quả, hoặc bấm nút chia sẻ số điện thoại đã ghi trong hồ sơ.',
  inProgress: (unit: string, tail: string, due: string) =>
    `${unit} đang giải quyết hồ sơ số …${tail}, hẹn trả ngày ${due}. Khi có kết quả, chúng tôi sẽ mời ông/bà cho ý kiến.`,
  notYet: (tail: string) =>
    `Hồ sơ số …${tail} đã giải quyết xong. Chúng tôi sẽ mời ông/bà trả lời vài câu hỏi ngắn sau; bây giờ ông/bà chưa cần làm gì.`,
  heldElsewhere:
    'Phiếu này đã được mở trên một thiết bị khác, và chỉ trả lời được trên thiết bị đó. Câu trả lời không hiện ở nơi nào khác.',
  openPage: (link: string) => `Mời ông/bà mở phiếu tại đây: ${link}`,
  unknownSlip:
    'Chúng tôi không tìm thấy phiếu này. Xin quét lại mã QR, hoặc nhắn lại mã 6 ký tự, trên phiếu hẹn trả kết quả.',
  nothingForPhone:
    'Chúng tôi không tìm thấy khảo sát nào đang mở cho số điện thoại này. Xin nhắn mã 6 ký tự trên phiếu hẹn trả kết quả.',
  phoneSaved:
    'Cảm ơn ông/bà. Số điện thoại đã được xác nhận. Khảo sát về hồ sơ ghi số này, nếu có, sẽ được gửi tại đây.',
  phoneNotOwn: 'Xin ông/bà chia sẻ số điện thoại của chính mình, bằng nút bên dưới.',
};

/** To the phone on file, when somebody answered from the slip. */
const slip = {
  answered: (unit: string, tail: string) =>
    `Có người đã trả lời khảo sát về hồ sơ số …${tail} của ${unit}, bằng mã QR hoặc mã in trên phiếu.`,
  ifYours: 'Nếu là ông/bà hoặc người nhà thì ông/bà không cần làm gì.',
  ifNot: (day: string) =>
    `Nếu không phải, xin bấm "Không phải tôi" đến hết ngày ${day}: câu trả lời đó bị xóa, và ông/bà tự trả lời được.`,
  silent: 'Tin này chỉ gửi một lần và không cho biết đã trả lời gì.',
  discarded: 'Cảm ơn ông/bà đã cho biết. Câu trả lời từ phiếu đã bị xóa, và phiếu đó không dùng được nữa.',
};

/** Asked afterwards, of a few and once; `unit` carries its type. */
const backCheck = {
  hello: (unit: string) => `Cảm ơn ông/bà đã trả lời khảo sát về ${unit}. Xin hỏi thêm 2 câu ngắn, chỉ hỏi một lần.`,
  apart:
    'Hai câu này không gắn với các câu ông/bà đã trả lời và được gộp chung cả tỉnh: cán bộ không biết ai trả lời gì. Ông/bà có thể không trả lời.',
  own: 'Câu 1/2. Ông/bà có tự trả lời khảo sát không?',
  prompted: 'Câu 2/2. Có ai gợi ý ông/bà nên chọn mức nào không?',
  said: { yes: 'Có', no: 'Không', unsure: 'Không nhớ' } satisfies Record<Said, string> as Record<Said, string>,
  again: 'Xin ông/bà bấm nút, hoặc nhắn CÓ hay KHÔNG.',
  thanks: 'Cảm ơn ông/bà. Chúng tôi không hỏi thêm gì về khảo sát này.',
};

/** Everything that is said in chat and on the survey page. */
export const chat = { scale, buttons, invite, privacy, apology, reminder, survey, stop, guide, slip, backCheck };

export type ChatText = typeof chat;
