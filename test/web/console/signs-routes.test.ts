import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCREENS } from '../../support/browser.ts';
import { examine } from '../walk.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { COUNTS, publish } from './figures.ts';
import { AUDITOR, getAs, postAs, PROVINCE_ADMIN } from './start-console.ts';

let running: ConsoleInBrowser;

const FINDING = randomUUID();
const ELSEWHERE = randomUUID();

beforeAll(async () => {
  running = await startConsoleInBrowser();
  await publish(running, '99001', '2026-10', 40, COUNTS);
  await addFinding(FINDING, '01', '99001', 'shared-holder');
  await addFinding(ELSEWHERE, '92', '99004', 'hurried');
});

afterAll(() => running.close());

function addFinding(id: string, province: string, unit: string, signal: string) {
  const share = JSON.stringify({ value: 0.4, low: 0.25, high: 0.57 });
  const reference = JSON.stringify({ value: 0.02, low: 0.01, high: 0.03 });
  return running.execute(
    `INSERT INTO register.finding (id, province_code, unit_code, month, signal, hits, total, share, reference, found_on)
     VALUES ($1, $2, $3, '2026-10-01', $4, 12, 30, $5, $6, '2026-11-01')`,
    [id, province, unit, signal, share, reference],
  );
}

const get = (email: string, query = '') => getAs(running, email, `/console/signs${query}`);

const review = (email: string, id: string, fields: Readonly<Record<string, string>>, query = '') =>
  postAs(running, email, `/console/signs/${id}${query}`, fields);

function idsOf(html: string): readonly string[] {
  return [...html.matchAll(/<section class="panel" id="([\da-f-]{36})"/g)].flatMap(([, id]) => id ?? []);
}

/** Where the page goes on; empty on the last. */
function nextOf(html: string): string {
  return /href="\/console\/signs(\?after=[^"]+)"[^>]*>Trang sau/.exec(html)?.[1] ?? '';
}

const suspect = (count: string) => ({ verdict: 'confirmed', [`suspect-${FINDING}`]: count });

describe('src/web/console/signs', () => {
  it('tells in words what was found, within the scope', async () => {
    const { body } = await get(PROVINCE_ADMIN.email);
    expect(body).toContain('Một máy giữ nhiều phiếu');
    expect(body).toContain('12 trên 30 phiếu đã mở (40,0');
    expect(body).not.toContain(ELSEWHERE);
    expect((await get(AUDITOR.email)).body).toContain(ELSEWHERE);
  });

  it('shows above the communes what those said who were asked back, and nothing of fewer than ten', async () => {
    expect((await get(PROVINCE_ADMIN.email)).body).toContain('Chưa hỏi lại ai');
    for (const [province, people] of [
      ['01', 40],
      ['92', 3],
    ] as const) {
      await running.execute(
        `INSERT INTO register.back_check (id, status, province_code, month, ask_after, expires_at)
         SELECT gen_random_uuid(), 'answered', $1, '2026-10-01', now(), now() FROM generate_series(1, $2::int)`,
        [province, people],
      );
    }
    const counts = JSON.stringify({ own: [36, 4, 0, 0, 0, 0, 0], prompted: [4, 30, 0, 0, 0, 6, 0] });
    await running.execute(
      `INSERT INTO ballot.published_cell (survey_id, unit_code, month, dimension, value, responses, counts, published_on)
       SELECT 'back-check', u, '2026-10-01', 'all', 'all', 40, $1, '2026-11-01' FROM unnest(ARRAY['00', '01']) AS u`,
      [counts],
    );
    const own = (await get(PROVINCE_ADMIN.email)).body;
    expect(own).toMatch(/90,0.%.*trên 40 người.*11,8.%.*trên 34 người/s);
    expect(own).not.toContain('Cần Thơ');
    const all = (await get(AUDITOR.email)).body;
    expect(all).toMatch(/Cần Thơ.*Chưa đủ 10 câu trả lời/s);
  });

  it('asks for a number that can be, and keeps what was typed', async () => {
    for (const count of ['', '0', '31', '1e3', '<b>']) {
      const { statusCode, body } = await review(PROVINCE_ADMIN.email, FINDING, suspect(count));
      expect([statusCode, body.split('Ghi một số từ 1 đến 30.').length]).toEqual([422, 3]);
      expect(body).toContain(`<a href="#suspect-${FINDING}">`);
    }
    expect((await review(PROVINCE_ADMIN.email, FINDING, {})).statusCode).toBe(400);
  });

  it('finds no sign of another province', async () => {
    const { statusCode } = await review(PROVINCE_ADMIN.email, ELSEWHERE, { verdict: 'dismissed' });
    expect(statusCode).toBe(404);
    expect((await review(PROVINCE_ADMIN.email, 'khong-phai-ma', { verdict: 'dismissed' })).statusCode).toBe(404);
  });

  it('does not say that a sign was reviewed that went meanwhile', async () => {
    await running.execute(`
      CREATE FUNCTION register.skip_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER gone BEFORE UPDATE ON register.finding FOR EACH ROW EXECUTE FUNCTION register.skip_row();`);
    try {
      expect((await review(PROVINCE_ADMIN.email, FINDING, suspect('12'))).statusCode).toBe(404);
    } finally {
      await running.execute('DROP FUNCTION register.skip_row CASCADE');
    }
    expect(await running.query(`SELECT 1 FROM console.audit_entry WHERE action = 'finding.reviewed'`)).toEqual([]);
  });

  it('has no fault that axe finds, wide and narrow', async () => {
    for (const viewport of Object.values(SCREENS)) {
      const { context, page, complaints } = await enterAs(running, AUDITOR.email, '/console/signs', { viewport });
      await examine(page, 'signs');
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  it('gives bounds to the index once it is confirmed, and is in the audit log', async () => {
    expect((await review(PROVINCE_ADMIN.email, FINDING, suspect('12'))).statusCode).toBe(303);
    const { body } = await get(PROVINCE_ADMIN.email);
    expect(body).toContain('Đã xác nhận: 12 phiếu đáng ngờ');
    expect(body).toMatch(/Tỷ lệ hài lòng đang công bố là [\d,]+\s*%. Nếu bỏ các phiếu đáng ngờ/);
    const rows = await running.query(
      `SELECT facts, subject FROM console.audit_entry WHERE action = 'finding.reviewed'`,
    );
    expect(rows).toEqual([{ subject: FINDING, facts: { signal: 'shared-holder', verdict: 'confirmed', suspect: 12 } }]);
  });

  describe('page by page', () => {
    beforeAll(async () => {
      await running.execute(`
        INSERT INTO register.finding
          (id, province_code, unit_code, month, signal, officer, hits, total, share, reference, found_on)
        SELECT gen_random_uuid(), province_code, '99002', month, 'missing-phone', 'cb' || n, hits, total, share, reference,
          found_on
        FROM register.finding, generate_series(1, 44) n WHERE signal = 'shared-holder'`);
    });

    it('leads from page to page, shows every sign once, and tells how many there are', async () => {
      const first = (await get(PROVINCE_ADMIN.email)).body;
      expect(first).toContain('Ba tháng gần nhất có 45 dấu hiệu, 44 chưa xem.');
      expect(first).not.toContain('Về trang đầu');
      const second = (await get(PROVINCE_ADMIN.email, nextOf(first))).body;
      expect(second).toContain('href="/console/signs">');
      const third = (await get(PROVINCE_ADMIN.email, nextOf(second))).body;
      expect(nextOf(third)).toBe('');
      const ids = [first, second, third].map(idsOf);
      expect(ids.map(({ length }) => length)).toEqual([20, 20, 5]);
      expect(new Set(ids.flat()).size).toBe(45);
      expect(ids.flat()).not.toContain(ELSEWHERE);
    });

    it('stays on the page whose sign is looked at, also while the number is wrong', async () => {
      const query = nextOf((await get(PROVINCE_ADMIN.email)).body);
      const page = (await get(PROVINCE_ADMIN.email, query)).body;
      const id = idsOf(page)[7] ?? '';
      expect(page).toContain(`action="/console/signs/${id}${query}"`);
      const wrong = await review(PROVINCE_ADMIN.email, id, { verdict: 'confirmed', [`suspect-${id}`]: '99' }, query);
      expect([wrong.statusCode, idsOf(wrong.body)]).toEqual([422, idsOf(page)]);
      expect(wrong.body).toContain(`action="/console/signs/${id}${query}"`);
      const done = await review(PROVINCE_ADMIN.email, id, { verdict: 'dismissed' }, query);
      expect([done.statusCode, done.headers.location]).toEqual([303, `/console/signs${query}#${id}`]);
      const after = (await get(PROVINCE_ADMIN.email, query)).body;
      expect(idsOf(after)).toEqual(idsOf(page));
      expect(after).toContain('45 dấu hiệu, 43 chưa xem');
    });

    it('holds the form that was filled in wrongly where the page has moved on', async () => {
      const first = idsOf((await get(PROVINCE_ADMIN.email)).body);
      const id = first[3] ?? '';
      const query = nextOf((await get(PROVINCE_ADMIN.email)).body);
      const { body } = await review(PROVINCE_ADMIN.email, id, { verdict: 'confirmed' }, query);
      expect(idsOf(body)[0]).toBe(id);
      expect(body).toContain(`<a href="#suspect-${id}">`);
    });

    it('takes an address that says nothing for the first page, and says where a list is at its end', async () => {
      const first = idsOf((await get(PROVINCE_ADMIN.email)).body);
      const places = ['2026-99-01_01_hurried_x', '', "2026-10-01_99001_hurried_' OR 1=1", '%00', '1_2_3_4_5'];
      for (const place of places) {
        const { statusCode, body } = await get(PROVINCE_ADMIN.email, `?after=${encodeURIComponent(place)}`);
        expect([statusCode, idsOf(body)]).toEqual([200, first]);
      }
      const end = await get(PROVINCE_ADMIN.email, `?after=2020-01-01_99999_hurried_${ELSEWHERE}`);
      expect(idsOf(end.body)).toEqual([]);
      expect(end.body).toContain('Sau chỗ này không còn dấu hiệu nào.');
      expect(end.body).not.toContain('Không có dấu hiệu nào');
    });
  });
});
