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

const get = (email: string) => getAs(running, email, '/console/signs');

const review = (email: string, id: string, fields: Readonly<Record<string, string>>) =>
  postAs(running, email, `/console/signs/${id}`, fields);

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
});
