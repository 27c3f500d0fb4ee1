import type { RequestKind, RequestOutcome } from '../../person-request.ts';

/** Words about what citizens ask of their own data. */
export const rightsText = {
  nav: 'Yêu cầu về dữ liệu',
  title: 'Yêu cầu về dữ liệu của người dân',
  lead: 'Người dân có quyền xem, sửa, xóa dữ liệu của mình và rút lại sự đồng ý. Xin ghi yêu cầu ngay khi nhận; hạn tính theo Nghị định 356/2025/NĐ-CP. Trang này không cho thấy ai đã trả lời hay trả lời gì.',
  newTitle: 'Ghi một yêu cầu',
  kind: 'Người dân yêu cầu',
  kinds: {
    access: 'Xem dữ liệu đang giữ',
    correction: 'Sửa dữ liệu sai',
    withdrawal: 'Ngừng hỏi, rút lại sự đồng ý',
    deletion: 'Xóa dữ liệu',
  } satisfies Record<RequestKind, string>,
  phone: 'Số điện thoại',
  phoneHint: 'Số ghi trên hồ sơ; có hai số thì ghi hai yêu cầu. Được mã hóa, và bị xóa khi yêu cầu khép lại.',
  receivedOn: 'Ngày nhận',
  receivedHint: 'Ngày yêu cầu tới cơ quan, ví dụ 20/11.',
  submit: 'Ghi yêu cầu',
  openTitle: 'Đang chờ',
  closedTitle: 'Đã khép lại',
  columns: {
    kind: 'Yêu cầu',
    unit: 'Nơi nhận',
    received: 'Ngày nhận',
    step: 'Việc tiếp theo',
    left: 'Hạn',
    closed: 'Khép lại',
    outcome: 'Kết quả',
  },
  steps: { answer: 'Trả lời người yêu cầu', 'carry-out': 'Thực hiện' },
  left: (days: number, day: string) => {
    if (days < 0) return `Quá hạn ${String(-days)} ngày (${day})`;
    return days === 0 ? `Hạn là hôm nay (${day})` : `Còn ${String(days)} ngày (${day})`;
  },
  outcomes: {
    done: 'Đã thực hiện',
    'not-owner': 'Người yêu cầu không phải chủ số',
    mistyped: 'Ghi nhầm số; sẽ ghi lại số đúng',
    'taken-back': 'Người dân rút yêu cầu',
  } satisfies Record<RequestOutcome, string>,
  inTime: 'đúng hạn',
  late: 'trễ hạn',
  emptyTitle: 'Không có yêu cầu nào đang chờ',
  empty: 'Người dân có thể yêu cầu tại quầy, qua điện thoại hoặc bằng văn bản.',
  saved: 'Đã khép lại yêu cầu. Số điện thoại không còn ở đây.',
  overtaken: 'Người khác vừa làm việc này.',
  repeated: 'Số này đã có cùng yêu cầu đang chờ. Hạn vẫn tính từ ngày nhận lần đầu.',
  facts: { phone: 'Số điện thoại', received: 'Ngày nhận', answerBy: 'Trả lời chậm nhất', dueOn: 'Thực hiện chậm nhất' },
  daysOfLaw: (day: string, days: number) => `${day} (${String(days)} ngày theo luật)`,
  workingDays: (day: string, days: number) => `${day} (${String(days)} ngày làm việc)`,
  closedOn: (outcome: string, day: string) => `${outcome}, ngày ${day}`,
  answer: {
    title: '1. Trả lời người yêu cầu',
    body: 'Xin gọi đúng số này: cho biết đã nhận yêu cầu, và hỏi chủ số có yêu cầu như vậy không.',
    submit: 'Đã trả lời',
    done: (day: string) => `Đã trả lời ngày ${day}.`,
  },
  act: {
    title: '2. Thực hiện',
    look: 'Xem dữ liệu đang giữ',
    bodies: {
      access:
        'Xem rồi đọc cho chủ số nghe, hoặc gửi bản in. Chỉ xem sau khi chủ số xác nhận; mỗi lần xem được ghi vào nhật ký. Không thấy gì thì xin hỏi lại số đã ghi trên hồ sơ.',
      correction:
        'Báo đơn vị giữ hồ sơ ghi lại hồ sơ cho đúng, cùng mã cũ. Nếu lời mời đã gửi thì hồ sơ không sửa được nữa; số điện thoại ghi nhầm thì dùng yêu cầu xóa.',
      withdrawal:
        'Số này và các cuộc trò chuyện của nó không được hỏi nữa. Khảo sát đang mở khép lại; câu trả lời đang dở, nếu có, bị xóa. Người dân nhắn BẬT thì lại được hỏi.',
      deletion:
        'Số điện thoại bị xóa khỏi mọi hồ sơ và lời mời; cuộc trò chuyện bị xóa; khảo sát đang mở khép lại. Chỉ còn một dấu đã mã hóa, để không bao giờ hỏi lại số này. Không lấy lại được.',
    } satisfies Record<RequestKind, string>,
    verified: 'Tôi đã gọi lại số này, và chủ số xác nhận yêu cầu.',
    verifiedFault: 'Xin gọi lại số này trước, rồi đánh dấu vào ô xác nhận.',
    submits: {
      access: 'Đã cho biết, khép lại',
      correction: 'Đã sửa, khép lại',
      withdrawal: 'Ngừng hỏi số này',
      deletion: 'Xóa dữ liệu của số này',
    } satisfies Record<RequestKind, string>,
  },
  refuse: {
    title: 'Hoặc khép lại mà không thực hiện',
    label: 'Vì sao',
    submit: 'Khép lại, không thực hiện',
  },
  back: 'Về danh sách',
  data: {
    title: 'Dữ liệu đang giữ',
    what: 'Dữ liệu',
    held: 'Đang giữ',
    long: 'Giữ đến khi',
    phone: 'Số điện thoại trên hồ sơ',
    dossiers: (count: string) => `${count} hồ sơ`,
    phoneLong: (days: number, intake: number) =>
      `${String(days)} ngày sau khi khảo sát khép lại; hồ sơ chưa xong thì ${String(intake)} ngày từ ngày nhận`,
    invitations: 'Lời mời đã gửi',
    invited: (count: string) => `${count} lời mời`,
    invitationsLong: 'Ở lại mà không có số điện thoại',
    chats: 'Cuộc trò chuyện biết số này',
    chatsLong: (days: number) => `${String(days)} ngày không ai nhắn`,
    optOut: 'Dấu không hỏi nữa (đã mã hóa)',
    optOutLong: 'Khi người dân nhắn BẬT',
    yes: 'Có',
    no: 'Không',
    answers: 'Câu trả lời khảo sát',
    answersHeld: 'Không tìm được theo số điện thoại',
    answersLong: 'Ai có mã biên nhận thì tự rút lại tại trang /bien-nhan',
    codes: 'Hồ sơ mang số này',
    elsewhere: (count: string) => `Và ${count} hồ sơ của đơn vị ngoài phạm vi của ông/bà.`,
    none: 'Không có hồ sơ nào mang số này.',
  },
  faults: {
    'phone-invalid': 'Xin ghi một số điện thoại, ví dụ 0912 345 678.',
    'day-malformed': 'Xin ghi ngày như 20/11/2026.',
    'day-to-come': 'Ngày này chưa tới.',
    'day-too-old': 'Ngày này đã quá 60 ngày. Xin xem lại năm.',
  },
};

export type RightsText = typeof rightsText;
