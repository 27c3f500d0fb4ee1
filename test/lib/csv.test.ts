import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../src/lib/byte-source.ts';
import { BOM, csvLine, guardFormula, readCsv } from '../../src/lib/csv.ts';

async function cellsOf(bytes: Buffer | string): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  const limits = { columns: 10, characters: 50 };
  for await (const { cells } of readCsv(bufferSource(Buffer.from(bytes)), limits)) rows.push(cells);
  return rows;
}

async function faultOf(bytes: Buffer | string): Promise<unknown> {
  return cellsOf(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );
}

describe('src/lib/csv.ts', () => {
  it.each([
    ['commas', 'Mã,Ngày hẹn\n1,"2,5"\n'],
    ['semicolons', 'Mã;Ngày hẹn\n1;2,5\n'],
    ['tabs', 'Mã\tNgày hẹn\n1\t2,5\n'],
    ['a mark of UTF-8', `${BOM}Mã,Ngày hẹn\r\n1,"2,5"`],
    ['empty lines', '\n\nMã,Ngày hẹn\n,,\n 1 ,"2,5",\n\n'],
  ])('reads %s', async (_name, text) => {
    expect(await cellsOf(text)).toEqual([
      ['Mã', 'Ngày hẹn'],
      ['1', '2,5'],
    ]);
  });

  it('reads UTF-16 as Excel saves "Unicode text"', async () => {
    expect(await cellsOf(Buffer.from(`${BOM}Mã\tNgày\n1\t2\n`, 'utf16le'))).toEqual([
      ['Mã', 'Ngày'],
      ['1', '2'],
    ]);
  });

  it.each([
    ['another encoding', Buffer.from([0x4d, 0xe3, 0x2c, 0x31]), 'file-encoding'],
    ['what is no text', 'a,b\n\0\0,1', 'file-kind'],
    ['too many columns', `${'1,'.repeat(10)}1`, 'file-too-many-columns'],
    ['a quote that never ends', `a,b\n"${'x'.repeat(2_000_000)}`, 'file-malformed'],
  ])('refuses %s', async (_name, bytes, code) => {
    expect(await faultOf(bytes)).toBe(code);
  });

  it('gives back what it writes, with nothing that a spreadsheet would compute', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !/\p{Cc}/u.test(text) && text === text.trim());
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 2, maxLength: 5 }), async (cells) => {
        const line = ['x', ...cells.map(guardFormula), 'y'];
        const text = BOM + csvLine(['a', 'b', 'c']) + csvLine(line);
        expect((await cellsOf(text))[1]?.slice(1, -1)).toEqual(cells.map(guardFormula));
        expect(line.some((each) => /^[=+\-@]/.test(each))).toBe(false);
      }),
    );
  });
});
