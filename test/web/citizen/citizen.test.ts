import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Inbound } from '../../../src/domain/inbound.ts';
import { openBallot } from './open-ballot.ts';
import { parseReceiptCode } from '../../../src/domain/receipt-code.ts';
import { receiptMarks } from '../../../src/service/receipt.ts';
import { showSurvey } from '../../../src/service/show-survey.ts';
import { citizenSurface, type CitizenParts } from '../../../src/web/citizen/citizen.ts';
import { createWebWorld, NOW, type WebWorld } from '../../support/web-world.ts';
import { Tab } from './tab.ts';

let world: WebWorld;
let server: FastifyInstance;
const closers: (() => Promise<void>)[] = [];
/** Nobody waits for the count of an opened page, so the tests do. */
const underWay: Promise<void>[] = [];
const inbox = {
  accept: (update: Inbound) => {
    const done = world.inbox.accept(update);
    underWay.push(done);
    return done;
  },
};

beforeAll(async () => {
  world = await createWebWorld();
  server = await serveWith({});
});

afterEach(() => world.setNow(NOW.toISOString()));

afterAll(async () => {
  for (const close of closers) await close();
  await world.close();
});

async function serveWith(overrides: Partial<CitizenParts>): Promise<FastifyInstance> {
  const opened = await world.serve(
    citizenSurface({
      ...world.parts,
      showSurvey: (visit) => showSurvey(world.parts, visit),
      inbox,
      waitMs: 40,
      ...overrides,
    }),
  );
  closers.push(() => opened.close());
  return opened;
}

async function newTab(
  row: Parameters<WebWorld['register']>[0] = {},
): Promise<Tab & { readonly code: string; readonly path: string }> {
  const { path, code } = await world.register(row);
  const tab = await new Tab(server, path).open();
  await Promise.all(underWay);
  return Object.assign(tab, { code, path });
}

async function statusOf(code: string) {
  await Promise.all(underWay);
  const record = await world.parts.dossiers.find(code);
  return { status: record?.invitation?.status, reason: record?.invitation?.closeReason, draft: record?.draft ?? null };
}

const GOOD = '4 · Hài lòng';
const RECEIPT = /[0-9A-HJKMNP-TV-Z]{6}(?:-[0-9A-HJKMNP-TV-Z]{6}){2}/;

/** To the comment, by the same answer everywhere. */
async function answerAll(tab: Tab, answer = GOOD): Promise<Tab> {
  await tab.press('Bắt đầu');
  for (let i = 0; i < 4; i += 1) await tab.press(answer);
  return tab.press('Không');
}

describe('src/web/citizen/citizen.ts', () => {
  describe('a survey from its first page to its end', () => {
    it('says first who asks, that it is voluntary, who cannot see it, what is never asked, and the code of the slip', async () => {
      const tab = await newTab();
      const record = await world.parts.dossiers.find(tab.code);
      expect(tab.status).toBe(200);
      expect(tab.heading).toBe('UBND phường Mẫu Một (minh họa) xin chào ông/bà.');
      expect(tab.html).toContain('<html lang="vi">');
      for (const words of [
        'khoảng 1 phút',
        'có thể trả lời hoặc không',
        'hồ sơ không bị ảnh hưởng',
        'Cán bộ không xem được',
        'không hỏi số căn cước, mã OTP hay tiền',
        record?.dossier.shortCode ?? '?',
      ]) {
        expect(tab.html).toContain(words);
      }
      expect(tab.buttons.map(({ label }) => label)).toEqual(['Bắt đầu', 'Không phải hồ sơ của tôi', 'Không nhận nữa']);
    });

    it('asks one question at a time, in the order of the scale, nothing chosen', async () => {
      const tab = await newTab();
      await tab.press('Bắt đầu');
      expect(tab.html).toContain('Câu 1/5');
      expect(tab.buttons.map(({ label }) => label)).toEqual([
        '1 · Rất không hài lòng',
        '2 · Không hài lòng',
        '3 · Bình thường',
        '4 · Hài lòng',
        '5 · Rất hài lòng',
        'Bỏ qua',
      ]);
      await tab.press(GOOD);
      expect(tab.html).toContain('Câu 2/5');
      expect(tab.buttons.map(({ label }) => label).slice(-2)).toEqual(['Quay lại', 'Bỏ qua']);
      expect(tab.html).not.toMatch(/checked|selected|aria-pressed/);
      await tab.press('Quay lại');
      expect(tab.html).toContain('Câu 1/5');
    });

    it.each(['1 · Rất không hài lòng', '5 · Rất hài lòng'])(
      'thanks the same for "%s", and points to where complaints go',
      async (answer) => {
        const tab = await newTab();
        await answerAll(tab, answer);
        expect(tab.heading).toContain('nhắn thêm gì không');
        await tab.press('Không có');
        expect(tab.heading).toBe('Đã xong');
        expect(
          /<main[\s\S]*<\/main>/.exec(tab.html)?.[0].replaceAll(tab.path, '').replace(RECEIPT, 'CODE'),
        ).toMatchInlineSnapshot(
          `"<main id="main" class="main main--narrow" tabindex="-1"><div class="citizen"><h1>Đã xong</h1><div class="citizen__body"><p>Cảm ơn ông/bà. Ý kiến đã được ghi nhận, gộp chung với ý kiến của người khác trước khi UBND phường Mẫu Một (minh họa) xem.</p><div class="short-code"><p>Mã biên nhận</p><p class="short-code__code">CODE</p><p class="citizen__hint">Xin ghi lại mã này nếu ông/bà muốn xem ý kiến đã được tính hay chưa, hoặc muốn rút lại. Ai có mã cũng làm được như vậy; mã không cho thấy câu trả lời.</p><p><a href="/bien-nhan">Xem biên nhận</a></p></div><p>Đây là khảo sát, không phải nơi xử lý khiếu nại. Để được trả lời, xin gửi phản ánh tại Cổng Dịch vụ công quốc gia hoặc gọi 1022.</p></div></div></main>"`,
        );
        expect(await statusOf(tab.code)).toEqual({ status: 'closed', reason: 'finished', draft: null });
        await tab.open();
        expect(tab.heading).toBe('Đã xong');
      },
    );

    it('tells a receipt once the survey is finished, the one that went into the mix, and to this browser only', async () => {
      const tab = await newTab({ unit: '99004', code: 'H26.99.04-261005-0001' });
      await answerAll(tab);
      expect(tab.html).not.toMatch(RECEIPT);
      await tab.press('Không có');
      const [code = ''] = RECEIPT.exec(tab.html) ?? [];
      const { vault } = world.parts;
      const ballot = await openBallot(world.parts, '99004');
      expect(ballot?.receipt).toEqual(receiptMarks(vault, parseReceiptCode(code) ?? ''));
      const known = tab.url;
      await tab.visit(known);
      expect(tab.html).toContain(code);
      await tab.open();
      expect(tab.html).not.toMatch(RECEIPT);
      const stranger = new Tab(server, tab.path);
      await stranger.visit(known);
      expect(stranger.html).not.toContain(code);
    });

    it('seals what was tapped and written', async () => {
      const tab = await newTab({ unit: '99003', code: 'H26.99.03-261005-0001' });
      await answerAll(tab);
      await tab.write('  Cán bộ <b>nhiệt tình</b>  ');
      expect(await openBallot(world.parts, '99003')).toMatchObject({
        answers: { q1: { value: 4, how: 'button' }, q4: { value: 4 }, q5: { value: 'not-applicable' } },
        comment: 'Cán bộ <b>nhiệt tình</b>',
        attributes: { proof: 'slip', filedVia: 'counter' },
      });
    });

    it('offers "I met no staff" to who filed online', async () => {
      const tab = await newTab({ filedVia: 'online' });
      await tab.press('Bắt đầu');
      await tab.press(GOOD);
      await tab.press(GOOD);
      expect(tab.payloadOf('Tôi không gặp cán bộ')).toBeDefined();
    });

    it('opens with the apology when the dossier was late, and softly when it was refused', async () => {
      const late = await newTab({ dueAt: new Date('2026-10-06T17:00:00+07:00'), lateReason: 'Chờ xác minh' });
      expect(late.html.indexOf('Xin lỗi vì trễ hẹn')).toBeLessThan(late.html.indexOf('xin chào ông/bà'));
      expect(late.html).toContain('Lý do: Chờ xác minh.');
      const refused = await newTab({ outcome: 'refused' });
      expect(refused.html).toContain('Nếu tiện, xin ông/bà cho biết');
    });

    it('speaks English when asked, to the end, and to whom the dossier says', async () => {
      const tab = await newTab();
      await tab.open('?lang=en');
      expect(tab.html).toContain('<html lang="en">');
      await tab.press('Start');
      expect(tab.html).toContain('Question 1/5');
      expect(tab.buttons[3]?.label).toBe('4 · Satisfied');
      expect((await newTab({ language: 'en' })).html).toContain('Staff cannot see any one person');
    });
  });

  describe('whose slip it is', () => {
    it('the first device that taps holds it, and no other sees that anything was answered', async () => {
      const tab = await newTab();
      const other = await new Tab(server, tab.path).open();
      expect(other.payloadOf('Bắt đầu')).toBeDefined();
      await tab.press('Bắt đầu');
      await tab.press(GOOD);
      await other.press('Bắt đầu');
      expect(other.heading).toBe('Phiếu đã mở ở nơi khác');
      expect(other.buttons).toEqual([]);
      await tab.open();
      expect(tab.html).toContain('Câu 2/5');
      await tab.press('Quay lại');
      await answerRest(tab);
      await other.open();
      expect(other.heading).toBe('Phiếu đã mở ở nơi khác');
    });

    it('a device cookie goes to the survey page only, out of reach of scripts', async () => {
      const { path } = await world.register({});
      const plain = await server.inject(path);
      const cookie = plain.cookies.find(({ name }) => name === 'hl_device');
      expect(cookie).toMatchObject({ path: '/s', httpOnly: true, sameSite: 'Lax', maxAge: 2_592_000 });
      const secure = await serveWith({ publicUrl: 'https://hai-long.test' });
      expect((await secure.inject(path)).cookies.find(({ name }) => name === 'hl_device')).toMatchObject({
        secure: true,
      });
    });

    it('a browser without cookies is told that nothing was saved', async () => {
      const tab = await newTab();
      tab.cookies.clear();
      await tab.press('Bắt đầu');
      expect(tab.status).toBe(400);
      expect(tab.html).toContain('CHƯA được lưu');
      expect(await statusOf(tab.code)).toMatchObject({ status: 'sent' });
    });

    it('opening the page counts as delivered, once, and claims nothing', async () => {
      const seen: Inbound[] = [];
      const counted = { accept: (update: Inbound) => (seen.push(update), inbox.accept(update)) };
      const counting = await serveWith({ inbox: counted });
      const { path, code } = await world.register({});
      const tab = await new Tab(counting, path).open();
      await Promise.all(underWay);
      await tab.open();
      expect(seen.map(({ event }) => event.kind)).toEqual(['opened']);
      const record = await world.parts.dossiers.find(code);
      expect(record?.dossier.slipOwner).toBeNull();
      expect(record?.invitation).toMatchObject({ status: 'sent', channel: 'web', proof: 'slip' });
      expect(record?.invitation?.deliveredAt).not.toBeNull();
    });
  });

  describe('when there is nothing to ask', () => {
    it('shows that work goes on, and when it is due', async () => {
      const tab = await newTab({ completedAt: null });
      expect(tab.heading).toBe('Hồ sơ đang được giải quyết');
      expect(tab.html).toContain('hẹn trả ngày 09/10/2026');
      expect(tab.buttons).toEqual([]);
    });

    it('shows that the survey comes later while the delay lasts', async () => {
      const tab = await newTab({ completedAt: new Date('2026-10-08T09:30:00+07:00') });
      expect(tab.heading).toBe('Hồ sơ đã giải quyết xong');
      world.setNow('2026-10-08T11:30:00+07:00');
      await tab.open();
      expect(tab.payloadOf('Bắt đầu')).toBeDefined();
    });

    it('shows that it is over after seven days', async () => {
      const tab = await newTab();
      world.setNow('2026-10-15T09:00:00+07:00');
      await tab.press('Bắt đầu');
      expect(tab.heading).toBe('Khảo sát đã kết thúc');
      expect(await statusOf(tab.code)).toMatchObject({ status: 'sent' });
    });

    it.each([
      ['Không phải hồ sơ của tôi', 'wrong-number', 'Cảm ơn ông/bà đã cho biết'],
      ['Không nhận nữa', 'opted-out', 'chúng tôi đã ngừng khảo sát này'],
    ])('%s ends it at once', async (label, reason, words) => {
      const tab = await newTab();
      await tab.press(label);
      expect(tab.html).toContain(words);
      expect(await statusOf(tab.code)).toEqual({ status: 'closed', reason, draft: null });
      const other = await new Tab(server, tab.path).open();
      expect(other.heading).toBe('Phiếu đã mở ở nơi khác');
    });

    it.each(['/s/short', '/s/AAAAAAAAAAAAAAAAAAAAAA', '/s/%00', '/s/..%2F..%2Fetc', `/s/${'x'.repeat(199)}`])(
      'does not know %s',
      async (path) => {
        const answer = await server.inject(path);
        expect(answer.statusCode).toBe(404);
        expect(answer.body).toContain('Không tìm thấy phiếu này');
        expect(answer.cookies).toEqual([]);
      },
    );

    it('does not look a malformed token up', async () => {
      const conversations = { findByToken: () => Promise.reject(new Error('looked up')) };
      const blind = await serveWith({ showSurvey: (visit) => showSurvey({ ...world.parts, conversations }, visit) });
      expect((await blind.inject('/s/short')).statusCode).toBe(404);
      expect((await blind.inject('/s/AAAAAAAAAAAAAAAAAAAAAA')).statusCode).toBe(500);
    });
  });

  describe('what is sent', () => {
    it('takes effect once, however often the form is sent', async () => {
      const tab = await newTab();
      await tab.press('Bắt đầu');
      const fields = { nonce: tab.nonce, payload: tab.payloadOf(GOOD) ?? '' };
      const answers = await Promise.all([tab.post(fields), tab.post(fields), tab.post(fields)]);
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303]);
      await tab.open();
      expect(tab.html).toContain('Câu 2/5');
    });

    it('changes nothing when it is stale, forged or of another slip', async () => {
      const [tab, other] = [await newTab(), await newTab()];
      await other.press('Bắt đầu');
      const foreign = other.payloadOf(GOOD) ?? '';
      await tab.press('Bắt đầu');
      const stale = tab.payloadOf(GOOD) ?? '';
      await tab.press(GOOD);
      for (const payload of [stale, foreign, 'AAAAAAAAAAAAAAAA', 'x']) {
        await tab.submit({ payload });
        expect(tab.html).toContain('Câu 2/5');
      }
    });

    it('is no answer when a comment comes from a page left open', async () => {
      const tab = await newTab();
      await tab.press('Bắt đầu');
      await tab.write('5');
      expect(tab.html).toContain('Câu 1/5');
    });

    it('may be empty only by saying so', async () => {
      const tab = await newTab();
      await answerAll(tab);
      await tab.write(' \n ');
      expect(tab.status).toBe(422);
      expect(tab.html).toContain('aria-invalid="true"');
      expect(tab.html).toContain('Ông/bà chưa viết gì');
      await tab.press('Không có');
      expect(tab.heading).toBe('Đã xong');
    });

    it.each([1, 2, 3, 4, 5, 'gate', 'comment'] as const)('stops at once on every page that asks: %s', async (place) => {
      const tab = await newTab();
      await tab.press('Bắt đầu');
      const before = { 1: 0, 2: 1, 3: 2, 4: 3, gate: 4, 5: 4, comment: 4 }[place];
      for (let i = 0; i < before; i += 1) await tab.press(GOOD);
      if (place === 5) await tab.press('Có');
      if (place === 'comment') await tab.press('Không');
      await tab.leave('Không nhận nữa');
      expect(tab.html).toContain('chúng tôi đã ngừng khảo sát này');
      expect(await statusOf(tab.code)).toEqual({ status: 'closed', reason: 'opted-out', draft: null });
    });

    it('deletes what was answered, after asking, and says so', async () => {
      const tab = await newTab();
      await tab.press('Bắt đầu');
      await tab.press(GOOD);
      await tab.leave('Xóa câu trả lời');
      expect(tab.heading).toContain('Đã xóa thì không lấy lại được');
      expect([tab.leaveOf('Không nhận nữa'), tab.leaveOf('Xóa câu trả lời')]).toEqual(['stop', undefined]);
      await tab.press('Giữ lại');
      expect(tab.html).toContain('Câu 2/5');
      await tab.leave('Xóa câu trả lời');
      await tab.press('Xóa câu trả lời');
      expect(tab.html).toContain('Các câu trả lời cho khảo sát này đã được xóa');
      expect(await statusOf(tab.code)).toEqual({ status: 'closed', reason: 'declined', draft: null });
    });

    it('stops in English as well, and when deleting is asked about', async () => {
      const tab = await newTab();
      await tab.open('?lang=en');
      await tab.press('Start');
      await tab.leave('Delete my answers');
      await tab.leave('No more surveys');
      expect(tab.html).toContain('we have stopped this survey');
      expect(await statusOf(tab.code)).toMatchObject({ reason: 'opted-out' });
    });

    it('keeps a wish to stop that could not be queued, for another try', async () => {
      const tab = await newTab();
      await tab.press('Bắt đầu');
      const down = await serveWith({ inbox: { accept: () => Promise.reject(new Error('queue is down')) } });
      const again = new Tab(down, tab.path);
      for (const [name, value] of tab.cookies) again.cookies.set(name, value);
      await again.open();
      await again.leave('Không nhận nữa');
      expect([again.status, again.html.includes('<input type="hidden" name="leave" value="stop"')]).toEqual([
        503,
        true,
      ]);
    });

    it('stops everything from within the comment too, after asking', async () => {
      const tab = await newTab();
      await answerAll(tab);
      await tab.write('xóa');
      expect(tab.heading).toContain('xóa các câu trả lời');
      await tab.press('Xóa câu trả lời');
      expect(await statusOf(tab.code)).toEqual({ status: 'closed', reason: 'declined', draft: null });
    });

    it.each([
      ['no id', { payload: 'x' }],
      ['an id that is none', { nonce: '1', payload: 'x' }],
      ['a way out that is none', { nonce: '11111111-1111-4111-8111-111111111111', leave: 'all' }],
      ['a payload beyond all measure', { nonce: '11111111-1111-4111-8111-111111111111', payload: 'x'.repeat(65) }],
    ])('with %s is refused', async (_name, fields) => {
      const tab = await newTab();
      expect((await tab.post(fields)).statusCode).toBe(400);
    });

    it('is refused when another site sends it', async () => {
      const { path } = await world.register({});
      const answer = await server.inject({ method: 'POST', url: path, headers: { 'sec-fetch-site': 'cross-site' } });
      expect(answer.statusCode).toBe(403);
    });
  });

  describe('when saving takes long, or fails', () => {
    it('says that the answer is being saved, and shows the next question once it is', async () => {
      const waiting: Inbound[] = [];
      const slow = await serveWith({ inbox: { accept: async (update) => void waiting.push(update) } });
      const { path } = await world.register({});
      const tab = await new Tab(slow, path).open();
      await tab.press('Bắt đầu');
      expect(tab.heading).toBe('Đang lưu');
      expect(tab.html).toContain(`href="${tab.url}"`);
      expect(tab.url).toMatch(/\?saving=[0-9a-f-]{36}$/);
      for (const update of waiting) await world.inbox.accept(update);
      const query = tab.url.slice(tab.url.indexOf('?'));
      await tab.open(query);
      expect(tab.html).toContain('Câu 1/5');
      await tab.open('?saving=nonsense');
      expect(tab.html).toContain('Câu 1/5');
    });

    it('says plainly that a tap was not saved, and tries again under the same id', async () => {
      let isDown = false;
      const inbox = {
        accept: (update: Inbound) => (isDown ? Promise.reject(new Error('queue is down')) : world.inbox.accept(update)),
      };
      const shaky = await serveWith({ inbox });
      const { path } = await world.register({});
      const tab = await new Tab(shaky, path).open();
      const nonce = tab.nonce;
      isDown = true;
      await tab.press('Bắt đầu');
      expect([tab.status, tab.heading]).toEqual([503, 'Chưa lưu được câu trả lời']);
      expect(tab.html).toContain('CHƯA được lưu');
      expect(tab.nonce).toBe(nonce);
      isDown = false;
      await tab.submit({});
      expect(tab.html).toContain('Câu 1/5');
    });

    it('keeps a comment that was not saved, whatever is in it', async () => {
      const { path } = await world.register({});
      const tab = await new Tab(server, path).open();
      await answerAll(tab);
      const down = await serveWith({ inbox: { accept: () => Promise.reject(new Error('queue is down')) } });
      const again = new Tab(down, path);
      for (const [name, value] of tab.cookies) again.cookies.set(name, value);
      await again.open();
      await again.write('Tốt </textarea><script>"');
      expect(again.status).toBe(503);
      expect(again.html).toContain('>Tốt &lt;/textarea>&lt;script>');
    });

    it('keeps it too when the database cannot be asked', async () => {
      const tab = await newTab();
      const blind = await serveWith({ showSurvey: () => Promise.reject(new Error('no database')) });
      const answer = await blind.inject({
        method: 'POST',
        url: tab.path,
        cookies: Object.fromEntries(tab.cookies),
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        payload: new URLSearchParams({ nonce: tab.nonce, comment: 'Góp ý' }).toString(),
      });
      expect(answer.statusCode).toBe(503);
      expect(answer.body).toContain('Góp ý');
    });
  });

  it('is kept by no cache and no search engine, and limits one address generously', async () => {
    const tab = await newTab();
    expect(tab.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'same-origin',
    });
    const narrow = await serveWith({ requestsPerMinute: 1 });
    await narrow.inject(tab.path);
    expect((await narrow.inject(tab.path)).statusCode).toBe(429);
  });
});

async function answerRest(tab: Tab): Promise<void> {
  for (let i = 0; i < 4; i += 1) await tab.press(GOOD);
  await tab.press('Không');
  await tab.press('Không có');
}
