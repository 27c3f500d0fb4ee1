import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/service/verify-audit.ts';
import {
  AUDITOR,
  CLERK,
  cookieOf,
  getAs,
  PASSWORD,
  post,
  PROVINCE_ADMIN,
  type RunningConsole,
  startConsole,
  WARD_ADMIN,
} from './start-console.ts';

let running: RunningConsole;

beforeAll(async () => {
  running = await startConsole();
});

afterAll(() => running.close());

async function rowsFor(email: string, query = ''): Promise<readonly string[]> {
  const { body } = await getAs(running, email, `/console/audit${query}`);
  const rows = /<tbody>(.*)<\/tbody>/s.exec(body)?.[1]?.split('</tr>') ?? [];
  return rows
    .map((row) =>
      row
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((row) => row !== '');
}

const signIn = (email: string, password: string) =>
  running.server.inject(post('/console/sign-in', { email, password }));

describe('src/web/console/audit-page.tsx', () => {
  it('shows who signed in, who failed to, and who left; never the address that was typed', async () => {
    const cookie = String((await signIn(CLERK.email, PASSWORD)).headers['set-cookie']).split(';', 1)[0];
    await signIn(CLERK.email, 'sai');
    await signIn('Ai-Do@hai-long.test', 'sai');
    await running.server.inject(post('/console/sign-out', {}, cookie));
    const rows = await rowsFor(AUDITOR.email);
    expect(rows).toEqual([
      expect.stringMatching(/Đăng xuất Nguyễn Thị Hường Phường Mẫu Một \(minh họa\)$/),
      expect.stringMatching(/Đăng nhập không được Chưa đăng nhập Cả nước dấu thư điện tử: [0-9a-f]{16}$/),
      expect.stringMatching(
        /Đăng nhập không được Chưa đăng nhập Nguyễn Thị Hường Phường Mẫu Một \(minh họa\) dấu thư điện tử: /,
      ),
      expect.stringMatching(/Đăng nhập Nguyễn Thị Hường Phường Mẫu Một \(minh họa\)$/),
    ]);
    expect(rows.join()).not.toContain('@');
  });

  it('records a recorded dossier as a count, and nothing for a form that was refused', async () => {
    const cookie = await cookieOf(running.accounts, CLERK.email);
    const fields = {
      code: 'H26.99.01-261123-0007',
      procedure: '1.001193',
      dueAt: '25/11',
      filedVia: 'counter',
      done: 'now',
    };
    await running.server.inject(post('/console/dossiers/new', { ...fields, phone: '0912 345 678' }, cookie));
    await running.server.inject(post('/console/dossiers/new', { ...fields, code: 'sai' }, cookie));
    const rows = await rowsFor(AUDITOR.email, '?action=dossier.recorded');
    expect(rows).toEqual([
      expect.stringMatching(/Ghi nhận hồ sơ Nguyễn Thị Hường Phường Mẫu Một \(minh họa\) mới: 1 · cập nhật: 0$/),
    ]);
  });

  it('keeps a province to itself and is closed to wards', async () => {
    await signIn(AUDITOR.email, PASSWORD);
    expect((await rowsFor(PROVINCE_ADMIN.email)).join()).not.toContain(AUDITOR.name);
    expect((await rowsFor(PROVINCE_ADMIN.email)).join()).toContain(CLERK.name);
    expect(await rowsFor(WARD_ADMIN.email)).toEqual([]);
  });

  it('says when there is nothing, and takes a filter that makes no sense for none', async () => {
    expect(await rowsFor(AUDITOR.email, '?action=key.revoked')).toEqual([]);
    expect((await rowsFor(AUDITOR.email, '?action=%27--&before=-5')).length).toBeGreaterThan(3);
  });

  it('leaves a log that verifies', async () => {
    expect(await verifyAudit(running.audit)).toMatchObject({ breach: null });
  });
});
