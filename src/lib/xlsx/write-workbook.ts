import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { cellXml, type Cell, type CellFormat } from './cell-xml.ts';
import { fixedParts, HEAD, MAIN } from './fixed-parts.ts';

export type { Cell, CellFormat } from './cell-xml.ts';

export interface SheetContent {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  /** Widths of the columns in characters. */
  readonly widths?: readonly number[];
  /** Of the columns; `general` where none is given. */
  readonly formats?: readonly CellFormat[];
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sheets as XLSX, written while they are read: each a frozen bold header, then the rows. */
export function writeWorkbook(...sheets: readonly SheetContent[]): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  for (const [name, body] of fixedParts(sheetNames(sheets))) zip.addBuffer(Buffer.from(HEAD + body), name);
  for (const [i, sheet] of sheets.entries()) {
    const lines = Readable.from(sheetXml(sheet), { objectMode: false });
    lines.on('error', (error) => output.destroy(error));
    zip.addReadStream(lines, `xl/worksheets/sheet${String(i + 1)}.xml`);
  }
  zip.end();
  zip.outputStream.pipe(output);
  return output;
}

const LONGEST_NAME = 31;

/** Excel allows 31 characters, none of these, no apostrophe at an end, and no name twice whatever its case. */
function sheetNames(sheets: readonly SheetContent[]): readonly string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }, i) => {
    const plain = name
      .replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ')
      .replaceAll(/^'|'$/g, ' ')
      .trim();
    const short = plain.slice(0, LONGEST_NAME).trim();
    const free =
      short === '' || taken.has(short.toLowerCase()) ? `${short.slice(0, 26)} ${String(i + 1)}`.trim() : short;
    taken.add(free.toLowerCase());
    return free;
  });
}

async function* sheetXml({ header, rows, widths = [], formats = [] }: SheetContent): AsyncGenerator<string> {
  const columns = widths.map((width, i) => {
    const at = String(i + 1);
    return `<col min="${at}" max="${at}" width="${String(width)}" customWidth="1"/>`;
  });
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  yield `${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>`;
  yield rowXml(1, header, () => 'head');
  let line = 1;
  for await (const row of rows) yield rowXml((line += 1), row, (i) => formats[i] ?? 'general');
  yield '</sheetData></worksheet>';
}

/** Each cell says where it stands: Excel can do without, other readers cannot. */
function rowXml(line: number, cells: readonly Cell[], formatAt: (i: number) => CellFormat | 'head'): string {
  const number = String(line);
  return `<row r="${number}">${cells.map((cell, i) => cellXml(`${columnName(i)}${number}`, cell, formatAt(i))).join('')}</row>`;
}

/** A to Z, then AA. */
function columnName(i: number): string {
  const letter = String.fromCharCode(65 + (i % 26));
  return i < 26 ? letter : columnName(Math.floor(i / 26) - 1) + letter;
}
