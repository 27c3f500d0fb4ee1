/** Alerts in words, for screens and letters; shares come formatted. */
export const alertText = {
  title: 'Cần xem',
  'response-falling': (month: string, now: string, before: string) =>
    `Tỷ lệ trả lời giảm: ${month} là ${now}, ba tháng trước đó ${before}.`,
  'lateness-rising': (month: string, now: string, before: string) =>
    `Hồ sơ trễ hẹn tăng: ${month} là ${now}, ba tháng trước đó ${before}.`,
  'channel-trouble': (channel: string, now: string, before: string) =>
    `${channel} có thể trục trặc: 7 ngày qua ${now} lời mời tới nơi, bốn tuần trước đó ${before}.`,
  'requests-overdue': (count: string, day: string) =>
    `${count} yêu cầu của người dân về dữ liệu đã quá hạn; hạn sớm nhất là ${day}.`,
  'requests-due': (count: string, day: string) =>
    `${count} yêu cầu của người dân về dữ liệu sắp đến hạn; hạn sớm nhất là ${day}.`,
  beyondChance: 'Chênh lệch lớn hơn mức ngẫu nhiên (khoảng tin cậy 95 %).',
  channels: { zalo: 'Zalo', telegram: 'Telegram', web: 'Trang web', slip: 'Phiếu giấy', none: 'Chưa gửi' },
};

export type AlertText = typeof alertText;
