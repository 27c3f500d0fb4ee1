import { guessColumns, missingFields, type ColumnMap } from '../domain/dossier-import/columns.ts';
import { NO_COUNTS, type FileKind, type ImportCounts, type RejectedRow } from '../domain/dossier-import/import.ts';
import { readImportRow, type ImportContext } from '../domain/dossier-import/read-row.ts';
import type { RegistrationRow } from '../domain/dossier-check.ts';
import type { UnitScope } from '../domain/unit.ts';
import type { ByteSource } from '../lib/byte-source.ts';
import { FileError } from '../lib/file-error.ts';
import type { TableRow } from '../lib/xlsx/read-sheet.ts';
import { kindOf, readTableFile } from './import/table-file.ts';
import { IMPORT_LIMITS } from './import/limits.ts';
import { registerDossiers, type RegisterParts } from './register-dossiers.ts';
import { statutoryDue } from './statutory-due.ts';

export interface FileRequest {
  readonly source: ByteSource;
  /** Who records, for the log of corrections. */
  readonly actor: string;
  readonly scope: UnitScope;
  /** Rows that did not go in, in their order, as soon as they are known. */
  readonly onRejected: (headers: readonly string[], rows: readonly RejectedRow[]) => Promise<void>;
}

const BATCH = 1_000;

/**
 * Registers a table of dossiers from end to end, its columns guessed from their headers: good rows go in, the others are
 * handed back. Codes are idempotent: a file that was cut off is simply read again.
 * @throws FileError when it is no CSV that we can read, or lacks a column; rows before the fault are in
 */
export async function registerFile(parts: RegisterParts, request: FileRequest): Promise<ImportCounts> {
  const { source } = request;
  if (source.size > IMPORT_LIMITS.fileBytes) throw new FileError('file-too-large');
  const kind: FileKind = await kindOf(source);
  if (kind !== 'csv') throw new FileError('file-kind');
  return readTableFile(source, kind, async ({ headers, rows }) => {
    const columns = guessColumns(headers);
    if (missingFields(columns).some((field) => field !== 'dueAt')) throw new FileError('file-columns');
    const context = await contextOf(parts, request.scope, columns);
    return registerRows(parts, request, headers, rows, context);
  });
}

async function registerRows(
  parts: RegisterParts,
  request: FileRequest,
  headers: readonly string[],
  rows: AsyncIterable<TableRow>,
  context: ImportContext,
): Promise<ImportCounts> {
  let counts = NO_COUNTS;
  let batch: TableRow[] = [];
  const flush = async () => {
    const done = await registerBatch(parts, request, batch, context);
    counts = sum(counts, done.counts);
    if (done.rejected.length > 0) await request.onRejected(headers, done.rejected);
    batch = [];
  };
  for await (const row of rows) {
    batch.push(row);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return counts;
}

async function registerBatch(
  parts: RegisterParts,
  { actor, scope }: FileRequest,
  batch: readonly TableRow[],
  context: ImportContext,
): Promise<{ readonly counts: ImportCounts; readonly rejected: readonly RejectedRow[] }> {
  const good: { readonly from: TableRow; readonly row: RegistrationRow }[] = [];
  const rejected: RejectedRow[] = [];
  for (const from of batch) {
    const reading = readImportRow(from.cells, context);
    if (reading.kind === 'row') good.push({ from, row: reading.row });
    else rejected.push({ ...from, faults: reading.faults });
  }
  const results = await registerDossiers(parts, { rows: good.map(({ row }) => row), actor, scope, dryRun: false });
  const counts = { ...NO_COUNTS };
  results.forEach(({ outcome, reasons }, i) => {
    const from = good[i]?.from;
    if (outcome === 'rejected' && from) rejected.push({ ...from, faults: reasons });
    else if (outcome !== 'rejected') counts[outcome] += 1;
  });
  counts.rejected = rejected.length;
  return { counts, rejected: rejected.toSorted((a, b) => a.line - b.line) };
}

async function contextOf(parts: RegisterParts, scope: UnitScope, columns: ColumnMap): Promise<ImportContext> {
  const [units, due] = await Promise.all([parts.references.units(), statutoryDue(parts)]);
  const own = scope === null ? undefined : units.get(scope);
  const ownUnit = own?.parentCode ? own.code : null;
  return { columns, ownUnit, now: parts.clock.now(), zone: parts.zone, statutoryDue: due };
}

function sum(one: ImportCounts, other: ImportCounts): ImportCounts {
  return {
    created: one.created + other.created,
    updated: one.updated + other.updated,
    unchanged: one.unchanged + other.unchanged,
    rejected: one.rejected + other.rejected,
  };
}
