import { guessColumns } from '../../domain/dossier-import/columns.ts';
import type { FileKind } from '../../domain/dossier-import/import.ts';
import { headOf, type ByteSource } from '../../lib/byte-source.ts';
import { readCsv } from '../../lib/csv.ts';
import { FileError } from '../../lib/file-error.ts';
import { oneAtATime } from '../../lib/one-at-a-time.ts';
import { readSheet, type TableRow } from '../../lib/xlsx/read-sheet.ts';
import { IMPORT_LIMITS } from './limits.ts';

/** What a file begins with, whatever it is called. */
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const OTHERS = ['%PDF', '\u0089PNG', 'Rar!', '7z\u00bc', '\u001f\u008b', '\u00ff\u00d8\u00ff', 'GIF8', '<', '{\\rtf'];

/** By its first bytes. @throws FileError `file-kind`, `file-old-excel`, `file-empty` */
export async function kindOf(source: ByteSource): Promise<FileKind> {
  const head = await headOf(source, 16);
  const startsWith = (bytes: Buffer) => head.subarray(0, bytes.length).equals(bytes);
  if (head.length === 0) throw new FileError('file-empty');
  if (startsWith(ZIP)) return 'xlsx';
  if (startsWith(COMPOUND)) throw new FileError('file-old-excel');
  if (OTHERS.some((start) => startsWith(Buffer.from(start, 'latin1')))) throw new FileError('file-kind');
  return 'csv';
}

/** How far down the line of headers may stand: registers carry titles above their tables. */
const HEADER_WITHIN = 15;

export interface TableFile {
  readonly headers: readonly string[];
  readonly rows: AsyncIterable<TableRow>;
}

/** The texts of the largest workbook take half of what a process may hold. */
const aloneWithWorkbook = oneAtATime();

/**
 * Hands over the table in a file, its headers and the rows under them one by one, and closes it when `read` is done.
 * A workbook waits for the one that is being read.
 * @throws FileError, also while rows are read
 */
export function readTableFile<Result>(
  source: ByteSource,
  kind: FileKind,
  read: (table: TableFile) => Promise<Result>,
): Promise<Result> {
  if (kind === 'csv') return readRows(readCsv(source, IMPORT_LIMITS), read);
  return aloneWithWorkbook(() => readRows(readSheet(source, IMPORT_LIMITS), read));
}

async function readRows<Result>(
  all: AsyncGenerator<TableRow>,
  read: (table: TableFile) => Promise<Result>,
): Promise<Result> {
  try {
    return await read(await splitTable(all));
  } finally {
    await all.return(undefined);
  }
}

async function splitTable(all: AsyncGenerator<TableRow>): Promise<TableFile> {
  const first: TableRow[] = [];
  while (first.length < HEADER_WITHIN) {
    const { value, done } = await all.next();
    if (done === true) break;
    first.push(value);
  }
  const known = first.map(({ cells }) => Object.keys(guessColumns(cells)).length);
  const at = Math.max(0, known.indexOf(Math.max(...known)));
  const header = first[at];
  if (!header) throw new FileError('file-empty');
  return { headers: header.cells, rows: following(first.slice(at + 1), all) };
}

async function* following(first: readonly TableRow[], rest: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  for (const row of first) yield row;
  let count = first.length;
  for await (const row of rest) {
    count += 1;
    if (count > IMPORT_LIMITS.rows) throw new FileError('file-too-many-rows');
    yield row;
  }
}
