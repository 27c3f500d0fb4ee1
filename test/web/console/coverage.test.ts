import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillUnit } from './figures.ts';
import { CLERK, getAs, MINISTRY_ADMIN, PROVINCE_ADMIN, type RunningConsole, startConsole } from './start-console.ts';

let running: RunningConsole;

beforeAll(async () => {
  running = await startConsole();
  // Of 100 dossiers four are organisations', eighty invited; fourteen of the rest could not be reached.
  await fillUnit(running, '99001', '2026-11', { completed: 100, invited: 80, delivered: 70, started: 9, finished: 5 });
  await fillUnit(running, '99002', '2026-10', { completed: 20, invited: 20, delivered: 20, started: 2, finished: 1 });
  await running.execute(
    `UPDATE register.invitation SET status = 'closed', close_reason = 'no-contact' WHERE id IN (
       SELECT id FROM register.invitation WHERE invited_at IS NULL AND exclusion IS NULL AND unit_code = '99001'
       ORDER BY id LIMIT 14)`,
  );
});

afterAll(() => running.close());

const get = (url: string, email: string) => getAs(running, email, url);

describe('src/web/console/coverage-routes.ts', () => {
  it('tells who was never invited, by reason, month and unit', async () => {
    const { body } = await get('/console/coverage?period=3m', PROVINCE_ADMIN.email);
    expect(body).toContain('20 trên 120 hồ sơ đã xong');
    expect(body).toMatch(/Người nộp là tổ chức<\/th><td class="num">4</);
    expect(body).toMatch(/Không gửi được, phiếu không mở<\/th><td class="num">14</);
    expect(body).toMatch(/Chưa tới lượt gửi<\/th><td class="num">2</);
    expect(body).toMatch(/10\/2026<\/th><td class="num secondary">20<\/td><td class="num">0</);
    expect(body).toMatch(/Phường Mẫu Một[^<]*<\/a><\/th>.*Không gửi được, phiếu không mở/s);
  });

  it('hides from a ward small groups and what would tell of them', async () => {
    const { body } = await get('/console/coverage?period=3m', CLERK.email);
    expect(body).toContain('20 trên 100 hồ sơ đã xong');
    expect(body).toMatch(/Người nộp là tổ chức<\/th><td class="num">Dưới 10 hồ sơ</);
    expect(body).toMatch(/Chưa tới lượt gửi<\/th><td class="num">Dưới 10 hồ sơ</);
    expect(body).toMatch(/Không gửi được, phiếu không mở<\/th><td class="num">Dưới 10 hồ sơ</);
    expect(body).toContain('nhóm dưới 10 hồ sơ');
    expect(body).not.toContain('Theo đơn vị');
  });

  it('goes by province over the country, and leaves as a file', async () => {
    expect((await get('/console/coverage?period=3m', MINISTRY_ADMIN.email)).body).toMatch(
      /unit=01">Thành phố Hà Nội<\/a>/,
    );
    const { body } = await get('/console/export/coverage.csv?period=3m&sheet=reasons', PROVINCE_ADMIN.email);
    expect(body).toMatch(/Người nộp là tổ chức[,;]120[,;]4[,;]/);
    expect((await get('/console/export/coverage.csv?period=3m', CLERK.email)).statusCode).toBe(403);
  });
});
