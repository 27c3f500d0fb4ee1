import type { SamplingFaultCode } from '../../draw.ts';
import type { RetentionKind } from '../../retention.ts';
import type { SettingFault } from '../../survey-settings.ts';

/** Words about how surveys go out, and how long things are kept. */
export const settingsText = {
  nav: 'Cài đặt',
  title: 'Cài đặt',
  lead: 'Lưu xong là có hiệu lực ngay, không cần khởi động lại. Mỗi thay đổi được ghi vào nhật ký, kèm giá trị trước và sau.',
  overtaken: 'Người khác vừa lưu trước. Những gì ông/bà gõ còn nguyên; xin lưu lần nữa nếu vẫn muốn đổi.',
  sending: {
    title: 'Gửi khảo sát',
    readOnly: 'Áp dụng cho cả nước; chỉ quản trị Bộ đổi được.',
    delayMinutes: 'Chờ sau khi trả kết quả (phút)',
    window: 'Khung giờ gửi',
    windowHint: 'Trong khoảng 07:00 đến 21:00. Tin trả lời người dân thì gửi ngay, không theo khung giờ.',
    reminderHours: 'Nhắc lại sau (giờ)',
    reminderHint: 'Từ 12 đến 144 giờ. Mỗi khảo sát chỉ nhắc một lần.',
    backCheckPercent: 'Hỏi lại (% người trả lời xong)',
    backCheckHint:
      'Máy rút ngẫu nhiên; hôm sau hỏi có tự trả lời không, có ai gợi ý không. Từ 0 đến 100; 0 là không hỏi ai.',
    daysOff: 'Ngày nghỉ thêm',
    daysOffHint: 'Ngoài ngày lễ theo lịch. Mỗi dòng một ngày, ví dụ 02/01/2027.',
    workingDays: 'Ngày lễ vẫn gửi',
    workingDaysHint: 'Ngày lễ theo lịch nhưng cơ quan làm việc. Mỗi dòng một ngày.',
    standard: (value: string) => `Mặc định: ${value}.`,
    always: 'mọi lúc',
    none: 'Không có',
    save: 'Lưu cài đặt',
    saved: 'Đã lưu cài đặt',
    unchanged: 'Không có gì thay đổi',
  },
  sampling: {
    title: 'Hỏi tất cả hay rút thăm',
    lead: 'Đơn vị không có trong bảng thì hỏi tất cả hồ sơ. Ai được hỏi do rút thăm bằng một khóa bí mật, cam kết từ trước; hết tháng thì công bố khóa để ai cũng kiểm tra được.',
    open: 'Các kỳ rút thăm',
    unit: 'Đơn vị',
    ofMonth: (month: string) => `Từ ${month}`,
    all: 'Tất cả',
    none: 'Trong phạm vi của ông/bà, mọi đơn vị đều hỏi tất cả hồ sơ.',
    percent: 'Tỷ lệ hồ sơ được hỏi (%)',
    percentHint: (month: string) =>
      `Từ 1 đến 100; 100 là hỏi tất cả. Có hiệu lực từ ${month}: giữa tháng không ai đổi được.`,
    whole: (unit: string) => `Áp dụng cho ${unit}.`,
    save: 'Lưu tỷ lệ',
    set: (unit: string, month: string) => `Đã lưu tỷ lệ của ${unit}, có hiệu lực từ ${month}`,
  },
  keeping: {
    title: 'Giữ dữ liệu bao lâu',
    lead: 'Các hạn này cố định và như nhau cho cả nước. Pháp luật không định số ngày, chỉ không cho giữ lâu hơn mức cần; vì vậy hệ thống giữ vừa đủ để tìm dấu hiệu can thiệp, và không cơ quan nào tự kéo dài hay rút ngắn được.',
    what: 'Dữ liệu',
    long: 'Giữ bao lâu',
    days: (count: number) => `${String(count)} ngày`,
    kinds: {
      contact: 'Số điện thoại và nơi nhắn tin của một hồ sơ, sau khi khảo sát khép lại',
      intake: 'Cũng những điều đó của hồ sơ đã nhận mà không có kết quả, tính từ ngày nhận',
      chat: 'Cuộc trò chuyện không ai nhắn nữa',
      comment: 'Lời nhắn của người dân, sau khi được gộp vào số liệu',
      file: 'Tệp hồ sơ đã tải lên và dòng bị trả lại',
      message: 'Tin nhắn ngoài khảo sát',
      setAside: 'Tin của người dân gặp lỗi, chờ xử lý lại',
      job: 'Việc trong hàng đợi không xử lý được',
      attempt: 'Lần nhập sai mật khẩu',
    } satisfies Record<RetentionKind, string>,
    rows: [
      ['Câu trả lời đang dở', 'Được mã hóa; xóa khi khảo sát khép lại, chậm nhất sau 7 ngày'],
      ['Phiếu mà người dân đã rút', 'Xóa cùng đợt gộp sau, chậm nhất 15 ngày'],
      ['Mã hồ sơ, số liệu công bố, nhật ký', 'Không tự xóa; không còn dẫn tới một người'],
    ],
  },
  faults: {
    'unit-unknown': 'Không có đơn vị mang mã này. Xin xem lại mã.',
    'unit-beyond': 'Đơn vị này ngoài phạm vi của ông/bà. Xin chọn đơn vị khác.',
    'percent-range': 'Xin ghi số nguyên từ 1 đến 100.',
    'delay-range': 'Xin ghi số phút, từ 0 đến 43200 (30 ngày).',
    'window-malformed': 'Chưa đọc được khung giờ. Xin ghi như 08:00-11:30,13:30-20:30, theo thứ tự, không chồng nhau.',
    'window-night': 'Chỉ được gửi từ 07:00 đến 21:00, để không làm phiền người dân.',
    'reminder-range': 'Xin ghi số giờ, từ 12 đến 144.',
    'back-check-range': 'Xin ghi số nguyên từ 0 đến 100.',
    'day-malformed': 'Có ngày chưa đọc được. Xin ghi mỗi dòng một ngày, ví dụ 02/01/2027.',
    'days-many': 'Nhiều ngày quá. Xin ghi không quá 100 ngày.',
    'day-in-both': 'Có ngày vừa là ngày nghỉ vừa là ngày vẫn gửi. Xin bỏ ở một nơi.',
  } satisfies Record<SettingFault['code'] | SamplingFaultCode, string>,
};

export type SettingsText = typeof settingsText;
