import { fold, type Word } from './fold.ts';

export interface ShortForm {
  readonly words: readonly Word[];
  readonly doubtful: boolean;
}

/** Chat spellings. "bt" is not here: it is "bình thường" only as the whole message. */
const SURE: Readonly<Record<string, string>> = {
  không:
    'k, ko, kh, khg, kg, kô, kông, hok, hk, hem, hẻm, hong, hông, hổng, hôg, hog, khum, khom, hăm, khôn, khog, khồng, khống, khổng, khộng, nỏ, hổg',
  'không phải': 'kp',
  'không có': 'kc',
  được: 'dc, đc, dk, đk, đươc, đượt',
  quá: 'quớ, óa',
  rồi: 'r, rùi, roài, òi, rui',
  rất: 'gất, rứt, rấc',
  lắm: 'lém, lm, nhắm',
  gì: 'j, zì, ji, rì',
  cũng: 'cx, cg, cug, cũn, cụng',
  với: 'vs, vz',
  vậy: 'v, z, zậy, vầy, zị, dzậy',
  luôn: 'lun, luông',
  thật: 'thiệt',
  thế: 'rứa',
  nhưng: 'nhg, nhưg, nhưn, nhứng',
  em: 'e',
  chị: 'c',
  mình: 'm, mìk, mik, mk',
  tôi: 't, tui, tau',
  'cán bộ': 'cb',
  'nhân viên': 'nv',
  'mọi người': 'mn',
  tốt: 'tút',
  tuyệt: 'tuỵt',
  vui: 'zui, dzui',
  'cảm ơn': 'tks, thanks, thank, thks, camon, cámơn, cảmơn, thx',
  ok: 'oke, oki, okie, okay, okey, okê, ôkê, okla, okela, oce, ôk',
};

/** Short, but also something else: understood, then asked about. */
const DOUBTFUL: Readonly<Record<string, string>> = {
  'hài lòng': 'hl, hailong, hàilòng, hailòng',
  'không hài lòng': 'khl, kohl, khonghailong, kohailong, khônghàilòng, khailong',
  'rất hài lòng': 'rhl, rathailong, rấthàilòng',
  'rất không hài lòng': 'rkhl, ratkhonghailong, rấtkhônghàilòng',
  'chưa hài lòng': 'chl, chuahailong, chưahàilòng',
  'bình thường': 'binhthuong, bìnhthường, bthuong, btuong, bìnhthuong',
  'trung bình': 'trungbinh, tbinh',
  'rất tốt': 'rattot, rấttốt',
  'không tốt': 'khongtot, kotot, khôngtốt, ktot',
  'tạm được': 'tamduoc, tạmđược',
  'cũng được': 'cungduoc, cũngđược',
  'nhiệt tình': 'nhiettinh, nhiệttình, ntinh',
  'tuyệt vời': 'tuyetvoi, tuyệtvời, tvoi',
};

function entriesOf(table: Readonly<Record<string, string>>, doubtful: boolean): [string, ShortForm][] {
  return Object.entries(table).flatMap(([full, shorts]) => {
    const words = full.split(' ').map(fold);
    return shorts.split(', ').map((short): [string, ShortForm] => [fold(short).form, { words, doubtful }]);
  });
}

/** Keyed by the folded form of the short word. */
export const SHORT_FORMS: ReadonlyMap<string, ShortForm> = new Map([
  ...entriesOf(SURE, false),
  ...entriesOf(DOUBTFUL, true),
]);
