import { readSheet as readByOthers } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOM } from '../../../../src/lib/csv.ts';
import { COUNTS, fillUnit, publish, STARS } from '../figures.ts';
import {
  AUDITOR,
  CLERK,
  getAs,
  PROVINCE_ADMIN,
  type RunningConsole,
  startConsole,
  WARD_ADMIN,
} from '../start-console.ts';

let running: RunningConsole;

beforeAll(async () => {
  running = await startConsole();
  await fillUnit(running, '99001', '2026-11', { completed: 50, invited: 40, delivered: 30, started: 12, finished: 9 });
  await fillUnit(running, '99002', '2026-11', { completed: 12, invited: 9, delivered: 8, started: 4, finished: 3 });
  await publish(running, '99001', '2026-11', 40, COUNTS);
  await publish(running, '99001', '2026-11', 20, STARS, 'overall-rating');
});

afterAll(() => running.close());

const download = (url: string, email: string) => getAs(running, email, url);

async function sheet(url: string, email: string, name: string | number) {
  const { rawPayload } = await download(url, email);
  return readByOthers(rawPayload, name);
}

const OVERVIEW = '/console/export/overview';

describe('src/web/console/export/export-route.ts', () => {
  it('gives what the overview shows, as numbers, with what they mean behind them', async () => {
    const [head, ...rows] = await sheet(`${OVERVIEW}.xlsx`, WARD_ADMIN.email, 'Mức hài lòng');
    expect(head?.slice(0, 2)).toEqual(['Chỉ số', 'Tỷ lệ hài lòng']);
    expect(rows[0]?.[0]).toBe('Chung');
    expect(Number(rows[0]?.[1])).toBeCloseTo(0.8176, 4);
    expect(rows.at(-1)?.slice(0, 2)).toEqual(['Đánh giá chung bằng sao (tính riêng)', 0.8]);
    expect(await sheet(`${OVERVIEW}.xlsx`, WARD_ADMIN.email, 'Từ hồ sơ đến câu trả lời')).toContainEqual([
      'Trả lời xong',
      9,
      0.75,
      expect.any(Number),
      expect.any(Number),
    ]);
    const notes = await sheet(`${OVERVIEW}.xlsx`, WARD_ADMIN.email, 'Ghi chú');
    expect(notes).toContainEqual(['Đơn vị', 'Phường Mẫu Một (minh họa)']);
    expect(notes).toContainEqual(['Kỳ số liệu', 'Hồ sơ xong từ 01/11/2026 đến 30/11/2026']);
    expect(notes).toContainEqual(['Lập lúc', '14:05 23/11/2026']);
  });

  it('keeps the filters of the address, and names the file after them', async () => {
    const answer = await download(
      `${OVERVIEW}.csv?period=2026-10&unit=99001&sheet=trend&lang=en`,
      PROVINCE_ADMIN.email,
    );
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="hai-long_overview_99001_2026-10-01_2026-10-31_12-months.csv"',
    );
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.body.startsWith(`${BOM}Month,Share satisfied`)).toBe(true);
    expect(answer.body).toMatch(/\r\n2026-10,Fewer than 10 responses,Fewer than 10 responses/);
  });

  it('tells every filter that is set, in the file and in the audit log', async () => {
    const query = '?period=1m&procedure=1.001193&filedVia=counter&channel=slip';
    for (const page of ['overview', 'units', 'coverage']) {
      const notes = await sheet(`/console/export/${page}.xlsx${query}`, PROVINCE_ADMIN.email, 'Ghi chú');
      expect([page, notes.map(([label]) => label)]).toEqual([
        page,
        expect.arrayContaining(['Thủ tục', 'Hình thức nộp']),
      ]);
      expect(notes).toContainEqual(['Kênh mời', 'Phiếu giấy']);
      const { entries } = await running.parts.showAudit({ action: 'export.downloaded', before: null }, null);
      expect(entries[0]?.facts).toEqual({
        kind: page,
        format: 'xlsx',
        unit: '01',
        from: '2026-11-01',
        to: '2026-11-30',
        procedure: '1.001193',
        filedVia: 'counter',
        channel: 'slip',
      });
    }
    expect(await sheet(`${OVERVIEW}.xlsx`, PROVINCE_ADMIN.email, 'Ghi chú')).toContainEqual(['Kênh mời', 'Tất cả']);
    const { entries } = await running.parts.showAudit({ action: 'export.downloaded', before: null }, null);
    expect(Object.keys(entries[0]?.facts ?? {}).toSorted()).toEqual(['format', 'from', 'kind', 'to', 'unit']);
  });

  it('withholds from a ward in a file what it withholds on screen', async () => {
    await running.accounts.createPerson({
      ...WARD_ADMIN,
      email: 'xa-hai@hai-long.test',
      scope: '99002',
      password: 'mat-khau-rat-dai',
    });
    const funnel = await sheet(`${OVERVIEW}.xlsx`, 'xa-hai@hai-long.test', 1);
    const few = 'Chưa đủ 10 lời mời';
    const hidden = [few, few, few];
    expect(funnel.slice(1).map((row) => row.slice(1))).toEqual([
      [12, null, null, null],
      [12, ...hidden],
      [9, ...hidden],
      [8, ...hidden],
      [few, ...hidden],
      [few, ...hidden],
    ]);
  });

  it('gives a chart as a picture with its title, unit and period, and none where the page has none', async () => {
    await publish(running, '99001', '2026-10', 40, COUNTS);
    const svg = await download('/console/export/trend.svg?period=1m', WARD_ADMIN.email);
    expect(svg.headers['content-disposition']).toBe(
      'attachment; filename="hai-long_bieu-do_ty-le-hai-long-trong-12-thang_99001_2025-12-01_2026-11-30.svg"',
    );
    expect(svg.headers['content-type']).toBe('image/svg+xml');
    expect(svg.body).toContain('Phường Mẫu Một (minh họa)');
    expect(svg.body).toContain('Hồ sơ xong từ 01/12/2025 đến 30/11/2026');
    const png = await download('/console/export/factors.png', WARD_ADMIN.email);
    expect([png.headers['content-type'], png.rawPayload.subarray(1, 4).toString('latin1')]).toEqual([
      'image/png',
      'PNG',
    ]);
    const empty = await download('/console/export/factors.png?unit=99002', PROVINCE_ADMIN.email);
    expect(empty.statusCode).toBe(404);
    expect((await download('/console/export/trend.png', CLERK.email)).statusCode).toBe(403);
    expect((await download('/console', WARD_ADMIN.email)).body).toContain('href="/console/export/factors.svg"');
  });

  it('refuses staff, other units, tables that are not there and periods without figures', async () => {
    const status = async (url: string, email: string) => (await download(url, email)).statusCode;
    expect(await status(`${OVERVIEW}.xlsx`, CLERK.email)).toBe(403);
    expect(await status('/console/export/audit.csv', WARD_ADMIN.email)).toBe(403);
    expect(await status(`${OVERVIEW}.csv?unit=99002`, WARD_ADMIN.email)).toBe(403);
    expect(await status(`${OVERVIEW}.csv?sheet=../../etc/passwd`, WARD_ADMIN.email)).toBe(404);
    expect((await download('/console', CLERK.email)).body).not.toContain('/console/export');
    expect((await download('/console?period=6m', WARD_ADMIN.email)).body).toContain(
      'href="/console/export/overview.csv?period=6m&amp;sheet=index"',
    );
  });

  it('puts every download into the audit log before it leaves, and gives the log out the same way', async () => {
    await download(`${OVERVIEW}.csv?period=1m`, PROVINCE_ADMIN.email);
    const [head, ...rows] = await sheet('/console/export/audit.xlsx?action=export.downloaded', AUDITOR.email, 1);
    expect(head).toEqual(['Số thứ tự', 'Lúc', 'Việc', 'Ai làm', 'Liên quan', 'Đơn vị', 'Chi tiết']);
    const told = rows.map((row) => row.slice(2));
    expect(told[0]).toEqual([
      'Tải số liệu',
      AUDITOR.name,
      null,
      'Cả nước',
      'loại: audit · việc: export.downloaded · định dạng: xlsx',
    ]);
    expect(told[1]?.at(-1)).toBe(
      'đến ngày: 2026-11-30 · từ ngày: 2026-11-01 · loại: overview · đơn vị: 01 · định dạng: csv',
    );
    expect(Math.round(Number(rows[0]?.[1]) / 60_000) * 60_000).toBe(Date.parse('2026-11-23T14:05:00Z'));
    const count = async () => (await running.query('SELECT 1 FROM console.audit_entry')).length;
    const before = await count();
    await download(`${OVERVIEW}.xlsx`, CLERK.email);
    await running.server.inject({
      method: 'HEAD',
      url: `${OVERVIEW}.xlsx`,
      headers: { cookie: await running.sessionOf(WARD_ADMIN.email) },
    });
    expect(await count()).toBe(before);
  });
});
