import type { TemplateDefinition } from './templates.ts';

/** The templates as the README proposes them for approval; the button leads to the service under test. */
type Made = (publicUrl: string) => TemplateDefinition;

const COMMON: TemplateDefinition['params'] = [
  { name: 'don_vi', type: 'address' },
  { name: 'ma_ho_so', type: 'code' },
  { name: 'ma_phieu', type: 'code' },
  { name: 'lien_ket', type: 'url' },
];

const DATED: TemplateDefinition['params'] = [
  { name: 'thu_tuc', type: 'address' },
  { name: 'ngay', type: 'date' },
  { name: 'han', type: 'date' },
];

const button = (publicUrl: string, title: string, page = '/s') => [
  { title, content: `${publicUrl}${page}/<lien_ket>` },
];

const ABOUT = 'Mã trên phiếu: <ma_phieu>.';

export const INVITE: Made = (publicUrl) => ({
  id: '510001',
  kind: 'custom',
  text: `<don_vi> xin chào ông/bà. Hồ sơ số …<ma_ho_so> (<thu_tuc>) đã có kết quả ngày <ngay>. Mời ông/bà trả lời 5 câu hỏi ngắn trước hết ngày <han>. Ông/bà có thể trả lời hoặc không. ${ABOUT}`,
  params: [...COMMON, ...DATED],
  buttons: button(publicUrl, 'Mở phiếu góp ý'),
});

export const LATE: Made = (publicUrl) => ({
  id: '510002',
  kind: 'custom',
  text: `<don_vi> xin lỗi ông/bà: hồ sơ số …<ma_ho_so> (<thu_tuc>) đến ngày <ngay> mới có kết quả, trễ hẹn. Mời ông/bà góp ý trước hết ngày <han>. Ông/bà có thể trả lời hoặc không. ${ABOUT}`,
  params: [...COMMON, ...DATED],
  buttons: button(publicUrl, 'Mở phiếu góp ý'),
});

export const CONDOLENCE: Made = (publicUrl) => ({
  id: '510003',
  kind: 'custom',
  text: `<don_vi> xin chia buồn cùng gia đình. Hồ sơ số …<ma_ho_so> đã có kết quả. Nếu tiện, xin ông/bà cho biết cơ quan đã tiếp và giải quyết thế nào. ${ABOUT}`,
  params: COMMON,
  buttons: button(publicUrl, 'Mở phiếu góp ý'),
});

export const BACK_CHECK: Made = (publicUrl) => ({
  id: '510005',
  kind: 'custom',
  text: 'Cảm ơn ông/bà đã trả lời khảo sát về <don_vi>. Xin hỏi thêm 2 câu ngắn, chỉ hỏi một lần. Mã trên phiếu: <ma_phieu>.',
  params: COMMON.filter(({ name }) => name === 'don_vi' || name === 'ma_phieu' || name === 'lien_ket'),
  buttons: button(publicUrl, 'Trả lời 2 câu', '/hoi-lai'),
});

export const SLIP: Made = (publicUrl) => ({
  id: '510006',
  kind: 'custom',
  text: 'Có người đã trả lời khảo sát về hồ sơ số …<ma_ho_so> của <don_vi> bằng phiếu giấy. Nếu không phải ông/bà hay người nhà, xin bấm nút trước hết ngày <han>. Mã trên phiếu: <ma_phieu>.',
  params: [...COMMON, { name: 'han', type: 'date' }],
  buttons: button(publicUrl, 'Không phải tôi'),
});

const STARS = ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'];
export const REASONS = ['Thái độ phục vụ', 'Thời gian giải quyết', 'Hướng dẫn rõ ràng', 'Thủ tục đơn giản'];

export const RATING: Made = (publicUrl) => ({
  id: '510004',
  kind: 'rating',
  text: `<don_vi>: ông/bà thấy việc giải quyết hồ sơ số …<ma_ho_so> thế nào? ${ABOUT}`,
  params: COMMON,
  buttons: button(publicUrl, 'Trả lời đầy đủ'),
  stars: STARS.map((title) => ({ title, question: 'Điều gì khiến ông/bà đánh giá như vậy?', answers: REASONS })),
});
