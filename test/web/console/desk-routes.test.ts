import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerDossiers } from '../../../src/service/register-dossiers.ts';
import { may } from '../../../src/web/policy.ts';
import { USUAL_DOSSIER } from '../../support/usual-dossier.ts';
import { AUDITOR, CLERK, cookieOf, PROVINCE_ADMIN, startConsole, type RunningConsole } from './start-console.ts';

let running: RunningConsole;
let cookie: string;

beforeAll(async () => {
  running = await startConsole();
  cookie = await cookieOf(running.accounts, CLERK.email);
  await fill();
});

afterAll(() => running.close());

const get = (url: string, as = cookie) => running.server.inject({ url, headers: { cookie: as } });

/** Two at intake, eight completed on the 20th: one of each standing that a clerk may know of, and a few beside. */
async function fill(): Promise<void> {
  const at = (instant: string) => new Date(`${instant}+07:00`);
  const rows = Array.from({ length: 10 }, (_, i) => ({
    ...USUAL_DOSSIER,
    code: `H26.99.01-261118-000${String(i)}`,
    unit: '99001',
    procedure: '1.001193',
    filedVia: 'counter' as const,
    receivedAt: at('2026-11-18T08:00'),
    dueAt: at('2026-11-25T17:00'),
    completedAt: i < 8 ? at('2026-11-20T09:00') : null,
    phone: null,
    applicant: i === 0 ? ('organisation' as const) : ('person' as const),
  }));
  const results = await registerDossiers(running.shared, { rows, actor: 'test', scope: null, dryRun: false });
  expect(results.every(({ outcome }) => outcome === 'created')).toBe(true);
  // The database stamps rows with its own day, which is not the console's here.
  await running.execute(`UPDATE register.dossier SET created_at = $1`, [at('2026-11-23T09:00')]);
  const move = (code: number, sql: string) =>
    running.execute(
      `UPDATE register.invitation i SET ${sql} FROM register.dossier d WHERE d.id = i.dossier_id AND d.code = $1`,
      [`H26.99.01-261118-000${String(code)}`],
    );
  await move(1, `status = 'waiting'`);
  await move(2, `status = 'sent', channel = 'web', proof = 'slip', invited_at = now()`);
  await move(3, `status = 'sent', channel = 'telegram', invited_at = now()`);
  await move(
    4,
    `status = 'closed', close_reason = 'finished', channel = 'telegram', invited_at = now(), started_on = now()`,
  );
  await move(5, `status = 'closed', close_reason = 'declined', channel = 'telegram', invited_at = now()`);
  await move(
    6,
    `status = 'closed', close_reason = 'finished', channel = 'telegram', invited_at = now(), not_after = '2026-11-22'`,
  );
}

describe('src/web/console/desk-routes.ts', () => {
  describe('the day’s totals', () => {
    it('count dossiers and what we sent, and tell nothing of what citizens did', async () => {
      const { body } = await get('/console/daily?day=20/11');
      const rows = [...body.matchAll(/<th scope="row">(.*?)<\/th><td class="num">(\d+)<\/td>/g)].map(([, name, n]) => [
        name,
        n,
      ]);
      expect(rows).toEqual([
        ['Chờ tới giờ gửi', '1'],
        ['Đã gửi lời mời', '3'],
        ['Đã khép lại', '1'],
        ['Không gửi được: Không có số điện thoại hay kênh nhắn tin dùng được.', '2'],
        ['Không gửi được: Người nộp là tổ chức: khảo sát chỉ hỏi cá nhân.', '1'],
      ]);
      expect(body).not.toMatch(/[Tt]rả lời xong|từ chối|Tỷ lệ/);
      expect(body).toContain('Không tính điểm cho từng cán bộ');
    });

    it('count what was entered today, whatever its day', async () => {
      const { body } = await get('/console/daily');
      expect(body).toMatch(/Hồ sơ ghi vào hệ thống<\/p><p class="stat__value">10</);
      expect(body).toContain('Chưa có hồ sơ nào xong trong ngày này');
    });

    it('stay inside the viewer’s unit, and are the same from above', async () => {
      expect((await get('/console/daily?unit=99002')).statusCode).toBe(403);
      const province = await cookieOf(running.accounts, PROVINCE_ADMIN.email);
      expect((await get('/console/daily?day=20/11&unit=99001', province)).body).toContain('<td class="num">3</td>');
      expect((await get('/console/daily?day=20/11&unit=99002', province)).body).toContain('Chưa có hồ sơ nào xong');
      expect((await get('/console/daily?day=20/11&unit=92', province)).statusCode).toBe(403);
      const auditor = await cookieOf(running.accounts, AUDITOR.email);
      expect((await get('/console/daily?day=20/11', auditor)).body).toContain('<td class="num">3</td>');
    });

    it('say what is wrong with a day', async () => {
      const { body } = await get('/console/daily?day=31/02/2026');
      expect(body).toContain('id="day-fault"');
      expect(body).toContain('value="31/02/2026"');
    });
  });

  it('explains why a message may be missing, without knowing of anybody', async () => {
    const { body } = await get('/console/why-no-message?code=H26.99.01-261118-0001');
    expect(body).toContain('Sao tôi chưa nhận được tin?');
    expect(body).toContain('không gửi lại được, không sửa được và không trả lời thay được');
    expect(body.slice(body.indexOf('<main'))).not.toContain('261118');
  });

  describe('the poster', () => {
    it('leads to the page of the clerk’s own unit', async () => {
      const { body } = await get('/console/poster');
      expect(body).toContain('https://hai-long.test/u/99001');
      expect(body).toContain('UBND phường Mẫu Một');
      expect(body).toContain('class="qr"');
    });

    it('lets those above choose among their communes', async () => {
      const province = await cookieOf(running.accounts, PROVINCE_ADMIN.email);
      const { body } = await get('/console/poster', province);
      expect(body).toContain('<option value="99002">');
      expect(body).not.toContain('class="qr"');
      expect((await get('/console/poster?unit=99002', province)).body).toContain('https://hai-long.test/u/99002');
      expect((await get('/console/poster?unit=99004', province)).statusCode).toBe(403);
    });
  });
});

describe('src/web/console: what staff cannot do', () => {
  it('gives staff no way to send, resend, skip, pick, chase or answer for a citizen', () => {
    const posts = running.server.routeList.filter(({ method, url }) => method === 'POST' && url.startsWith('/console'));
    const own = posts.filter(({ url }) => /dossier|import|daily|poster|why/.test(url));
    expect(own.map(({ url }) => url).toSorted()).toEqual([
      '/console/dossiers/new',
      '/console/dossiers/undo',
      '/console/import',
      '/console/import/:id/columns',
      '/console/import/:id/start',
    ]);
    const forStaff = posts.filter(({ action }) => action !== null && may({ role: 'ward-staff' }, action));
    expect(forStaff.filter(({ url }) => /send|skip|remind|answer|respon/.test(url))).toEqual([]);
  });
});
