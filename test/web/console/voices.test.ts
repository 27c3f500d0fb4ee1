import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishComments } from '../../../src/service/publish-comments.ts';
import { addResponses } from '../../../src/store/responses.ts';
import { newResponse } from '../../store/samples.ts';
import { SCREENS } from '../../support/browser.ts';
import { examine } from '../walk.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { COUNTS, fillUnit, publish } from './figures.ts';
import { AUDITOR, CLERK, getAs, MINISTRY_ADMIN, postAs, PROVINCE_ADMIN, WARD_ADMIN } from './start-console.ts';

let running: ConsoleInBrowser;

beforeAll(async () => {
  running = await startConsoleInBrowser();
  await fillUnit(running, '99001', '2026-11', { completed: 50, invited: 40, delivered: 30, started: 12, finished: 9 });
  await publish(running, '99001', '2026-11', 40, COUNTS);
  await publish(running, '99001', '2026-10', 40, COUNTS);
  await publish(running, '99002', '2026-11', 40, { ...COUNTS, q5: [1, 1, 4, 2, 1, 31, 0] });
});

afterAll(() => running.close());

interface Who {
  readonly email: string;
}

const get = (url: string, { email }: Who) => getAs(running, email, url);

/** Words and figures of a page, one after the other. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');
}

describe('src/web/console: what people say', () => {
  describe('questions', () => {
    it('shows each question with its bar, interval, counts, factor and criteria', async () => {
      const page = await get('/console/questions?period=2026-11', WARD_ADMIN);
      const words = wordsOf(page.body);
      expect(page.statusCode).toBe(200);
      expect(page.body.match(/class="diverging"/g)).toHaveLength(5);
      expect(words).toContain('1. Ông/bà hài lòng ở mức nào về nơi nhận hồ sơ');
      expect(words).toContain('87,50 %');
      expect(words).toContain('40 câu trả lời có điểm 0 không áp dụng · 0 bỏ qua');
      expect(words).toContain('10 câu trả lời có điểm 30 không áp dụng');
      expect(words).toContain('Yếu tố: Tiếp cận dịch vụ');
      expect(words).toContain('23. Thái độ giao tiếp lịch sự, tôn trọng');
      expect(words).toContain('Câu có tỷ lệ hài lòng thấp nhất 40,00 %');
    });

    it('leaves as a file with what is on screen, to those who may', async () => {
      const { body, headers } = await get('/console/export/questions.csv?period=2026-11', WARD_ADMIN);
      const [head = '', first = '', ...others] = body.split('\r\n').filter((line) => line !== '');
      expect(headers['content-disposition']).toContain('hai-long_tung-cau-hoi_99001_2026-11-01');
      expect(head).toContain('Rất hài lòng (mức 5)');
      expect(first).toMatch(/^1,Ông\/bà hài lòng ở mức nào về nơi nhận hồ sơ.*,0\.875,/);
      expect(others).toHaveLength(4);
      expect((await get('/console/export/questions.csv?period=2026-11', CLERK)).statusCode).toBe(403);
      expect((await get('/console/export/questions.csv?period=2025-01', WARD_ADMIN)).statusCode).toBe(404);
    });

    it('adds up months, and keeps the filter on the way to the other pages', async () => {
      const page = await get('/console/questions?period=6m&unit=99001', WARD_ADMIN);
      expect(wordsOf(page.body)).toContain('Số ý kiến đã công bố 80');
      expect(page.body).toContain('href="/console?period=6m&amp;unit=99001"');
      const overview = await get('/console?period=6m&unit=99001', WARD_ADMIN);
      expect(overview.body).toContain('href="/console/questions?period=6m&amp;unit=99001"');
    });

    it('hides a question with fewer than ten scores, and every part of it', async () => {
      const page = await get('/console/questions?period=2026-11&unit=99002', MINISTRY_ADMIN);
      const words = wordsOf(page.body);
      expect(words).toContain('Chưa đủ 10 câu trả lời có điểm');
      expect(words).not.toContain('31 không áp dụng');
      expect(page.body.match(/class="diverging"/g)).toHaveLength(4);
    });

    it('says why there is nothing, and that two filters are too many', async () => {
      const empty = await get('/console/questions?period=2020-01', WARD_ADMIN);
      expect(wordsOf(empty.body)).toContain('Chưa đủ 10 ý kiến');
      const two = await get('/console/questions?procedure=2.000815&filedVia=online', WARD_ADMIN);
      expect(wordsOf(two.body)).toContain('không theo cả hai');
    });

    it('is for those who see scores, within their scope', async () => {
      expect((await get('/console/questions', CLERK)).statusCode).toBe(403);
      expect((await get('/console', CLERK)).body).not.toContain('/console/questions');
      expect((await get('/console/questions?unit=92', PROVINCE_ADMIN)).statusCode).toBe(403);
      expect((await get('/console/questions?unit=12345', PROVINCE_ADMIN)).statusCode).toBe(404);
    });
  });

  describe('comments', () => {
    beforeAll(async () => {
      const said = [
        'Cán bộ nhiệt tình',
        '<script>alert(1)</script><b>đậm</b>',
        'Lệ phí cao',
        'Phải chờ lâu',
        'Cảm ơn anh Mẫu',
        ...Array.from({ length: 20 }, (_, i) => `Lời nhắn ${String(i)}`),
      ];
      await addResponses(
        running.database.ballot,
        said.map((comment) => newResponse({ comment, releasedOn: '2026-11-20' })),
      );
      await publishComments(running.shared);
    });

    it('shows the newest batch, and text as text', async () => {
      const page = await get('/console/comments', WARD_ADMIN);
      expect(wordsOf(page.body)).toContain('Phường Mẫu Một (minh họa), công bố tháng 11/2026');
      expect(page.body.match(/class="comments__text"/g)).toHaveLength(20);
      const found = await get('/console/comments?q=script', WARD_ADMIN);
      expect(found.body).toContain('&lt;script>alert(1)&lt;/script>&lt;b>đậm');
      expect(found.body).not.toContain('<script>alert');
    });

    it('keeps topic, words and filter in the address, and pages through them', async () => {
      const page = await get('/console/comments?period=6m&q=loi+nhan', WARD_ADMIN);
      expect(page.body.match(/class="comments__text"/g)).toHaveLength(20);
      expect(page.body).toContain('href="/console/comments?period=6m&amp;topic=staff&amp;q=loi+nhan"');
      const topic = await get('/console/comments?topic=procedure', WARD_ADMIN);
      expect(topic.body.match(/class="comments__text"/g)).toHaveLength(1);
      const first = await get('/console/comments', WARD_ADMIN);
      const next = /href="(\/console\/comments\?after=[\d-]+)"/.exec(first.body)?.[1] ?? '';
      const second = await get(next, WARD_ADMIN);
      expect(second.body.match(/class="comments__text"/g)).toHaveLength(5);
    });

    it('says why there is nothing', async () => {
      expect(wordsOf((await get('/console/comments?q=khong+co+gi', WARD_ADMIN)).body)).toContain(
        'Không có lời nhắn nào khớp',
      );
      const empty = wordsOf((await get('/console/comments?unit=92', MINISTRY_ADMIN)).body);
      expect(empty).toContain('Chưa có lời nhắn nào được công bố');
      expect(empty).toContain('gộp với đơn vị khác');
      const filtered = await get('/console/comments?procedure=2.000815', WARD_ADMIN);
      expect(wordsOf(filtered.body)).toContain('không có tác dụng ở đây');
    });

    it('says that more match than are counted', async () => {
      await running.execute(`
        WITH r AS (
          INSERT INTO ballot.response
          SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()))).*
          FROM ballot.response one, generate_series(1, 10001) LIMIT 10001 RETURNING id)
        INSERT INTO ballot.published_comment (response_id, batch, position, unit_code, month, text, folded, topics)
        SELECT id, 1000, row_number() OVER (), '99005', '2026-11-01', 'Đông người', 'dong nguoi', '{}' FROM r`);
      for (const unit of ['00', '99005']) {
        const { body } = await get(`/console/comments?unit=${unit}&q=dong+nguoi`, MINISTRY_ADMIN);
        const words = wordsOf(body);
        expect(words).toContain('Có hơn 10.000 lời nhắn khớp nên không đếm theo chủ đề');
        expect(words).toContain('Lời nhắn cũ hơn Hơn 10.000 lời nhắn');
        expect(words).toMatch(/Mọi chủ đề Tiếp cận dịch vụ [^\d]* Chưa rõ chủ đề/);
        expect(body.match(/class="comments__text"/g)).toHaveLength(20);
      }
      const exact = await get('/console/comments?unit=99005', MINISTRY_ADMIN);
      expect(wordsOf(exact.body)).toContain('Mọi chủ đề 10.001');
    });

    it('is never for staff', async () => {
      expect((await get('/console/comments', CLERK)).statusCode).toBe(403);
      expect((await get('/console/comments?unit=92', WARD_ADMIN)).statusCode).toBe(403);
    });
  });

  describe('improvements', () => {
    const WORDS = 'Thêm một quầy tiếp nhận buổi sáng.';
    const write = (url: string, fields: object, { email }: Who) =>
      postAs(running, email, url, { month: '10/2026', unit: '99001', factor: 'access', text: WORDS, ...fields });
    const idOf = (html: string) => /improvements\/([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';

    it('are written by an admin, and stand on the list and on the trend', async () => {
      const answer = await write('/console/improvements', {}, WARD_ADMIN);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/console/improvements?done=written']);
      const list = await get('/console/improvements', WARD_ADMIN);
      expect(wordsOf(list.body)).toContain(`10/2026 ${WORDS}`);
      const overview = wordsOf((await get('/console?period=2026-11', WARD_ADMIN)).body);
      expect(overview).toContain(`Việc đã cải thiện, đánh số trên biểu đồ 10/2026: ${WORDS}`);
      expect(wordsOf((await get('/console', PROVINCE_ADMIN)).body)).not.toContain(WORDS);
      expect(wordsOf((await get('/console/improvements', AUDITOR)).body)).toContain(WORDS);
    });

    it('keep every version, who wrote it, and a line in the audit log', async () => {
      const id = idOf((await get('/console/improvements', WARD_ADMIN)).body);
      const text = 'Thêm hai quầy tiếp nhận buổi sáng.';
      const url = `/console/improvements/${id}`;
      expect((await write(url, { text, version: '1' }, PROVINCE_ADMIN)).statusCode).toBe(303);
      const late = await write(url, { text: 'Ai đó sửa từ bản cũ.', version: '1' }, WARD_ADMIN);
      expect([late.statusCode, wordsOf(late.body).includes('Người khác vừa sửa')]).toEqual([409, true]);
      expect(late.body).toContain('>Ai đó sửa từ bản cũ.</textarea>');
      expect(late.body).toContain('name="version" value="2"');
      const words = wordsOf((await get(url, WARD_ADMIN)).body);
      expect(words).toMatch(new RegExp(`Lần 2 ${text}.*${PROVINCE_ADMIN.name}.*Lần 1 ${WORDS}.*${WARD_ADMIN.name}`));
      const { entries } = await running.parts.showAudit({ action: 'improvement.written', before: null }, null);
      expect(entries.map(({ subject, unit, facts }) => [subject, unit, facts['version']])).toEqual([
        [id, '99001', 2],
        [id, '99001', 1],
      ]);
    });

    it('go from every page when they are taken back, and can come again', async () => {
      const id = idOf((await get('/console/improvements', WARD_ADMIN)).body);
      await write(`/console/improvements/${id}`, { version: '2', withdrawn: 'on' }, WARD_ADMIN);
      expect(wordsOf((await get('/console/improvements', WARD_ADMIN)).body)).toContain('Chưa ghi việc nào');
      expect(wordsOf((await get('/console', WARD_ADMIN)).body)).not.toContain(WORDS);
      await write(`/console/improvements/${id}`, { version: '3' }, WARD_ADMIN);
      expect(wordsOf((await get('/console', WARD_ADMIN)).body)).toContain(WORDS);
    });

    it('say what is wrong, and keep what was typed', async () => {
      const answer = await write('/console/improvements', { month: '13/2026', text: 'Tốt' }, WARD_ADMIN);
      expect(answer.statusCode).toBe(422);
      expect(wordsOf(answer.body)).toContain('Xin ghi tháng như 11/2026.');
      expect(answer.body).toContain('aria-invalid');
      expect(answer.body).toContain('>Tốt</textarea>');
      const long = 'Một quầy mới. '.repeat(300);
      const tooLong = await write('/console/improvements', { text: long }, WARD_ADMIN);
      expect([tooLong.statusCode, tooLong.body.includes(`>${long}</textarea>`)]).toEqual([422, true]);
    });

    it('are for the own unit only, and never for staff', async () => {
      expect((await write('/console/improvements', { unit: '99002' }, WARD_ADMIN)).statusCode).toBe(403);
      expect((await write('/console/improvements', { unit: '' }, PROVINCE_ADMIN)).statusCode).toBe(403);
      expect((await write('/console/improvements', {}, CLERK)).statusCode).toBe(403);
      expect((await write('/console/improvements', {}, AUDITOR)).statusCode).toBe(403);
      await write('/console/improvements', { unit: '', text: 'Cả nước đổi biểu mẫu mới.' }, MINISTRY_ADMIN);
      const own = (await get('/console/improvements', MINISTRY_ADMIN)).body;
      const id = /improvements\/([0-9a-f-]{36})" aria-label="Sửa: Cả/.exec(own)?.[1] ?? '';
      expect((await get(`/console/improvements/${id}`, MINISTRY_ADMIN)).statusCode).toBe(200);
      expect((await get(`/console/improvements/${id}`, WARD_ADMIN)).statusCode).toBe(404);
      expect((await write(`/console/improvements/${id}`, { version: '1' }, WARD_ADMIN)).statusCode).toBe(404);
      expect((await get('/console/improvements/none', WARD_ADMIN)).statusCode).toBe(404);
      expect(wordsOf((await get('/console', WARD_ADMIN)).body)).toContain('Cả nước đổi biểu mẫu mới.');
    });
  });

  it.each([
    ['wide', 'light', 'vi'],
    ['narrow', 'dark', 'en'],
  ] as const)(
    'has no fault that axe finds, no sideways scrolling and no foreign host: %s, %s, %s',
    async (size, colorScheme, lang) => {
      const { page, context, hosts, complaints } = await enterAs(running, WARD_ADMIN.email, `/console?lang=${lang}`, {
        viewport: SCREENS[size],
        colorScheme,
      });
      const edit = idOfFirst((await get('/console/improvements', WARD_ADMIN)).body);
      for (const path of ['questions', 'comments', 'comments?q=none', 'improvements', edit]) {
        await page.goto(`${running.base}/console/${path}`);
        for (const summary of await page.locator('main summary').all()) await summary.click();
        await examine(page, path, { targets: true });
      }
      expect([[...hosts], complaints]).toEqual([[new URL(running.base).host], []]);
      await context.close();
    },
    60_000,
  );
});

function idOfFirst(html: string): string {
  return /improvements\/[0-9a-f-]{36}/.exec(html)?.[0] ?? '';
}
