import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { headOf, type ByteSource } from './byte-source.ts';
import { FileError } from './file-error.ts';
import type { TableRow } from './xlsx/read-sheet.ts';

export interface CsvLimits {
  readonly columns: number;
  readonly characters: number;
}

const HEAD_BYTES = 65_536;
const MAX_RECORD = 1_048_576;
const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Rows of a CSV file that have anything in them: commas, semicolons (Excel where the comma is the decimal sign) or tabs; UTF-8 or,
 * with a mark, UTF-16.
 * @throws FileError
 */
export async function* readCsv(source: ByteSource, limits: CsvLimits): AsyncGenerator<TableRow> {
  const head = await headOf(source, HEAD_BYTES);
  const encoding = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const delimiter = guessDelimiter(new TextDecoder(encoding).decode(head));
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
  });
  const input = Readable.from(decoded(source, encoding));
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  try {
    for await (const { info, record } of parser as AsyncIterable<ParsedRecord>) {
      const cells = record.map((cell) => cell.slice(0, limits.characters).trim());
      const width = cells.findLastIndex((cell) => cell !== '') + 1;
      if (width > limits.columns) throw new FileError('file-too-many-columns');
      if (width > 0) yield { line: info.lines, cells: cells.slice(0, width) };
    }
  } catch (error) {
    throw error instanceof CsvError ? new FileError('file-malformed', { cause: error }) : error;
  } finally {
    input.destroy();
    parser.destroy();
  }
}

interface ParsedRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

async function* decoded(source: ByteSource, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const piece of source.read(0, source.size)) yield checked(decoder.decode(piece, { stream: true }));
    yield checked(decoder.decode());
  } catch (error) {
    throw error instanceof TypeError ? new FileError('file-encoding', { cause: error }) : error;
  }
}

/** A table holds no NUL; pictures and archives do. */
function checked(text: string): string {
  if (text.includes('\0')) throw new FileError('file-kind');
  return text;
}

/** What stands most often in the first line, outside of quotes. */
function guessDelimiter(head: string): string {
  const line = /^(?:[^"\r\n]|"[^"]*")*/.exec(head.trimStart())?.[0].replaceAll(/"[^"]*"/g, '') ?? '';
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** A cell that a spreadsheet would take for a formula is marked as text; wide signs count where Asian keyboards write them. */
export function guardFormula(cell: string): string {
  return /^[=+\-@\t\r\n'＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

/** With commas, quotes where needed and Excel's line ends. Put `BOM` before the first one. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n\t;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

/** Tells Excel that the text is UTF-8. */
export const BOM = '\ufeff';
