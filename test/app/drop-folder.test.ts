import { appendFile, link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DropFolder } from '../../src/app/drop-folder.ts';
import { readDropFolder } from '../../src/app/read-drop-folder.ts';
import { startService } from '../support/service.ts';
import { until } from '../support/look.ts';
import { createWorld, newCode, type World } from '../support/service-world.ts';

let world: World;
let folder: string;
let drop: DropFolder;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-long-drop-'));
  drop = new DropFolder(folder, 10_000, world.now);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const HEADER = 'Mã hồ sơ,Mã TTHC,Mã đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Số điện thoại';

function line(code: string, change: { readonly unit?: string; readonly due?: string } = {}): string {
  return `${code},1.001193,${change.unit ?? '99001'},05/10/2026 08:00,${change.due ?? '09/10/2026'},08/10/2026 07:00,\r\n`;
}

const put = (name: string, text: string) => writeFile(join(folder, name), text);
const names = async () => (await readdir(folder)).toSorted();

/** Two turns with a pause between them, and everything that is ready then. */
async function turns(scope: string | null = null): Promise<number> {
  let count = await readDropFolder(world.parts, drop, scope);
  world.skip(10_000);
  for (let taken = 1; taken > 0; count += taken) taken = await readDropFolder(world.parts, drop, scope);
  return count;
}

async function isRegistered(code: string): Promise<boolean> {
  return (await world.parts.dossiers.find(code)) !== null;
}

describe('src/app/drop-folder.ts', () => {
  it('registers a file and says by its name that it is done', async () => {
    const codes = [newCode(), newCode()];
    await put('dem-1.csv', `\ufeff${HEADER}\r\n${codes.map((code) => line(code)).join('')}`);
    expect(await turns()).toBe(1);
    expect(await names()).toEqual(['dem-1.csv.done']);
    expect(await Promise.all(codes.map(isRegistered))).toEqual([true, true]);
  });

  it('gives bad rows back as they were, with a reason each, and keeps formulas from being run', async () => {
    const good = newCode();
    await put('x.csv', `${HEADER}\r\n${line('=cmd|1')}${line(good)}${line(newCode(), { due: 'mai' })}`);
    await turns();
    expect(await names()).toEqual(['x.csv.done', 'x.rejected.csv']);
    const rows = (await readFile(join(folder, 'x.rejected.csv'), 'utf8')).split('\r\n');
    expect(rows[0]).toBe(`\ufeff${HEADER},Dòng trong tệp,Lý do trả lại`);
    expect(rows[1]).toMatch(/^'=cmd\|1,.*,2,"?Mã hồ sơ không đúng mẫu/);
    expect(rows[2]).toMatch(/,4,"?Thời điểm hẹn trả/);
    expect(await isRegistered(good)).toBe(true);
  });

  it('keeps to the unit that it is for', async () => {
    const code = newCode();
    await put('x.csv', `${HEADER}\r\n${line(code)}`);
    await turns('99002');
    expect(await readFile(join(folder, 'x.rejected.csv'), 'utf8')).toContain('không phụ trách đơn vị');
    expect(await isRegistered(code)).toBe(false);
  });

  it('leaves a file alone as long as it grows', async () => {
    const [first, last] = [newCode(), newCode()];
    await put('x.csv', `${HEADER}\r\n${line(first)}`);
    expect(await readDropFolder(world.parts, drop, null)).toBe(0);
    world.skip(9_000);
    await appendFile(join(folder, 'x.csv'), line(last));
    expect(await readDropFolder(world.parts, drop, null)).toBe(0);
    world.skip(9_000);
    expect(await readDropFolder(world.parts, drop, null)).toBe(0);
    world.skip(1_000);
    expect(await readDropFolder(world.parts, drop, null)).toBe(1);
    expect(await Promise.all([first, last].map(isRegistered))).toEqual([true, true]);
  });

  it('takes up what a crash left half done, and registers nobody twice', async () => {
    const code = newCode();
    await put('x.csv.working', `${HEADER}\r\n${line(code)}`);
    await put('.x.csv.rejected-part', 'left over');
    expect(await readDropFolder(world.parts, drop, null)).toBe(1);
    await put('x.csv', `${HEADER}\r\n${line(code)}`);
    await turns();
    expect(await names()).toEqual(['.x.csv.rejected-part', 'x.csv.2.done', 'x.csv.done']);
    expect(await world.rows('SELECT 1 FROM register.dossier d WHERE d.code = $1', [code])).toHaveLength(1);
  });

  it('leaves the file for the next turn while the database is away', async () => {
    const code = newCode();
    await put('x.csv', `${HEADER}\r\n${line(code)}`);
    await readDropFolder(world.parts, drop, null);
    world.skip(10_000);
    const away = { ...world.parts.dossiers, register: () => Promise.reject(new Error('planned')) };
    await expect(readDropFolder({ ...world.parts, dossiers: away }, drop, null)).rejects.toThrow('planned');
    expect(await names()).toEqual(['x.csv.working']);
    await readDropFolder(world.parts, drop, null);
    expect(await names()).toEqual(['x.csv.done']);
    expect(await isRegistered(code)).toBe(true);
  });

  it.each([
    ['a picture', Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), 'không phải CSV'],
    ['an XLSX by another name', Buffer.from('PK\u0003\u0004 something', 'latin1'), 'không phải CSV'],
    ['nothing', Buffer.alloc(0), 'không có dòng nào'],
    ['a table of something else', Buffer.from('a,b\n1,2\n'), 'thiếu cột mã hồ sơ'],
    ['text that is not UTF-8', Buffer.from(`${HEADER}\n\u00ff\u00fe`, 'latin1'), 'UTF-8'],
  ])('fails %s as a whole, and says why', async (_name, bytes, reason) => {
    await writeFile(join(folder, 'x.csv'), bytes);
    await turns();
    expect(await names()).toEqual(['x.csv.failed', 'x.rejected.csv']);
    expect(await readFile(join(folder, 'x.rejected.csv'), 'utf8')).toContain(reason);
  });

  it('touches no links, folders, hidden files or files of its own', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'hai-long-outside-'));
    const code = newCode();
    const text = `${HEADER}\r\n${line(code)}`;
    await writeFile(join(outside, 'secret.csv'), text);
    await symlink(join(outside, 'secret.csv'), join(folder, 'soft.csv'));
    await link(join(outside, 'secret.csv'), join(folder, 'hard.csv'));
    await symlink(join(outside, 'secret.csv'), join(folder, 'left.csv.working'));
    await mkdir(join(folder, 'folder.csv'));
    await put('.hidden.csv', text);
    await put('x.rejected.csv', text);
    await put('notes.txt', text);
    const before = await names();
    expect(await turns()).toBe(0);
    expect(await names()).toEqual(before);
    expect(await isRegistered(code)).toBe(false);
    expect(await readFile(join(outside, 'secret.csv'), 'utf8')).toBe(text);
    await rm(outside, { recursive: true });
  });

  it('writes what comes back through no link that waits for it', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'hai-long-outside-'));
    await writeFile(join(outside, 'precious'), 'as it was');
    await symlink(join(outside, 'precious'), join(folder, 'x.rejected.csv'));
    await symlink(join(outside, 'precious'), join(folder, '.x.csv.rejected-part'));
    await put('x.csv', `${HEADER}\r\n${line('bad')}`);
    await turns();
    expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('as it was');
    expect(await readFile(join(folder, 'x.rejected.csv'), 'utf8')).toContain('bad,');
    await rm(outside, { recursive: true });
  });

  it('is read by the running service', async () => {
    const service = await startService({ env: { DROP_FOLDER: folder, DROP_FOLDER_UNIT: '99001' } });
    try {
      await put('x.csv', `${HEADER}\r\n${line(newCode())}`);
      await until(async () => (await names()).includes('x.csv.done'), 'the file is done', 28_000);
      const answer = await service.parts.dossiers.list({ scope: '99001', since: null, after: null, limit: 5 });
      expect(answer).toHaveLength(1);
    } finally {
      await service.close();
    }
  }, 60_000);
});
