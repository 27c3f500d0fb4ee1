import type { FakeZaloOptions } from './fake-zalo.ts';
import type { TemplateDefinition } from './templates.ts';

export const APP_ID = '360846524940903967';
export const OA_ID = '388613280878808645';
export const OA_SECRET = 'test-oa-secret';
export const APP_SECRET = 'test-app-secret';

export const ACCOUNT: FakeZaloOptions = { appId: APP_ID, appSecret: APP_SECRET, oaId: OA_ID, oaSecret: OA_SECRET };

export const INVITE: TemplateDefinition = {
  id: '400001',
  kind: 'custom',
  text: 'Kính gửi ông/bà. Hồ sơ <ma_ho_so> đã có kết quả ngày <ngay>. Mã trên giấy hẹn: <ma_phieu>.',
  params: [
    { name: 'ma_ho_so', type: 'code' },
    { name: 'ngay', type: 'date' },
    { name: 'ma_phieu', type: 'code' },
    { name: 'lien_ket', type: 'url' },
  ],
  buttons: [{ title: 'Mở phiếu khảo sát', content: 'https://hai-long.test/s/<lien_ket>' }],
};

const REASONS = ['Thái độ tốt', 'Đúng hẹn', 'Hướng dẫn rõ', 'Thủ tục gọn', 'Chi phí đúng'];

export const RATING: TemplateDefinition = {
  id: '400002',
  kind: 'rating',
  text: 'Ông/bà đánh giá thế nào về việc giải quyết hồ sơ <ma_ho_so>?',
  params: [
    { name: 'ma_ho_so', type: 'code' },
    { name: 'lien_ket', type: 'url' },
  ],
  buttons: [{ title: 'Trả lời đầy đủ', content: 'https://hai-long.test/s/<lien_ket>' }],
  stars: ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'].map((title) => ({
    title,
    question: 'Điều gì khiến ông/bà đánh giá như vậy?',
    answers: REASONS,
  })),
};

export const INVITE_DATA = { ma_ho_so: 'H26.99-261122-0001', ngay: '22/11/2026', ma_phieu: 'K7M2QX', lien_ket: 'abc' };
