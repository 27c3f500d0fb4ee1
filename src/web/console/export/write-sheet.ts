import { Readable } from 'node:stream';
import { BOM, csvLine, guardFormula } from '../../../lib/csv.ts';
import { writeWorkbook, type SheetContent } from '../../../lib/xlsx/write-workbook.ts';
import { flatCells, flatColumns, FORMATS, type FlatCell, type FlatColumn, type Sheet } from './sheet.ts';
import { exportTextFor } from './text.ts';

/**
 * RFC 4180 in UTF-8 with a mark, for programs: ISO days, a dot before decimals, shares as fractions. Text that a
 * spreadsheet would compute is marked as text. Holds the table alone.
 */
export function writeCsv(sheet: Sheet): Readable {
  return Readable.from(csvLines(sheet), { objectMode: false });
}

async function* csvLines(sheet: Sheet): AsyncGenerator<string> {
  const columns = flatColumns(sheet);
  yield BOM + csvLine(columns.map(({ label }) => csvText(label)));
  for await (const row of sheet.rows) {
    yield csvLine(flatCells(sheet, row).map((cell, i) => csvCell(cell, columns[i]?.kind ?? 'text')));
  }
}

const DIGITS = 6;

function csvCell(cell: FlatCell, kind: FlatColumn['kind']): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(Number(cell.toFixed(DIGITS)));
  return kind === 'month' && /^\d{4}-\d{2}-01$/.test(cell) ? cell.slice(0, 7) : csvText(cell);
}

/** Readers stop at a NUL, and no table needs the other control characters. */
function csvText(text: string): string {
  return guardFormula(text.replaceAll(/\p{Cc}/gu, (control) => ('\t\n\r'.includes(control) ? control : '')));
}

/** Typed cells for people; the notes stand in a sheet of their own behind the tables. */
export function writeXlsx(sheets: readonly [Sheet, ...(readonly Sheet[])]): Readable {
  return writeWorkbook(...sheets.map(contentOf), notesOf(sheets[0]));
}

function contentOf(sheet: Sheet): SheetContent {
  const columns = flatColumns(sheet);
  return {
    name: sheet.name,
    header: columns.map(({ label }) => label),
    widths: columns.map(({ width }) => width),
    formats: columns.map(({ kind }) => FORMATS[kind]),
    rows: cellsOf(sheet),
  };
}

async function* cellsOf(sheet: Sheet): AsyncGenerator<readonly FlatCell[]> {
  for await (const row of sheet.rows) yield flatCells(sheet, row);
}

function notesOf({ notes, locale }: Sheet): SheetContent {
  const text = exportTextFor(locale).notes;
  return {
    name: text.sheet,
    header: [text.item, text.meaning],
    widths: [28, 100],
    formats: ['wrapped', 'wrapped'],
    rows: notes.map((note) => [note.label, note.text]),
  };
}
