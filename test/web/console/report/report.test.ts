import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bufferSource } from '../../../../src/lib/byte-source.ts';
import { openZip } from '../../../../src/lib/xlsx/zip-entries.ts';
import { SCREENS } from '../../../support/browser.ts';
import { bytesOf } from '../../../support/raw-xlsx.ts';
import { COUNTS, fillUnit, publish } from '../figures.ts';
import { examine } from '../../walk.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from '../console-in-browser.ts';
import { CLERK, getAs, PROVINCE_ADMIN, WARD_ADMIN } from '../start-console.ts';

let running: ConsoleInBrowser;

beforeAll(async () => {
  running = await startConsoleInBrowser();
  await fillUnit(running, '99001', '2026-11', {
    completed: 148,
    invited: 131,
    delivered: 120,
    started: 34,
    finished: 27,
  });
  await fillUnit(running, '99001', '2026-10', { completed: 20, invited: 5, delivered: 4, started: 3, finished: 2 });
  await fillUnit(running, '99002', '2026-11', { completed: 61, invited: 50, delivered: 45, started: 20, finished: 14 });
  for (const month of ['2026-11', '2026-10', '2026-09']) {
    for (const unit of ['99001', '01']) await publish(running, unit, month, 40, COUNTS);
  }
});

afterAll(() => running.close());

const get = (url: string, email: string) => getAs(running, email, url);

async function paragraphOf(url: string, email: string): Promise<string> {
  const { body } = await get(url, email);
  return /class="report__paragraph">([^<]*)</.exec(body)?.[1]?.replaceAll('\u00a0', ' ') ?? '';
}

/** Every text of one part of the file; fails on XML that is not well formed. */
async function textOf(bytes: Buffer, part: string): Promise<string> {
  const zip = await openZip(bufferSource(bytes));
  const xml = (await bytesOf(zip.read(part, 5_000_000))).toString('utf8');
  const words: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (text) => words.push(text));
  parser.write(xml).close();
  return words.join('');
}

describe('src/web/console/report', () => {
  it('says in one paragraph what a month was, the same on the page and in the DOCX', async () => {
    const paragraph = await paragraphOf('/console/report?month=2026-11', WARD_ADMIN.email);
    expect(paragraph).toMatch(
      /^Trong kỳ báo cáo tháng 11\/2026 \(từ ngày 01\/11\/2026 đến ngày 30\/11\/2026\), trên địa bàn phường Mẫu Một \(minh họa\) có 148 hồ sơ/,
    );
    expect(paragraph).toContain('tỷ lệ hài lòng đạt 81,76 %');
    expect(paragraph).toContain('So với tháng 10/2026 (81,76 %), kết quả chưa khác biệt rõ.');
    const { rawPayload, headers } = await get('/console/export/report.docx?month=2026-11', WARD_ADMIN.email);
    expect(headers['content-disposition']).toBe(
      'attachment; filename="hai-long_bao-cao_99001_2026-11-01_2026-11-30.docx"',
    );
    const text = (await textOf(rawPayload, 'word/document.xml')).replaceAll('\u00a0', ' ');
    expect(text).toContain(paragraph);
    expect(text).toMatch(/Tỷ lệ hài lòng theo yếu tố.*Khoảng tin cậy.*81,76 %/s);
    expect(await textOf(rawPayload, 'word/footer1.xml')).toContain('Lập lúc 14:05 23/11/2026');
    const zip = await openZip(bufferSource(rawPayload));
    const document = (await bytesOf(zip.read('word/document.xml', 5_000_000))).toString('utf8');
    expect(document.match(/<w:drawing>/g)).toHaveLength(2);
    expect(document).toMatch(/w:w="1190[56]" w:h="1683[78]"/);
    const styles = (await bytesOf(zip.read('word/styles.xml', 1_000_000))).toString('utf8');
    expect(styles).toContain('Times New Roman');
  });

  it('takes the last month that is over when none is named, and the 15th to the 14th where asked to', async () => {
    expect(await paragraphOf('/console/report', PROVINCE_ADMIN.email)).toContain('tháng 10/2026');
    const reporting = await paragraphOf('/console/report?month=2026-11&span=reporting', PROVINCE_ADMIN.email);
    expect(reporting).toContain('(từ ngày 15/10/2026 đến ngày 14/11/2026)');
    expect(reporting).toContain('phiếu ý kiến của tháng 11/2026');
    expect(await paragraphOf('/console/report?month=2026-07', PROVINCE_ADMIN.email)).toContain('không có hồ sơ');
  });

  it('shows a ward no reporting month that whole months could be taken from to leave fewer than ten', async () => {
    const withheld = 'Số lời mời chưa đủ 10';
    const url = (month: string, span: string) => `/console/report?month=${month}&span=${span}`;
    expect(await paragraphOf(url('2026-11', 'calendar'), WARD_ADMIN.email)).not.toContain(withheld);
    // The first half of October has five invitations.
    expect(await paragraphOf(url('2026-11', 'reporting'), WARD_ADMIN.email)).toContain(withheld);
    expect(await paragraphOf(url('2026-12', 'reporting'), WARD_ADMIN.email)).not.toContain(withheld);
    expect(await paragraphOf(url('2026-11', 'reporting'), PROVINCE_ADMIN.email)).not.toContain(withheld);
  });

  it('is closed to staff and to other units, and every DOCX is in the audit log', async () => {
    for (const url of ['/console/report', '/console/export/report.docx']) {
      expect((await get(url, CLERK.email)).statusCode).toBe(403);
      expect((await get(`${url}?unit=99002`, WARD_ADMIN.email)).statusCode).toBe(403);
    }
    await get('/console/export/report.docx?month=2026-11', PROVINCE_ADMIN.email);
    const [entry] = await running.query(
      "SELECT facts FROM console.audit_entry WHERE action = 'export.downloaded' ORDER BY position DESC LIMIT 1",
    );
    expect(entry?.['facts']).toEqual({
      kind: 'report',
      format: 'docx',
      unit: '01',
      from: '2026-11-01',
      to: '2026-11-30',
    });
  });

  it('prints on A4 with its choices left out, and is read by everybody', async () => {
    const { page, context, complaints } = await enterAs(running, PROVINCE_ADMIN.email);
    for (const [screen, lang] of [
      ['wide', 'vi'],
      ['narrow', 'en'],
    ] as const) {
      await page.setViewportSize(SCREENS[screen]);
      await page.goto(`${running.base}/console/report?month=2026-11&lang=${lang}`);
      await examine(page, `report ${screen}`);
    }
    await page.setViewportSize(SCREENS.wide);
    await page.goto(`${running.base}/console/report?month=2026-11&lang=vi`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf).toMatch(/\/Count 2\b/);
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45](?:\.\d+)? 84[12](?:\.\d+)?\]/);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.filters', '.nav', '.actions']) expect(await page.isVisible(hidden)).toBe(false);
    expect(await page.isVisible('.report__foot')).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
