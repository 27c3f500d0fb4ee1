import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDITOR, CLERK, cookieOf, post, startConsole, WARD_ADMIN, type RunningConsole } from './start-console.ts';

let running: RunningConsole;
let cookie: string;

beforeAll(async () => {
  running = await startConsole();
  cookie = await cookieOf(running.accounts, CLERK.email);
});

afterAll(() => running.close());

const get = (url: string, as = cookie) => running.server.inject({ url, headers: { cookie: as } });
const fields = (code: string) => ({ code, procedure: '1.001193', dueAt: '25/11', done: 'now' });

/** Sends the form; `jar` holds the session and whatever was set since. */
async function save(change: Readonly<Record<string, string>>, jar = cookie) {
  const answer = await running.server.inject(post('/console/dossiers/new', change, jar));
  const set = [answer.headers['set-cookie'] ?? []].flat().map((each) => each.split(';', 1)[0]);
  return { answer, jar: [jar, ...set].join('; '), location: String(answer.headers.location) };
}

const undo = (jar: string) => running.server.inject(post('/console/dossiers/undo', {}, jar));

describe('src/web/console/dossier-form-routes.ts', () => {
  it('starts with the prefix of the clerk’s own unit and today, and takes short last digits', async () => {
    expect((await get('/console/dossiers/new')).body).toContain('value="H26.99.01-261123-"');
    const { location } = await save(fields('H26.99.01-261123-7'));
    expect(location).toContain('saved=H26.99.01-261123-0007&as=created');
  });

  it('offers the way back for a minute, and takes it', async () => {
    const { answer, jar, location } = await save(fields('H26.99.01-261123-0010'));
    expect(String(answer.headers['set-cookie'])).toMatch(
      /hl-undo=[\w-]+; Max-Age=60; Path=\/console; HttpOnly; SameSite=Lax/,
    );
    expect((await get(location, jar)).body).toContain('Hoàn tác');
    expect((await get(location)).body).not.toContain('>Hoàn tác<');
    const undone = await undo(jar);
    expect(undone.headers.location).toBe('/console/dossiers/new?undone=H26.99.01-261123-0010');
    expect((await get(String(undone.headers.location))).body).toContain('Đã hoàn tác hồ sơ H26.99.01-261123-0010');
    expect((await get('/console/dossiers/H26.99.01-261123-0010')).statusCode).toBe(404);
    const late = await undo(jar);
    expect((await get(String(late.headers.location))).body).toContain('Không hoàn tác được nữa');
  });

  it('lets nobody take back what another person recorded', async () => {
    const { jar } = await save(fields('H26.99.01-261123-0011'));
    const other = await cookieOf(running.accounts, WARD_ADMIN.email);
    const stolen = [other, ...jar.split('; ').filter((each) => each.startsWith('hl-undo'))].join('; ');
    expect((await undo(stolen)).headers.location).toBe('/console/dossiers/new?undone=');
    expect((await get('/console/dossiers/H26.99.01-261123-0011')).statusCode).toBe(200);
  });

  it('says on submit that a dossier is known, names what would change, and changes it only when sent once more', async () => {
    const code = 'H26.99.01-261123-0012';
    await save(fields(code));
    const { answer } = await save({ ...fields(code), procedure: '1.000894', done: 'at', completedAt: '23/11 14:05' });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain(`Hồ sơ ${code} đã có. Lưu sẽ sửa:`);
    expect(answer.body).toContain('<li>Mã thủ tục</li>');
    expect(answer.body).toContain(`name="confirm" value="${code}"`);
    const { location } = await save({ ...fields(code), procedure: '1.000894', confirm: code });
    expect(location).toContain('as=updated');
  });

  it('leads from intake to completion without asking', async () => {
    const code = 'H26.99.01-261123-0013';
    const { location, jar } = await save({ ...fields(code), done: 'intake' });
    expect(location).toContain('done=intake');
    const { body } = await get(location, jar);
    expect(body).toContain(`/console/dossiers/${code}/qr.png`);
    expect(body).toContain('Việc tiếp theo');
    expect(body).toMatch(/value="intake" checked/);
    expect((await save(fields(code))).location).toContain('as=updated');
  });

  it('takes the due day from the law where none is typed', async () => {
    const procedures = await running.shared.references.procedures();
    const birth = procedures.get('1.001193');
    if (birth) await running.shared.references.saveProcedures([{ ...birth, workingDays: 3 }]);
    const { location } = await save({ ...fields('H26.99.01-261120-0014'), dueAt: '' });
    expect(location).toContain('as=created');
    const found = await running.shared.dossiers.find('H26.99.01-261120-0014');
    expect(found?.dossier.dueAt).toEqual(new Date('2026-11-25T00:00:00+07:00'));
    const { answer } = await save({ ...fields('H26.99.01-261120-0015'), procedure: '1.000894', dueAt: '' });
    expect([answer.statusCode, answer.body.includes('Xin ghi ngày hẹn trả.')]).toEqual([422, true]);
  });

  it('tells while one types: known or new, unit, day, lateness; nothing of the survey', async () => {
    const check = async (query: Record<string, string>) =>
      (await get(`/console/dossiers/check?${new URLSearchParams(query).toString()}`)).body;
    expect(await check({ code: 'H26' })).toMatch(/^<div id="understood"[^>]*><\/div>$/);
    const fresh = await check({ ...fields('H26.99.01-261120-0016'), dueAt: '20/11' });
    expect(fresh).toContain('Hồ sơ mới');
    expect(fresh).toContain('Phường Mẫu Một');
    expect(fresh).toContain('Trễ hẹn 3 ngày');
    await save({ ...fields('H26.99.01-261120-0016') });
    const known = await check(fields('H26.99.01-261120-0016'));
    expect(known).toContain('đã được ghi nhận trước đó');
    expect(known).not.toMatch(/gửi lời mời|khảo sát đã/i);
    const auditor = await cookieOf(running.accounts, AUDITOR.email);
    expect((await get('/console/dossiers/check?code=x', auditor)).statusCode).toBe(403);
  });

  it('never puts a phone number into an address', async () => {
    const { body } = await get('/console/dossiers/new');
    const included = /id="understood"[^>]*hx-include="([^"]+)"/.exec(body)?.[1] ?? '';
    expect(included).toContain('#code');
    expect(included).not.toMatch(/phone|form/);
  });

  it('gives the code of one dossier as a picture, to whoever may see the dossier', async () => {
    const code = 'H26.99.01-261123-0017';
    await save(fields(code));
    const svg = await get(`/console/dossiers/${code}/qr.svg`);
    expect([svg.headers['content-type'], svg.headers['content-disposition']]).toEqual([
      'image/svg+xml',
      `attachment; filename="qr-${code}.svg"`,
    ]);
    expect(svg.body).not.toMatch(/<script|hai-long\.test/);
    const png = await get(`/console/dossiers/${code}/qr.png`);
    expect(png.rawPayload.subarray(1, 4).toString()).toBe('PNG');
    expect((await get('/console/dossiers/H26.99.02-261123-0017/qr.png')).statusCode).toBe(404);
  });
});
