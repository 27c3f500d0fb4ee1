import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bufferSource } from '../../../src/lib/byte-source.ts';
import { readSheet } from '../../../src/lib/xlsx/read-sheet.ts';
import { advanceImports } from '../../../src/service/advance-imports.ts';
import { csvFile, goodRow, HEADER, xlsxFile } from '../../support/import-files.ts';
import { postFile } from '../../support/multipart.ts';
import { logToRun } from '../../support/run-log.ts';
import {
  AUDITOR,
  CLERK,
  cookieOf,
  post,
  PROVINCE_ADMIN,
  startConsole,
  WARD_ADMIN,
  type RunningConsole,
} from './start-console.ts';

let running: RunningConsole;
let cookie: string;

beforeAll(async () => {
  running = await startConsole();
  cookie = await cookieOf(running.accounts, CLERK.email);
});

afterAll(() => running.close());

const get = (url: string, as = cookie) => running.server.inject({ url, headers: { cookie: as } });
const send = (name: string, bytes: Buffer, as = cookie) =>
  running.server.inject(postFile('/console/import', name, bytes, as));
const submit = (url: string, fields: Readonly<Record<string, string>> = {}, as = cookie) =>
  running.server.inject(post(url, fields, as));

async function work(): Promise<void> {
  while ((await advanceImports({ ...running.shared, log: logToRun() })) > 0);
}

async function upload(bytes: Buffer, name = 'ho-so.csv'): Promise<string> {
  const answer = await send(name, bytes);
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location);
}

const GUESS = { code: '1', procedure: '2', dueAt: '3', returnedAt: '4', phone: '5' };

async function imported(bytes: Buffer): Promise<string> {
  const path = await upload(bytes);
  await submit(`${path}/columns`, GUESS);
  await work();
  await submit(`${path}/start`);
  await work();
  return path;
}

describe('src/web/console/import-routes.ts', () => {
  it('leads through the four steps without a script', async () => {
    const path = await upload(
      csvFile([goodRow(1, { 5: '0912345678' }), goodRow(2), goodRow(3, { 2: '9.999999' })]),
      'Sổ tháng 10.csv',
    );
    const columns = await get(path);
    expect(columns.body).toContain('Sổ tháng 10.csv');
    expect(columns.body).toContain('Tệp có 3 dòng');
    expect(columns.body).toMatch(/<select[^>]*id="code"[^>]*>.*?<option value="1" selected>B: Mã hồ sơ/s);
    expect(columns.body).toContain('0912345678');
    const confirmed = await submit(`${path}/columns`, GUESS);
    expect([confirmed.statusCode, confirmed.headers.location]).toEqual([303, path]);
    expect((await get(path)).body).toMatch(/<progress[^>]*max="3"/);
    await work();
    const checked = (await get(path)).body;
    expect(checked).toContain('2 dòng ghi được');
    expect(checked).toContain('Ghi 2 dòng đúng');
    expect(checked).toContain('Chưa có thủ tục này trong danh mục');
    expect(checked).not.toContain('hx-get');
    await submit(`${path}/start`);
    expect((await get(`${path}/progress`)).body).toMatch(/^<div id="progress"[^>]*hx-trigger="every 1s"/);
    await work();
    const done = (await get(`${path}/progress`)).body;
    expect(done).toContain('Đã nhập xong: 2 dòng đúng');
    expect(done).toContain(`${path}/rejected.xlsx`);
    expect((await get('/console/import')).body).toContain('Sổ tháng 10.csv');
    expect((await get('/console/dossiers/H26.99.01-261005-0002')).statusCode).toBe(200);
  });

  it('gives bad rows back as CSV for Excel and as XLSX, without a formula that runs, good to be sent again', async () => {
    const path = await imported(
      csvFile([goodRow(11, { 5: '=1+1', 0: '+84 9' }), goodRow(12, { 5: '@x', 2: '1.000894' })]),
    );
    const csv = await get(`${path}/rejected.csv`);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toBe('attachment; filename="dong-tra-lai.csv"');
    expect(csv.body.startsWith(`\ufeff${HEADER.join(',')},Dòng trong tệp,Lý do trả lại\r\n`)).toBe(true);
    expect(csv.body).toContain(
      `'+84 9,H26.99.01-261005-0011,1.001193,09/10/2026,07/10/2026 10:30,'=1+1,2,"Số điện thoại không dùng được`,
    );
    const xlsx = await get(`${path}/rejected.xlsx`);
    const rows: (readonly string[])[] = [];
    const limits = { columns: 50, characters: 500, sheetBytes: 1_000_000, stringBytes: 1_000_000 };
    for await (const { cells } of readSheet(bufferSource(xlsx.rawPayload), limits)) rows.push(cells);
    expect(rows[1]?.slice(0, 7)).toEqual([
      '+84 9',
      'H26.99.01-261005-0011',
      '1.001193',
      '09/10/2026',
      '07/10/2026 10:30',
      '=1+1',
      '2',
    ]);
    const again = await upload(Buffer.from(csv.body.replaceAll(/'=1\+1|'@x/g, '0912345678')));
    await submit(`${again}/columns`, GUESS);
    await work();
    expect((await get(again)).body).toContain('2 dòng ghi được');
  });

  it.each([
    ['a wrong kind of file', 'anh.png', Buffer.from('89504e470d0a1a0a', 'hex'), 'Tệp này không phải CSV hay Excel'],
    ['old Excel', 'so.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'Excel đời cũ'],
    ['nothing', '', Buffer.alloc(0), 'Xin chọn một tệp'],
    ['more than 32 MB', 'to.csv', Buffer.alloc(33 * 1_048_576, 'a'), 'Tệp quá lớn'],
  ])('says in a clerk’s words what is wrong with %s', async (_name, name, bytes, words) => {
    const answer = await send(name, bytes);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(words);
    expect(answer.body).toContain('id="file-fault"');
  });

  it('says that a file is damaged whose end does not come', async () => {
    const { payload, ...whole } = postFile('/console/import', 'ho-so.csv', csvFile([goodRow(20)]), cookie);
    for (const length of [payload.length - 20, 90]) {
      const answer = await running.server.inject({ ...whole, payload: payload.subarray(0, length) });
      expect([length, answer.statusCode, answer.body.includes('Tệp hỏng hoặc thiếu')]).toEqual([length, 422, true]);
    }
  });

  it('asks again for the columns that nothing can go without', async () => {
    const path = await upload(csvFile([goodRow(21)]));
    const answer = await submit(`${path}/columns`, { code: '1', procedure: '1', dueAt: '' });
    expect(answer.statusCode).toBe(422);
    for (const id of ['procedure', 'dueAt']) expect(answer.body).toContain(`id="${id}-fault"`);
    expect(answer.body).toContain('chỉ được ghi là đã tiếp nhận');
  });

  it('shows what came in from a file as text only', async () => {
    const path = await upload(csvFile([goodRow(31, { 5: '<script>alert(1)</script>' })]), '<script>alert(2)<b>.csv');
    const { body } = await get(path);
    expect(body).not.toMatch(/<script>alert/);
    for (const i of [1, 2]) expect(body).toContain(`&lt;script>alert(${String(i)})`);
  });

  it.each([
    ['../../../etc/passwd.csv', 'passwd.csv'],
    ['..\\..\\windows\\system.csv', 'system.csv'],
    ['/etc/cron.d/x.csv', 'x.csv'],
    ['a\u0000b\u202egnp.csv', 'abgnp.csv'],
    [`${'d/'.repeat(400)}${'n'.repeat(900)}.csv`, 'nnn.csv'],
  ])('keeps of the name %j no path and nothing unseen', async (name, shown) => {
    const path = await upload(csvFile([goodRow(35)]), name);
    const { body } = await get(path);
    expect([
      body.includes(shown),
      body.includes('../'),
      body.includes('\u202e'),
      body.includes('n'.repeat(300)),
    ]).toEqual([true, false, false, false]);
  });

  it('shows a file to nobody but who sent it, and to no auditor at all', async () => {
    const path = await imported(csvFile([goodRow(41, { 5: '123' })]));
    const other = await cookieOf(running.accounts, WARD_ADMIN.email);
    for (const rest of ['', '/progress', '/columns', '/rejected.csv', '/rejected.xlsx']) {
      expect([rest, (await get(path + rest, other)).statusCode]).toEqual([rest, 404]);
    }
    await submit(`${path}/start`, { discard: 'yes' }, other);
    expect((await get(path)).statusCode).toBe(200);
    const auditor = await cookieOf(running.accounts, AUDITOR.email);
    expect((await get('/console/import', auditor)).statusCode).toBe(403);
    expect((await send('a.csv', csvFile([goodRow(42)]), auditor)).statusCode).toBe(403);
    for (const id of ['none', '../../etc/passwd', '00000000-0000-4000-8000-000000000000']) {
      expect((await get(`/console/import/${encodeURIComponent(id)}`)).statusCode).toBe(404);
    }
  });

  it('discards a file when asked to', async () => {
    const path = await upload(await xlsxFile([goodRow(51)]), 'so.xlsx');
    await submit(`${path}/columns`, { discard: 'yes' });
    expect((await get(path)).statusCode).toBe(404);
  });

  it('takes the unit from a column for those above a commune, and never one outside of theirs', async () => {
    const province = await cookieOf(running.accounts, PROVINCE_ADMIN.email);
    const rows =
      'code,procedure,dueAt,unit\nH26.99.01-261005-0061,1.001193,9/10,99001\nH26.99.04-261005-0061,1.001193,9/10,99004\n';
    const path = String((await send('a.csv', Buffer.from(rows), province)).headers.location);
    await submit(`${path}/columns`, { code: '0', procedure: '1', dueAt: '2', unit: '3' }, province);
    await work();
    expect((await get(path, province)).body).toContain('1 dòng ghi được');
  });

  it('refuses a file that another site sends', async () => {
    const forged = postFile('/console/import', 'a.csv', csvFile([goodRow(71)]), cookie);
    const answer = await running.server.inject({
      ...forged,
      headers: { ...forged.headers, 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.statusCode).toBe(403);
  });

  it('offers a template that it understands itself', async () => {
    const template = await get('/console/import/template.xlsx');
    const path = await upload(template.rawPayload, 'mau.xlsx');
    expect((await get(path)).body).toMatch(/id="lateReason".*?<option value="11" selected>L: Lý do trễ hẹn/s);
  });
});
