import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COUNTS, fillUnit, publish, STARS } from './figures.ts';
import {
  AUDITOR,
  CLERK,
  cookieOf,
  getAs,
  MINISTRY_ADMIN,
  PASSWORD,
  PEOPLE,
  post,
  PROVINCE_ADMIN,
  type RunningConsole,
  startConsole,
  WARD_ADMIN,
} from './start-console.ts';

let running: RunningConsole;

beforeAll(async () => {
  running = await startConsole();
  await fillUnit(running, '99001', '2026-11', { completed: 50, invited: 40, delivered: 30, started: 12, finished: 9 });
  await fillUnit(running, '99002', '2026-11', { completed: 12, invited: 9, delivered: 8, started: 4, finished: 3 });
  await publish(running, '99001', '2026-11', 40, COUNTS);
});

afterAll(() => running.close());

const get = (url: string, email: string) => getAs(running, email, url);
/** With a Cookie header. */
const getWith = (url: string, cookie: string) => running.server.inject({ url, headers: { cookie } });

describe('src/web/console/console.ts', () => {
  describe('access', () => {
    it('leaves only the steps of signing in open', () => {
      const open = running.server.routeList.filter(
        ({ access, url }) => access === 'public' && url.startsWith('/console'),
      );
      expect([...new Set(open.map(({ url }) => url))]).toEqual(['/console/sign-in', '/console/sign-in/code']);
    });

    it('leads everybody else to the sign-in page, from every other page', async () => {
      const closed = running.server.routeList.filter(({ access, method }) => access === 'session' && method !== 'HEAD');
      expect(closed.length).toBeGreaterThan(6);
      for (const { method, url } of closed) {
        const address = url.replace(/:\w+/, 'X');
        const answer = await running.server.inject(method === 'POST' ? post(address, {}) : { url: address });
        expect([url, answer.statusCode]).toEqual([url, 303]);
        expect(answer.headers.location).toMatch(/^\/console\/sign-in/);
      }
    });

    it('leads back only to an address that fits into a header', async () => {
      const lead = async (url: string) => (await running.server.inject(url)).headers.location;
      expect(await lead('/console?unit=99001')).toBe('/console/sign-in?next=%2Fconsole%3Funit%3D99001');
      expect(await lead(`/console?${'('.repeat(2_000)}`)).toBe('/console/sign-in');
    });

    it('tells a page that refreshes itself to leave, instead of putting the sign-in form into it', async () => {
      const answer = await running.server.inject({ url: '/console/figures', headers: { 'hx-request': 'true' } });
      expect([answer.body, answer.headers['hx-redirect']]).toEqual(['', '/console/sign-in']);
    });

    it('gives each role its pages and no others', async () => {
      const pages = {
        '/console': 'rates',
        '/console/dossiers/new': 'record',
        '/console/dossiers/H26.99.01-261103-0001': 'dossier',
        '/console/audit': 'audit',
      };
      const seen = await Promise.all(
        PEOPLE.map(async ({ email, role }) => {
          const answers = await Promise.all(Object.keys(pages).map((url) => get(url, email)));
          return { role, statuses: answers.map(({ statusCode }) => statusCode) };
        }),
      );
      expect(seen).toEqual([
        { role: 'ward-staff', statuses: [200, 200, 200, 403] },
        { role: 'ward-admin', statuses: [200, 200, 200, 403] },
        { role: 'province-admin', statuses: [200, 200, 200, 200] },
        { role: 'auditor', statuses: [200, 403, 403, 200] },
        { role: 'ministry-admin', statuses: [200, 200, 200, 200] },
      ]);
    });

    it('keeps everybody inside their unit', async () => {
      expect((await get('/console?unit=99002', WARD_ADMIN.email)).statusCode).toBe(403);
      expect((await get('/console?unit=92', PROVINCE_ADMIN.email)).statusCode).toBe(403);
      expect((await get('/console?unit=99002', PROVINCE_ADMIN.email)).statusCode).toBe(200);
      expect((await get('/console?unit=00000', MINISTRY_ADMIN.email)).statusCode).toBe(404);
      const foreign = await get('/console/dossiers/H26.99.02-261103-0001', CLERK.email);
      expect([foreign.statusCode, foreign.body.includes('H26.99.02-261103-0001</h1>')]).toEqual([404, false]);
    });
  });

  describe('sign-in', () => {
    const signIn = (email: string, password: string, next = '') =>
      running.server.inject(post('/console/sign-in', { email, password, next }));

    it('lets in with the right password and sets a cookie that scripts and other sites do not get', async () => {
      const answer = await signIn(CLERK.email, PASSWORD);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/console']);
      expect(String(answer.headers['set-cookie'])).toMatch(/hai-long\.session_token=.*HttpOnly; SameSite=Lax/);
      expect((await signIn(CLERK.email, PASSWORD, '/console?unit=99001')).headers.location).toBe('/console?unit=99001');
    });

    it('leads nowhere outside of the console', async () => {
      for (const next of ['https://evil.test', '//evil.test', '/console/../evil', '/console\\evil', '/s/token']) {
        const { location } = (await signIn(WARD_ADMIN.email, PASSWORD, next)).headers;
        expect(location).toBe('/console');
      }
    });

    it('says the same of a wrong password and of nobody', async () => {
      const wrong = await signIn(AUDITOR.email, 'wrong');
      const nobody = await signIn('nobody@hai-long.test', 'wrong');
      expect([wrong.statusCode, nobody.statusCode]).toEqual([401, 401]);
      expect(wrong.body.replace(AUDITOR.email, '')).toBe(nobody.body.replace('nobody@hai-long.test', ''));
    });

    it('makes an account wait after five wrong passwords, those at once too', async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('Locked@hai-long.test', 'wrong')));
      expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(7);
      const locked = await signIn('locked@hai-long.test', PASSWORD);
      expect([locked.statusCode, locked.body.includes('Đã thử quá nhiều lần')]).toEqual([429, true]);
    });

    it('refuses a form from another site', async () => {
      const forged = post('/console/sign-in', { email: CLERK.email, password: PASSWORD });
      const answer = await running.server.inject({
        ...forged,
        headers: { ...forged.headers, 'sec-fetch-site': 'cross-site' },
      });
      expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([403, undefined]);
    });

    it('mounts none of the library’s own routes', async () => {
      expect((await running.server.inject(post('/api/auth/sign-up/email', {}))).statusCode).toBe(404);
    });

    it('ends with sign-out, also for whoever kept the cookie', async () => {
      const cookie = await cookieOf(running.accounts, AUDITOR.email);
      expect((await getWith('/console', cookie)).statusCode).toBe(200);
      await running.server.inject(post('/console/sign-out', {}, cookie));
      expect((await getWith('/console', cookie)).statusCode).toBe(303);
    });

    it('makes the first admin in an empty database only', async () => {
      expect(await running.accounts.bootstrapAdmin('second@hai-long.test', PASSWORD)).toBe(false);
      expect(await running.accounts.signIn('second@hai-long.test', PASSWORD, new Headers())).toEqual({
        kind: 'refused',
      });
      const short = running.accounts.createPerson({ ...CLERK, email: 'short@hai-long.test', password: 'short' });
      await expect(short).rejects.toMatchObject({ code: 'password-short' });
    });
  });

  describe('overview', () => {
    it('says every rate over what', async () => {
      const { body } = await get('/console', WARD_ADMIN.email);
      expect(body).toContain('30,0\u00a0%');
      expect(body).toContain('9 khảo sát trả lời xong trên 30 lời mời đã tới');
      expect(body).toContain('khoảng tin cậy 95 %: 16,7\u00a0% đến 47,9\u00a0%');
    });

    it('shows the three figures with the golden values, each labelled', async () => {
      const { body } = await get('/console', WARD_ADMIN.email);
      expect(body).toContain('81,76\u00a0%');
      expect(body).toContain('Điểm quy đổi theo thang 5');
      for (const share of ['87,50', '80,00', '90,00', '40,00']) expect(body).toContain(`${share}\u00a0%`);
    });

    it('hides from a ward what few invitations would tell, and shows it above', async () => {
      const ward = await running.accounts.createPerson({
        ...WARD_ADMIN,
        email: 'xa-hai@hai-long.test',
        scope: '99002',
        password: PASSWORD,
      });
      expect(ward).toBeTruthy();
      const small = (await get('/console', 'xa-hai@hai-long.test')).body;
      expect(small).toContain('Dưới 10 lời mời');
      expect(small).toContain('suy ra được số ấy, không hiện');
      expect(small).not.toMatch(/37,5|33,3|khảo sát trả lời xong trên|đang chờ gộp/);
      expect((await get('/console?unit=99002', PROVINCE_ADMIN.email)).body).toContain('37,5\u00a0%');
    });

    it('draws the last twelve months, whatever period is chosen, and says why there is no line yet', async () => {
      const one = (await get('/console', WARD_ADMIN.email)).body;
      expect(one).toContain('Biểu đồ hiện khi có từ hai tháng đủ 10 ý kiến');
      await publish(running, '99001', '2026-01', 40, COUNTS);
      const { body } = await get('/console?period=1m', WARD_ADMIN.email);
      expect(body).toContain('Tỷ lệ hài lòng trong 12 tháng');
      expect(body).toMatch(/01\/2026<\/th><td class="num">81,76\u00a0%<\/td>/);
      expect(body).toMatch(/02\/2026<\/th><td class="num">Chưa đủ 10 ý kiến<\/td>/);
      expect(body).toContain('Tính trọn tháng 11/2026');
    });

    it('shows stars apart from the share satisfied, and only where ten are published', async () => {
      expect((await get('/console', WARD_ADMIN.email)).body).not.toContain('Đánh giá chung bằng sao');
      await publish(running, '99001', '2026-11', 20, STARS, 'overall-rating');
      const { body } = await get('/console', WARD_ADMIN.email);
      expect(body).toMatch(/Đánh giá chung bằng sao.*16 trên 20 lượt chấm.*4,15.*trên 5 sao/s);
      expect(body).toMatch(/Tỷ lệ hài lòng<\/p><p class="stat__value">81,76/);
      expect((await get('/console?unit=99002', PROVINCE_ADMIN.email)).body).not.toContain('Đánh giá chung bằng sao');
      expect((await get('/console', CLERK.email)).body).not.toContain('Đánh giá chung bằng sao');
    });

    it('says how many questions are all of them, as the survey has it', async () => {
      expect((await get('/console', WARD_ADMIN.email)).body).toContain('<small>đủ 5 câu</small>');
    });

    it('says why there is no score', async () => {
      expect((await get('/console?unit=99002', PROVINCE_ADMIN.email)).body).toContain('Chưa đủ 10 ý kiến');
    });

    it('shows staff no scores', async () => {
      const { body } = await get('/console', CLERK.email);
      expect(body).toContain('Tỷ lệ trả lời');
      expect(body).not.toMatch(/81,76|Mức hài lòng|Tỷ lệ hài lòng<\/p>/);
    });

    it('answers a page that shows the same already with nothing', async () => {
      const cookie = await cookieOf(running.accounts, WARD_ADMIN.email);
      const page = await getWith('/console?period=6m', cookie);
      const url = /hx-get="(\/console\/figures[^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect((await getWith(url, cookie)).statusCode).toBe(204);
      const changed = await getWith(url.replace(/seen=[^&]+/, 'seen=other'), cookie);
      expect([changed.statusCode, changed.body.startsWith('<div id="figures"')]).toEqual([200, true]);
    });

    it('sums the country by province', async () => {
      const { body } = await get('/console', AUDITOR.email);
      expect(body).toMatch(/unit=01">Thành phố Hà Nội<\/a><\/th><td class="num">62</);
    });

    it('asks to take one filter off where scores know only one', async () => {
      const { body } = await get('/console?procedure=1.001193&filedVia=online', WARD_ADMIN.email);
      expect(body).toContain('Xin bỏ bớt một lọc');
    });

    it('widens the period to the shortest with thirty answers, and says so', async () => {
      expect((await get('/console', WARD_ADMIN.email)).body).toContain('Hệ thống lấy tháng này');
      const few = (await get('/console?unit=99002', PROVINCE_ADMIN.email)).body;
      expect(few).toMatch(/Cả 12 tháng gần nhất vẫn chưa có 30 ý kiến|Tự chọn: 12 tháng gần nhất/);
      expect(few).toContain('Hồ sơ xong từ 01/12/2025 đến 30/11/2026');
    });

    it('counts a reporting month by days, says what scores cover, and has none for wards', async () => {
      const { body } = await get('/console?period=r2026-11', PROVINCE_ADMIN.email);
      expect(body).toContain('tính từ 15/10/2026 đến 14/11/2026');
      expect(body).toContain('nên tính trọn tháng 11/2026');
      expect(body).toContain('aria-label="Bỏ lọc: Kỳ báo cáo tháng 11/2026"');
      expect((await get('/console?period=r2026-11', WARD_ADMIN.email)).body).not.toContain('15/10/2026');
    });

    it('leads back up by the trail, keeping every other filter', async () => {
      const { body } = await get('/console?unit=99001&channel=slip&period=6m', MINISTRY_ADMIN.email);
      expect(body).toMatch(
        /<nav class="trail".*href="\/console\?period=6m&amp;channel=slip">Cả nước.*unit=01&amp;channel=slip">Thành phố Hà Nội.*aria-current="page">Phường Mẫu Một/s,
      );
      expect((await get('/console?unit=99001', PROVINCE_ADMIN.email)).body).not.toContain('>Cả nước</a>');
    });

    it('filters by how people were invited, and shows no scores then', async () => {
      await running.execute("UPDATE register.invitation SET channel = 'zalo' WHERE invited_at IS NOT NULL");
      const zalo = (await get('/console?channel=zalo', WARD_ADMIN.email)).body;
      expect(zalo).toContain('9 khảo sát trả lời xong trên 30 lời mời đã tới');
      expect(zalo).toContain('phiếu đã gộp không giữ kênh');
      expect((await get('/console', WARD_ADMIN.email)).body).toMatch(/<th scope="row">Zalo<\/th><td class="num">40</);
    });

    it('sets late dossiers beside those on time, with a verdict beyond chance', async () => {
      const values = { late: [20, 10, 5, 5, 0, 0, 0], 'on-time': [0, 0, 5, 15, 20, 0, 0] };
      for (const [value, q1] of Object.entries(values)) {
        await running.execute(
          `INSERT INTO ballot.published_cell (survey_id, unit_code, month, dimension, value, responses, counts, published_on)
           VALUES ('sipas-b-1', '99001', '2026-11-01', 'late', $1, 40, $2, '2026-11-23')`,
          [value, JSON.stringify({ q1 })],
        );
      }
      const { body } = await get('/console', WARD_ADMIN.email);
      expect(body).toMatch(/Người bị trễ hẹn ít hài lòng hơn 75,0 điểm phần trăm/);
      expect((await get('/console?filedVia=online', WARD_ADMIN.email)).body).toContain('Điểm theo trễ hẹn chỉ có khi');
    });

    it('breaks the line where another survey begins', async () => {
      const { references } = running.shared;
      await references.saveSurvey({ ...(await references.activeSurvey()), id: 'sipas-b-0' });
      await running.execute("UPDATE register.survey SET active_from = '2025-01-01' WHERE id = 'sipas-b-0'");
      for (const month of ['2026-08', '2026-07']) await publish(running, '99002', month, 40, COUNTS, 'sipas-b-0');
      await publish(running, '99002', '2026-09', 40, COUNTS);
      const { body } = await get('/console?unit=99002', PROVINCE_ADMIN.email);
      expect(body).toContain('Từ tháng 09/2026 dùng phiếu hỏi mới');
      expect(body).toContain('Đổi phiếu hỏi');
    });

    it('alerts to a response rate that fell', async () => {
      const usual = { completed: 150, invited: 140, delivered: 140, started: 40, finished: 35 };
      for (const month of ['2026-09', '2026-08']) await fillUnit(running, '99003', month, usual);
      await fillUnit(running, '99003', '2026-10', { ...usual, started: 5, finished: 4 });
      const { body } = await get('/console?unit=99003', PROVINCE_ADMIN.email);
      expect(body).toContain('Tỷ lệ trả lời giảm: tháng 10/2026 là 2,9\u00a0%, ba tháng trước đó 25,0\u00a0%.');
      expect((await get('/console?unit=99002', PROVINCE_ADMIN.email)).body).not.toContain('Cần xem');
    });

    it('speaks English where asked to', async () => {
      const answer = await get('/console?lang=en&period=6m', WARD_ADMIN.email);
      expect(answer.body).toContain('<html lang="en">');
      expect(answer.body).toContain('9 surveys finished of 30 invitations delivered');
      expect(answer.body).toContain('href="?period=6m&amp;lang=vi"');
      expect(String(answer.headers['set-cookie'])).toContain('hl-lang=en');
    });
  });

  describe('recording a dossier', () => {
    const fields = {
      code: 'H26.99.01-261123-0007',
      procedure: '1.001193',
      dueAt: '25/11',
      done: 'now',
      phone: '0912 345 678',
    };
    const record = async (change: Record<string, string> = {}) => {
      const cookie = await cookieOf(running.accounts, CLERK.email);
      const answer = await running.server.inject(post('/console/dossiers/new', { ...fields, ...change }, cookie));
      return { answer, cookie };
    };

    it('saves, shows the slip’s link and the next empty form with what can be remembered', async () => {
      const { answer, cookie } = await record();
      expect(answer.statusCode).toBe(303);
      const remembered = [
        cookie,
        ...[answer.headers['set-cookie'] ?? []].flat().map((each) => each.split(';', 1)[0]),
      ].join('; ');
      const { body } = await getWith(answer.headers.location ?? '', remembered);
      expect(body).toContain('Đã ghi nhận hồ sơ H26.99.01-261123-0007');
      expect(body).toContain('href="/console/dossiers/H26.99.01-261123-0007/slip"');
      expect(body).toContain('value="H26.99.01-261123-"');
      expect(body).toMatch(/<option value="1\.001193" selected/);
      expect(body).toContain('Không tính điểm cho từng cán bộ');
    });

    it('says that nothing changed the second time', async () => {
      await record();
      const { answer, cookie } = await record({ done: 'at', completedAt: '23/11 14:05' });
      expect((await getWith(answer.headers.location ?? '', cookie)).body).toContain('không có gì thay đổi');
    });

    it('keeps what was typed and says beside each field what is wrong', async () => {
      const { answer } = await record({ code: 'H26.99.01-261124-0001', phone: '123', dueAt: '1/11', procedure: '' });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('Xin chọn thủ tục.');
      expect(answer.body).toContain('href="#procedure"');
      const { answer: second } = await record({ code: 'H26.99.01-261124-0001', phone: '123', dueAt: '1/11' });
      for (const id of ['code', 'phone', 'dueAt']) expect(second.body).toContain(`id="${id}-fault"`);
      expect(second.body).toContain('value="123"');
    });

    it('records nothing for another unit, whatever the form says', async () => {
      const cookie = await cookieOf(running.accounts, PROVINCE_ADMIN.email);
      const answer = await running.server.inject(
        post('/console/dossiers/new', { ...fields, code: 'H26.99.04-261123-0001', unit: '99004' }, cookie),
      );
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('id="unit-fault"');
    });

    it('does not show back what somebody put into the address or the form', async () => {
      const cookie = await cookieOf(running.accounts, CLERK.email);
      const { body } = await getWith('/console/dossiers/new?saved=%3Cscript%3E&as=created', cookie);
      expect(body).not.toContain('Đã ghi nhận');
      const { answer } = await record({ code: '"><script>alert(1)</script>' });
      expect(answer.body).not.toContain('<script>alert');
    });

    it('prints a slip with the codes of all channels, in two sizes', async () => {
      await record();
      const { body } = await get('/console/dossiers/H26.99.01-261123-0007/slip', CLERK.email);
      expect(body.split('class="qr').length - 1).toBe(3);
      expect(body).toMatch(
        /Zalo: quét mã để mở trang &quot;Hài Lòng · Tỉnh Thử&quot;, rồi nhắn mã <strong[^>]*>[0-9A-Z]{6}</,
      );
      expect(body).toContain('UBND phường Mẫu Một');
      expect(body).not.toMatch(/0912|hai-long\.test\/s\//);
      expect((await get('/console/dossiers/H26.99.01-261123-0007/slip?size=80mm', CLERK.email)).body).toContain(
        'slip--80mm',
      );
    });

    it('tells staff of a dossier only how far our message got', async () => {
      await record();
      const look = async (code: string) =>
        (await get(`/console/dossiers/${code}`, CLERK.email)).body
          .replaceAll(/[A-Z0-9]{6}<\/dd>/g, '')
          .replaceAll(code, 'CODE');
      expect(await look('H26.99.01-261123-0007')).toContain('Đã xong, chưa tới giờ gửi');
      const codes = await Promise.all([1, 2, 3].map((i) => look(`H26.99.01-261103-000${String(i)}`)));
      expect(new Set(codes).size).toBe(1);
    });

    it('tells clerks the delay and the hours that are configured', async () => {
      const { body } = await get('/console/dossiers/H26.99.01-261103-0001', CLERK.email);
      expect(body).toContain('ít nhất 2 giờ');
      expect(body).toContain('trong khung 08:00–11:30 và 13:30–20:30, không gửi ngày lễ');
    });

    it('finds a dossier by its code', async () => {
      const answer = await get('/console/dossiers?find=h26.99.01-261103-0001', CLERK.email);
      expect(answer.headers.location).toBe('/console/dossiers/H26.99.01-261103-0001');
    });
  });
});
