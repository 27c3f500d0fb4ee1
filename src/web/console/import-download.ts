import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { DossierFault } from '../../domain/dossier-check.ts';
import { IMPORT_FIELDS } from '../../domain/dossier-import/columns.ts';
import type { RejectedRow } from '../../domain/dossier-import/import.ts';
import type { Locale } from '../../domain/locale.ts';
import { describeFault } from '../../domain/text/describe-fault.ts';
import { BOM, csvLine, guardFormula } from '../../lib/csv.ts';
import { writeWorkbook, XLSX_TYPE, type SheetContent } from '../../lib/xlsx/write-workbook.ts';
import { CSV_TYPE, fileName, sendFile } from './export/send-file.ts';
import { importTextFor } from './text.ts';

/** In a spreadsheet's terms: its days are not written as our API wants them. */
export function describeImportFault(fault: DossierFault, locale: Locale): string {
  const text = importTextFor(locale);
  const isOfColumn = (field: string): field is keyof typeof text.fields => field in text.fields;
  if (fault.code === 'time-malformed' && isOfColumn(fault.field)) return text.timeMalformed(text.fields[fault.field]);
  return describeFault(fault, locale);
}

export interface RejectedFile {
  readonly headers: readonly string[];
  readonly rows: AsyncIterable<RejectedRow>;
  readonly locale: Locale;
}

/** Rows that came back, as they were sent, with their line and the reasons behind them; written while it is read. */
export function sendRejected(reply: FastifyReply, format: 'csv' | 'xlsx', file: RejectedFile): FastifyReply {
  const text = importTextFor(file.locale);
  const header = [...file.headers, text.line, text.reason];
  const rows = lines(file);
  if (format === 'xlsx') return sendXlsx(reply, text.rejectedFile, { name: text.rejectedFile, header, rows });
  const body = Readable.from(csvText(header, rows), { objectMode: false });
  return sendFile(reply, { name: fileName([text.rejectedFile], 'csv'), type: CSV_TYPE, body });
}

/** Headers that are understood again, and one row as an example. */
export function sendTemplate(reply: FastifyReply, locale: Locale): FastifyReply {
  const text = importTextFor(locale);
  const header = IMPORT_FIELDS.map((field) => text.fields[field]);
  const example: Partial<Record<(typeof IMPORT_FIELDS)[number], string>> = {
    code: 'H26.99.01-261120-0001',
    procedure: '1.001193',
    dueAt: '25/11/2026',
    completedAt: '24/11/2026 10:30',
    phone: '0912 345 678',
  };
  const rows = [IMPORT_FIELDS.map((field) => example[field] ?? null)];
  const widths = IMPORT_FIELDS.map(() => 24);
  return sendXlsx(reply, text.templateFile, { name: text.templateName, header, rows, widths });
}

function sendXlsx(reply: FastifyReply, name: string, sheet: SheetContent): FastifyReply {
  return sendFile(reply, { name: fileName([name], 'xlsx'), type: XLSX_TYPE, body: writeWorkbook(sheet) });
}

async function* lines({ headers, rows, locale }: RejectedFile): AsyncGenerator<readonly (string | number)[]> {
  for await (const { line, cells, faults } of rows) {
    const width = Math.max(headers.length, cells.length);
    const padded = Array.from({ length: width }, (_, i) => cells[i] ?? '').slice(0, headers.length);
    yield [...padded, line, faults.map((fault) => describeImportFault(fault, locale)).join(' ')];
  }
}

async function* csvText(
  header: readonly string[],
  rows: AsyncIterable<readonly (string | number)[]>,
): AsyncGenerator<string> {
  yield BOM + csvLine(header.map(guardFormula));
  for await (const row of rows)
    yield csvLine(row.map((cell) => (typeof cell === 'number' ? String(cell) : guardFormula(cell))));
}
