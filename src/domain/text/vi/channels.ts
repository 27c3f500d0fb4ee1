import type { ChannelHealth } from '../../channel-health.ts';
import type { SendingQuality } from '../../sending-budget.ts';

type Sending = 'zalo' | 'telegram';

/** Words of the page on channels and failed jobs, for admins. Counts come formatted. */
export const channelsText = {
  nav: 'Kênh gửi tin',
  title: 'Kênh gửi tin',
  asOf: (time: string) => `Xem lúc ${time}.`,
  again: 'Xem lại',
  names: { zalo: 'Zalo', telegram: 'Telegram' } satisfies Record<Sending, string>,
  health: {
    working: 'Đang gửi bình thường',
    slow: 'Có tin chờ quá 15 phút',
    paused: 'Đang tạm dừng theo yêu cầu của nền tảng',
    'out-of-quota': 'Hết hạn mức hôm nay, mai gửi tiếp',
    'grant-failing': 'Chưa gia hạn được quyền gửi',
    'no-grant': 'Chưa có quyền gửi',
    off: 'Chưa cài đặt',
  } satisfies Record<ChannelHealth, string>,
  account: 'Tài khoản',
  pace: 'Tốc độ',
  paceValue: (perSecond: string, sent: string) =>
    `Tối đa ${perSecond} lời mời mỗi giây; 10 phút qua đã gửi ${sent} lời mời và lời nhắc`,
  quota: 'Hạn mức hôm nay',
  quotaValue: (remaining: string, daily: string) => `Còn ${remaining} trong ${daily} tin mẫu`,
  quotaNone: 'Không giới hạn theo ngày',
  quotaUnknown: 'Nền tảng chưa cho biết',
  quality: {
    high: 'chất lượng cao',
    medium: 'chất lượng vừa, đã ngừng nhắc',
    low: 'chất lượng thấp, đã ngừng nhắc',
    unknown: 'chưa rõ chất lượng',
  } satisfies Record<SendingQuality, string>,
  pausedUntil: 'Tạm dừng đến',
  notPaused: 'Không tạm dừng',
  grant: 'Quyền gửi',
  grantLasting: 'Không phải gia hạn',
  grantMissing: 'Chưa có',
  grantValue: (age: string, left: string) => `Gia hạn ${age} trước, còn dùng được ${left}`,
  grantExpired: (age: string) => `Đã hết hạn, gia hạn lần cuối ${age} trước`,
  consent: 'Cho phép trên Zalo',
  waiting: 'Đang chờ gửi',
  waitingValue: (count: string, age: string) => `${count} tin, tin lâu nhất đã chờ ${age}`,
  waitingNone: 'Không có tin nào',
  page: 'Trang góp ý',
  pageAddress: 'Địa chỉ',
  pageHealth: 'Chạy cùng hệ thống này',
  arriving: 'Câu trả lời đang đến',
  arrivingValue: (packets: string) => `${packets} gói chờ xử lý, từ mọi kênh`,
  arrivingNone: 'Không có gói nào chờ xử lý',
  /** Whole minutes. */
  span(minutes: number): string {
    if (minutes < 1) return 'chưa đầy 1 phút';
    if (minutes < 60) return `${String(minutes)} phút`;
    const hours = Math.round(minutes / 60);
    return hours < 48 ? `${String(hours)} giờ` : `${String(Math.round(hours / 24))} ngày`;
  },
  dead: {
    title: 'Việc hỏng',
    lead: 'Mỗi dòng là một việc đã thử nhiều lần mà không xong. Chỉ có số và mã lỗi, không có nội dung.',
    emptyTitle: 'Không có việc nào hỏng',
    empty: 'Tin không gửi được và câu trả lời không xử lý được sẽ hiện ở đây, để thử lại hoặc bỏ.',
    caption: 'Danh sách việc hỏng',
    columns: { place: 'Ở đâu', failure: 'Mã lỗi', failedAt: 'Lúc', id: 'Số', deeds: 'Xử lý' },
    places: {
      inbox: 'Câu trả lời đến',
      'set-aside': 'Câu trả lời đặt riêng',
      reply: 'Tin trả lời',
      bulk: 'Lời mời và tin nhắc',
      timer: 'Việc theo giờ',
    } as Readonly<Record<string, string>>,
    retry: 'Thử lại',
    drop: 'Bỏ…',
    dropSure: 'Bỏ hẳn',
    dropHint: 'Bỏ rồi không lấy lại được.',
    done: {
      retry: 'Đã đưa việc này vào thử lại',
      drop: 'Đã bỏ việc này',
      gone: 'Việc này không còn trong danh sách',
    },
    kept: 'Thử lại và bỏ đều được ghi vào nhật ký. Việc hỏng trong hàng đợi tự mất sau một ngày.',
  },
};

export type ChannelsText = typeof channelsText;
