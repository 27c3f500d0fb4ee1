import { z } from 'zod';
import { nationalCode, toneOf } from '../domain/procedure.ts';
import type { ImportReport } from './import-units.ts';
import type { ReferenceStore } from './ports.ts';
import { readTable } from './read-table.ts';

const ProcedureRow = z.object({
  code: z.string().refine((code) => nationalCode(code) === code, 'must be a national code such as 1.000894'),
  name: z.string().min(1, 'must not be empty').max(500),
  field: z.string().min(1, 'must not be empty').max(200),
});

/** Optional, so that files without it stay good. */
const WorkingDays = z.object({
  workingDays: z.string().regex(/^\d{0,3}$/, 'must be a number of working days, or empty'),
});

/**
 * Imports `code,name,field` and, when it is there, `workingDays`; a code that exists is replaced. Good rows go in.
 * @throws CodedError `file-malformed`
 */
export async function importProcedures(store: ReferenceStore, text: string): Promise<ImportReport> {
  const { rows, faults } = hasWorkingDays(text)
    ? readTable(text, ProcedureRow.extend(WorkingDays.shape))
    : readTable(text, ProcedureRow);
  const procedures = rows.map(({ row }) => ({ ...row, tone: toneOf(row.code), workingDays: daysOf(row) }));
  if (procedures.length > 0) await store.saveProcedures(procedures);
  return { saved: procedures.length, faults };
}

function hasWorkingDays(text: string): boolean {
  return /^\ufeff?[^\n]*\bworkingDays\b/.test(text);
}

function daysOf(row: { readonly code: string; readonly workingDays?: string }): number | null {
  return row.workingDays === undefined || row.workingDays === '' ? null : Number(row.workingDays);
}
