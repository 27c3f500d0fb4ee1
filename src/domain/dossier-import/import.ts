import type { DossierFault } from '../dossier-check.ts';
import type { UnitScope } from '../unit.ts';
import type { ColumnMap } from './columns.ts';

/**
 * uploading  the file is coming in
 * uploaded   read once, waiting for its columns to be confirmed
 * checking   every row is tried, nothing is written
 * checked    waiting for the word to go
 * importing  good rows go in
 * done       all rows went in or came back
 * failed     stopped at `processed`; the rows before it are in
 */
export const IMPORT_STATES = ['uploading', 'uploaded', 'checking', 'checked', 'importing', 'done', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export type FileKind = 'csv' | 'xlsx';

export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export const NO_COUNTS: ImportCounts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };

/** How often each fault was found, by `field:code`. */
export type FaultCounts = Readonly<Record<string, number>>;

/** An upload on its way; names, headers, samples and columns are in `plan`, which is kept sealed. */
export interface DossierImport {
  readonly id: string;
  readonly actor: string;
  readonly scope: UnitScope;
  readonly kind: FileKind;
  readonly state: ImportState;
  /** Of the file. */
  readonly byteCount: number;
  readonly rowCount: number;
  readonly processed: number;
  readonly counts: ImportCounts;
  readonly faults: FaultCounts;
  /** Why it failed, as a code. */
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

export interface ImportPlan {
  /** For showing only; never a path. */
  readonly fileName: string;
  readonly headers: readonly string[];
  /** The first rows. */
  readonly samples: readonly (readonly string[])[];
  readonly columns: ColumnMap;
}

/** A row that came back. */
export interface RejectedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly faults: readonly DossierFault[];
}

export function isRunning({ state }: Pick<DossierImport, 'state'>): boolean {
  return state === 'checking' || state === 'importing';
}

export function countFaults(before: FaultCounts, rows: readonly RejectedRow[]): FaultCounts {
  const counts: Record<string, number> = { ...before };
  for (const { faults } of rows) {
    for (const { field, code } of faults) counts[`${field}:${code}`] = (counts[`${field}:${code}`] ?? 0) + 1;
  }
  return counts;
}
