import fc from 'fast-check';
import { readSheet as readByOthers } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../../src/lib/byte-source.ts';
import { readCsv } from '../../../../src/lib/csv.ts';
import { readSheet } from '../../../../src/lib/xlsx/read-sheet.ts';
import { openZip } from '../../../../src/lib/xlsx/zip-entries.ts';
import { fileName } from '../../../../src/web/console/export/send-file.ts';
import { withheldCells } from '../../../../src/web/console/export/cells.ts';
import { COLUMN_KINDS, type Sheet, type SheetCell } from '../../../../src/web/console/export/sheet.ts';
import { writeCsv, writeXlsx } from '../../../../src/web/console/export/write-sheet.ts';
import { bytesOf } from '../../../support/raw-xlsx.ts';

const LIMITS = { columns: 40, characters: 1_000, sheetBytes: 5_000_000, stringBytes: 1_000_000 };

async function cellsOf(rows: AsyncIterable<{ readonly cells: readonly string[] }>): Promise<readonly string[][]> {
  const found: string[][] = [];
  for await (const { cells } of rows) found.push([...cells]);
  return found;
}

const csvOf = async (sheet: Sheet) => cellsOf(readCsv(bufferSource(await bytesOf(writeCsv(sheet))), LIMITS));
const xlsxOf = async (sheet: Sheet) => cellsOf(readSheet(bufferSource(await bytesOf(writeXlsx([sheet]))), LIMITS));

function sheetOf(rows: readonly (readonly SheetCell[])[], change: Partial<Sheet> = {}): Sheet {
  const columns = COLUMN_KINDS.map((kind) => ({ label: `Cột ${kind}`, kind }));
  return { key: 'all', name: 'Số liệu', columns, rows, notes: [], locale: 'vi', ...change };
}

const ROW: readonly SheetCell[] = [
  'Phường Cầu Giấy',
  1_234_567,
  0.8409,
  4.2,
  '2026-11-25',
  '2026-11',
  '2026-11-25T18:00:00',
  { low: 0.7672, high: 0.9069 },
];

/** Text that comes back the same from readers that take spaces off its ends. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('=1+1', '+84912', '-2', '@SUM(A1)', '=HYPERLINK("http://x";"y")', "'=1", '\u0000=1', '<b>&"'),
  )
  .map((words) => words.replaceAll(/\p{Cc}/gu, '').trim())
  .filter((words) => !/[\ufffe\uffff\ufffd]|\p{Cs}/u.test(words));

describe('src/web/console/export/sheet.ts', () => {
  it('writes every kind of column for programs as CSV', async () => {
    expect(await csvOf(sheetOf([ROW]))).toEqual([
      [
        ...['text', 'count', 'share', 'number', 'day', 'month', 'instant'].map((kind) => `Cột ${kind}`),
        'Cột interval: từ',
        'Cột interval: đến',
      ],
      [
        'Phường Cầu Giấy',
        '1234567',
        '0.8409',
        '4.2',
        '2026-11-25',
        '2026-11',
        '2026-11-25T18:00:00',
        '0.7672',
        '0.9069',
      ],
    ]);
  });

  it('writes typed cells that an independent reader takes for numbers, days and text', async () => {
    const [, row] = await readByOthers(await bytesOf(writeXlsx([sheetOf([ROW])])), 1);
    expect(row).toEqual([
      'Phường Cầu Giấy',
      1_234_567,
      0.8409,
      4.2,
      new Date('2026-11-25T00:00:00Z'),
      new Date('2026-11-01T00:00:00Z'),
      new Date('2026-11-25T18:00:00Z'),
      0.7672,
      0.9069,
    ]);
  });

  it('puts words where a figure is withheld, whatever the kind of its column, and nothing where there is none', async () => {
    const words = COLUMN_KINDS.map(() => 'Chưa đủ 10 ý kiến').concat('Chưa đủ 10 ý kiến');
    const rows = [withheldCells('opinions', COLUMN_KINDS.length), ['x', null, Number.NaN], ROW];
    for (const cells of [await csvOf(sheetOf(rows)), await xlsxOf(sheetOf(rows))]) {
      expect(cells.slice(1, 3)).toEqual([words, ['x']]);
    }
    const reasons = (['opinions', 'invitations', 'dossiers', 'other'] as const).map((withheld) => [{ withheld }]);
    expect((await csvOf(sheetOf(reasons, { locale: 'en' }))).slice(1)).toEqual([
      ['Fewer than 10 responses'],
      ['Fewer than 10 invitations'],
      ['Fewer than 10 dossiers'],
      ['Withheld'],
    ]);
  });

  it('gives text and numbers back alike to both readers, and holds no formula', async () => {
    const cell = fc.tuple(text, fc.integer({ min: 0, max: 1e9 }), fc.double({ min: 0, max: 1, noNaN: true }), text);
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 4 }), async (rows) => {
        const columns = ['text', 'count', 'share', 'text'].map(
          (kind, i) => ({ label: `C${String(i)}`, kind }) as never,
        );
        const marked = rows.map((row) => ['x', ...row, 'y']);
        const edge = { label: 'E', kind: 'text' } as const;
        const bytes = await bytesOf(writeXlsx([sheetOf(marked, { columns: [edge, ...columns, edge] })]));
        const ours = await cellsOf(readSheet(bufferSource(bytes), LIMITS));
        const theirs = await readByOthers(bytes, 1);
        for (const [i, [first, count, share, last]] of rows.entries()) {
          expect(ours[i + 1]).toEqual(['x', first, String(count), expect.any(String), last, 'y']);
          expect(Number(ours[i + 1]?.[3])).toBeCloseTo(share, 12);
          expect(theirs[i + 1]).toEqual([
            'x',
            first === '' ? null : first,
            count,
            share,
            last === '' ? null : last,
            'y',
          ]);
        }
        expect(await sheetXml(bytes)).not.toMatch(/<f[ >/]/);
      }),
      { numRuns: 60 },
    );
  });

  it('starts no CSV cell with what a spreadsheet computes', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', 'a', '\u0000'),
    });
    await fc.assert(
      fc.asyncProperty(cell, async (words) => {
        const edge = { label: 'E', kind: 'text' } as const;
        const bytes = await bytesOf(writeCsv(sheetOf([['x', words, 'y']], { columns: [edge, edge, edge] })));
        const [, line = ''] = /^\ufeffE,E,E\r\n([\s\S]*)$/.exec(bytes.toString('utf8')) ?? [];
        expect(line).toMatch(/^x,(?:|[^"=+\-@\t\r\n,;][^",\r\n\t;]*|"(?:[^"=+\-@\t\r\n]|"")(?:[^"]|"")*"),y\r\n$/);
      }),
    );
  });

  it('keeps the notes in a sheet of their own, behind sheets whose names Excel takes', async () => {
    const notes = [{ label: 'Cách tính', text: 'Tỷ lệ = a / b\nhai dòng' }];
    const one = sheetOf([ROW], { notes, name: `${'Đơn vị: '.repeat(6)}` });
    const bytes = await bytesOf(writeXlsx([one, one]));
    const workbook = await entryOf(bytes, 'xl/workbook.xml');
    const names = [...workbook.matchAll(/<sheet name="([^"]*)"/g)].map(([, name = '']) => name);
    expect(names).toEqual(['Đơn vị  Đơn vị  Đơn vị  Đơn vị', 'Đơn vị  Đơn vị  Đơn vị  Đơ 2', 'Ghi chú']);
    expect(await readByOthers(bytes, 'Ghi chú')).toEqual([
      ['Mục', 'Nội dung'],
      ['Cách tính', 'Tỷ lệ = a / b\nhai dòng'],
    ]);
    expect(await sheetXml(bytes)).toContain('state="frozen"');
  });

  it.each([
    [['hai-long', 'Tổng quan', '01', '2026-11-30'], 'hai-long_tong-quan_01_2026-11-30.xlsx'],
    [['../../etc/passwd', 'a"; filename="b.exe'], 'etc-passwd_a-filename-b-exe.xlsx'],
    [['Đặc khu\r\nX: y', '\u202egpj', 'CON.'], 'dac-khu-x-y_gpj_con.xlsx'],
    [['', '…'], 'hai-long.xlsx'],
  ])('names a file safely: %j', (words, expected) => {
    expect(fileName(words, 'xlsx')).toBe(expected);
  });
});

async function entryOf(bytes: Buffer, name: string): Promise<string> {
  const zip = await openZip(bufferSource(bytes));
  return (await bytesOf(zip.read(name, LIMITS.sheetBytes))).toString('utf8');
}

function sheetXml(bytes: Buffer): Promise<string> {
  return entryOf(bytes, 'xl/worksheets/sheet1.xml');
}
