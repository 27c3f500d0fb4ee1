import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand, type Place } from '../../../src/domain/typed/read-command.ts';
import { FRESH_PHRASES } from './fresh-phrases.ts';
import { PHRASES } from './phrases.ts';
import { phrasesOf } from './show-reading.ts';

const PLACES: readonly Place[] = ['question', 'comment', 'outside'];

/** Whole messages that mean the same everywhere. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  stop: `DỪNG · NGỪNG · NGƯNG · ngung · HỦY · HUỶ · HUY DANG KY · hủy đăng ký · TỪ CHỐI · TC · TU CHOI · STOP · UNSUBSCRIBE · CANCEL · QUIT ·
    TẮT · tat · CHẶN · không nhận nữa · khong nhan nua · đừng nhắn nữa · dung nhan nua · đừng gửi nữa · dung gui nua · đừng làm phiền ·
    dung lam phien · ngưng gửi · ngung gui · không tham gia · khong tham gia · ko tham gia · không trả lời đâu · khong tra loi dau ·
    thôi khỏi · thoi khoi · khỏi cần · khoi can · bỏ qua hết · bo qua het · xóa số tôi · xoa so toi · spam à · spam a ·
    dừng nhắn tin cho tôi · đừng nhắn tin cho tôi nữa nhé · làm ơn đừng gửi tin cho tôi nữa · tôi không muốn nhận tin này nữa · dừng lại đi ·
    stop please · please stop sending me messages · tôi từ chối tham gia khảo sát này · không muốn trả lời · dừng khảo sát · hủy khảo sát ·
    tắt thông báo · đừng spam nữa · /stop · Dạ dừng ạ · stop!!!`,
  'confirm-stop': 'dung · chan · đừng · thôi · khỏi · dung lai',
  later: `để sau · de sau · lát nữa · lat nua · mai · bận · đang bận · dang ban · mai tôi trả lời nhé · tôi đang bận họp · bận lắm ·
    để sau nhé em anh đang lái xe`,
  resume: 'BẬT · BAT · START · ĐĂNG KÝ LẠI · dang ky lai · NHẬN LẠI · nhan lai',
  delete: 'XÓA · XOÁ · XOA · XÓA DỮ LIỆU · xoa du lieu của tôi · rút lại câu trả lời · rut lai cau tra loi',
  help: '? · ?? · TRỢ GIÚP · tro giup · HELP · GIÚP · giup · giúp tôi với',
  human: 'gặp cán bộ · gap can bo · tổng đài · tong dai',
  skip: 'bỏ qua · bo qua · skip · câu này bỏ · bỏ qua câu này ạ',
  back: 'quay lại · quay lai · câu trước · back',
  begin: 'bắt đầu · bat dau · ok bắt đầu · tiếp tục',
  'wrong-dossier': `không phải hồ sơ của tôi · khong phai ho so cua toi · nhầm người · nham so · sai người · wrong number ·
    không phải hồ sơ của tôi đâu, nhầm người rồi`,
  'language-en': 'english · tiếng anh · tieng anh · English please',
  'language-vi': 'tiếng việt · tieng viet · vietnamese',
};

/** Opinions, counts and names that begin like a command. */
const NO_COMMAND = `đúng · dùng · k · ko · không · Huy rất nhiệt tình · anh Huy rat tot · đừng để dân chờ lâu · đúng hẹn · dung hen · dung quy dinh ·
  dung roi · tat ca deu tot · bat binh · bắt tôi đi lại nhiều lần · thôi được · khỏi chê · không nhận được kết quả · không gửi kết quả ·
  không trả lời điện thoại · quay lại lần sau · quay lại 3 lần · bắt đầu từ khâu nộp đã khó · gặp cán bộ rất nhiệt tình · tôi bị hủy hồ sơ ·
  bị từ chối hồ sơ · cán bộ bận · Mai Lan rất nhiệt tình · giúp đỡ nhiệt tình · nhầm số căn cước trên giấy · sai số liệu · nộp lại hồ sơ nhiều lần ·
  xóa sổ nạn phong bì · chán · chán quá · mong dừng việc hành dân · bt · không tệ`;

/** The message goes on about something else: asked about, and a plain text where a comment is expected. */
const DOUBTFUL_START = `hủy hồ sơ của tôi hai lần · từ chối hồ sơ của tôi không lý do · huy ho so cua toi hai lan · hủy đăng ký kết hôn lâu ·
  stop, everything was good · cán bộ đừng làm phiền người dân đi lại nhiều`;

function show(text: string, place: Place): string | null {
  const command = readCommand(text, place);
  return command?.kind === 'language' ? `language-${command.locale}` : (command?.kind ?? null);
}

const everywhere = Object.entries(EVERYWHERE).flatMap(([kind, group]) =>
  phrasesOf(group).map((phrase) => [phrase, kind] as const),
);

describe('src/domain/typed/read-command', () => {
  it.each(everywhere)('reads "%s" as %s in every place', (phrase, kind) => {
    expect(PLACES.map((place) => show(phrase, place))).toEqual([kind, kind, kind]);
  });

  it('stops on "huy" alone, and asks first where it may be a name', () => {
    expect(PLACES.map((place) => show('huy', place))).toEqual(['stop', 'confirm-stop', 'stop']);
  });

  it.each(phrasesOf(NO_COMMAND))('sees no command in "%s"', (phrase) => {
    expect(PLACES.map((place) => show(phrase, place))).toEqual([null, null, null]);
  });

  it.each(phrasesOf(DOUBTFUL_START))('asks about "%s", except in a comment', (phrase) => {
    expect(PLACES.map((place) => show(phrase, place))).toEqual(['confirm-stop', null, 'confirm-stop']);
  });

  it('finds an opt-out further on in a message', () => {
    for (const text of ['phiền quá đừng nhắn nữa', 'phiền quá, đừng có gửi nữa', 'ngừng gửi tin rác đi']) {
      expect([show(text, 'question'), show(text, 'outside')]).toEqual(['stop', 'stop']);
    }
  });

  it('takes no answer for a command', () => {
    const answers = [...Object.values(PHRASES), ...Object.values(FRESH_PHRASES)].flatMap(phrasesOf);
    const mistaken = answers.filter((phrase) => PLACES.some((place) => readCommand(phrase, place) !== null));
    expect(mistaken).toEqual([]);
  });

  it('never misses an opt-out, however it is written', () => {
    const word = fc.constantFrom(...phrasesOf(EVERYWHERE['stop'] ?? ''));
    const before = fc.constantFrom('', 'dạ', 'vâng', 'tôi', 'làm ơn', 'xin', 'ok');
    const end = fc.constantFrom('', ' ạ', ' đi', ' nhé', '!', '...', ' giùm tôi', ' 😡');
    const change = fc.constantFrom(
      (text: string) => text.toUpperCase(),
      (text: string) => text.normalize('NFD'),
      (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/giu, 'd'),
      (text: string) => text,
    );
    fc.assert(
      fc.property(word, before, end, change, fc.constantFrom(...PLACES), (text, first, last, shape, place) => {
        expect(['stop', 'confirm-stop']).toContain(show(shape(`${first} ${text}${last}`), place));
      }),
      { numRuns: 3000 },
    );
  });

  it('never throws and reads a bounded length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom(...PLACES), (text, place) => {
        readCommand(text, place);
      }),
    );
    expect(readCommand('dừng '.repeat(5000), 'comment')).toBeNull();
    expect(show('dừng '.repeat(5000), 'question')).toBe('confirm-stop');
  });
});
