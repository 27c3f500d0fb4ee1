import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../src/lib/byte-source.ts';
import { readSheet, type TableRow } from '../../../src/lib/xlsx/read-sheet.ts';
import { writeWorkbook } from '../../../src/lib/xlsx/write-workbook.ts';
import { bytesOf, rawXlsx, zipOf } from '../../support/raw-xlsx.ts';

const LIMITS = { columns: 20, characters: 100, sheetBytes: 5_000_000, stringBytes: 1_000_000 };

async function rowsOf(bytes: Buffer, limits: Partial<typeof LIMITS> = {}): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of readSheet(bufferSource(bytes), { ...LIMITS, ...limits })) rows.push(row);
  return rows;
}

async function cellOf(cell: string): Promise<string | undefined> {
  return (await rowsOf(await rawXlsx(`<row r="1">${cell}</row>`)))[0]?.cells[0];
}

async function faultOf(bytes: Buffer, limits: Partial<typeof LIMITS> = {}): Promise<string> {
  return rowsOf(bytes, limits).then(
    () => 'read',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );
}

describe('src/lib/xlsx/read-sheet.ts', () => {
  it.each([
    ['a shared text', '<c t="s"><v>0</v></c>', 'Mã hồ sơ'],
    ['a text in several fonts, without its reading', '<c t="s"><v>1</v></c>', 'Ngày hẹn trả'],
    ['a text of its own', '<c t="inlineStr"><is><t>Bùi &amp; Đỗ</t></is></c>', 'Bùi & Đỗ'],
    ['a whole number in full', '<c><v>9.12345678E8</v></c>', '912345678'],
    ['a number as Excel shows it', '<c><v>0.30000000000000004</v></c>', '0.3'],
    ['a day', '<c s="1"><v>46351</v></c>', '2026-11-25'],
    ['a day with a time', '<c s="2"><v>46351.604166666664</v></c>', '2026-11-25T14:30:00'],
    ['a number whose format only speaks of days', '<c s="3"><v>46351</v></c>', '46351'],
    ['a formula, by its last value', '<c t="str"><f>HYPERLINK("http://x")</f><v>H26</v></c>', 'H26'],
    ['a formula of a number', '<c><f>1+1</f><v>2</v></c>', '2'],
    ['a shared text that is not there', '<c t="s"><v>99</v></c>', undefined],
    ['an error', '<c t="e"><v>#REF!</v></c>', undefined],
    ['a formula that nobody computed', '<c><f>NOW()</f></c>', undefined],
    ['too long a text, cut', `<c t="inlineStr"><is><t>${'ă'.repeat(300)}</t></is></c>`, 'ă'.repeat(100)],
  ])('reads %s', async (_name, cell, expected) => {
    expect(await cellOf(cell)).toBe(expected);
  });

  it('reads the first sheet that is not hidden, and says in which line a row stands', async () => {
    const sheet =
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="D3"><v>4</v></c></row><row r="4"/><row><c><v>5</v></c></row>';
    expect(await rowsOf(await rawXlsx(sheet))).toEqual([
      { line: 3, cells: ['Mã hồ sơ', '', '', '4'] },
      { line: 5, cells: ['5'] },
    ]);
  });

  it('counts days from 1904 where the workbook says so', async () => {
    const workbook =
      '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet r:id="rId1"/></sheets></workbook>';
    const bytes = await rawXlsx('<row><c s="1"><v>44889</v></c></row>', { 'xl/workbook.xml': workbook });
    expect((await rowsOf(bytes))[0]?.cells).toEqual(['2026-11-25']);
  });

  describe('refuses', () => {
    const deep = '<x>'.repeat(100) + '</x>'.repeat(100);
    const bomb =
      '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>';
    it.each([
      ['a document type with entities', () => rawXlsx('', { 'xl/worksheets/sheet1.xml': bomb }), 'file-malformed'],
      ['an entity of its own', () => rawXlsx('<row><c><v>&xxe;</v></c></row>'), 'file-malformed'],
      ['elements nested without end', () => rawXlsx(deep), 'file-malformed'],
      [
        'a text of megabytes',
        () => rawXlsx(`<row><c t="str"><v>${'x'.repeat(3_000_000)}</v></c></row>`),
        'file-malformed',
      ],
      ['an attribute of megabytes', () => rawXlsx(`<row r="${'1'.repeat(3_000_000)}"/>`), 'file-malformed'],
      ['half of a sheet', () => rawXlsx('<row><c>'), 'file-malformed'],
      ['a sheet that unpacks to too much', () => rawXlsx(`${' '.repeat(6_000_000)}`), 'file-too-large-inside'],
      ['a column too far to the right', () => rawXlsx('<row><c r="XFD1"><v>1</v></c></row>'), 'file-too-many-columns'],
      ['another kind of archive', () => zipOf({ 'word/document.xml': '<document/>' }), 'file-kind'],
      [
        'a target outside of the archive',
        () =>
          rawXlsx('', {
            'xl/_rels/workbook.xml.rels':
              '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>',
          }),
        'file-kind',
      ],
      ['bytes that are none', async () => Buffer.from(`PK\u0003\u0004${'x'.repeat(100)}`), 'file-malformed'],
    ])('%s', async (_name, make, code) => {
      expect(await faultOf(await make())).toBe(code);
    });

    it('an archive that unpacks to more than it says', async () => {
      const bytes = await rawXlsx(`<row><c><v>${'1'.repeat(5_000)}</v></c></row>`);
      const name = bytes.lastIndexOf('xl/worksheets/sheet1.xml');
      bytes.writeUInt32LE(100, name - 46 + 24);
      expect(await faultOf(bytes)).toBe('file-malformed');
    });

    it('a damaged archive, wherever the damage is, with a fault and never with another error', async () => {
      const whole = await rawXlsx('<row><c t="s"><v>0</v></c><c s="1"><v>46351</v></c></row>');
      await fc.assert(
        fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
          const bytes = Buffer.from(whole);
          bytes[at] = byte;
          expect(await faultOf(bytes)).toMatch(/^(?:read|file-[a-z-]+)$/);
        }),
        { numRuns: 150 },
      );
    });
  });
});

describe('src/lib/xlsx/write-workbook.ts', () => {
  it('writes what comes back, formulas as text and numbers as numbers', async () => {
    const rows = [
      ['=1+1', '+84912345678', '@SUM(A1)', 12.5],
      ['Đỗ "Văn" <b>', 'a\u0000b\ud800c', null, -3],
    ];
    const bytes = await bytesOf(writeWorkbook({ name: 'Hàng [1]', header: ['Mã', 'B', 'C', 'D'], rows, widths: [10] }));
    expect((await rowsOf(bytes)).map(({ cells }) => cells)).toEqual([
      ['Mã', 'B', 'C', 'D'],
      ['=1+1', '+84912345678', '@SUM(A1)', '12.5'],
      ['Đỗ "Văn" <b>', 'abc', '', '-3'],
    ]);
    expect(bytes.includes('<f>')).toBe(false);
  });
});
