import { z } from 'zod';
import { normaliseDossierCode } from '../domain/dossier-code.ts';
import { reconcile, type ListedCompletion, type UnitReconciliation } from '../domain/reconciliation.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { InterferenceStore, ReferenceStore } from './ports.ts';
import { readTable, type RowFault } from './read-table.ts';

const ListedRow = z.object({
  code: z.string(),
  unit: z.string().min(1, 'must be a commune code or an agency code'),
  officer: z.string().max(60),
});

export interface MonthReconciliation {
  readonly units: readonly UnitReconciliation[];
  readonly faults: readonly RowFault[];
}

export interface ReconcileParts {
  readonly interference: InterferenceStore;
  readonly references: ReferenceStore;
}

/**
 * Holds `code,unit,officer`, the dossiers that the one-stop system completed in a month, against ours: those that never
 * came or are not completed here count against coverage, those that exist only here were invented. A code that is none
 * is one that never came. Only units that the list names are compared.
 * @param month `YYYY-MM`
 * @throws CodedError `file-malformed`, `month-malformed`
 */
export async function reconcileMonth(parts: ReconcileParts, month: string, text: string): Promise<MonthReconciliation> {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month))
    throw new CodedError('month-malformed', 'Write the month like 2026-10.');
  const { rows, faults } = readTable(text, ListedRow);
  const [units, agencies] = await Promise.all([parts.references.units(), parts.references.agencies()]);
  const listed: ListedCompletion[] = [];
  const unknown: RowFault[] = [];
  for (const { line, row } of rows) {
    const unitCode = units.has(row.unit) ? row.unit : agencies.get(row.unit);
    if (unitCode === undefined) unknown.push({ line, column: 'unit', message: 'is no unit that is known here' });
    else
      listed.push({ code: normaliseDossierCode(row.code), unitCode, officer: row.officer === '' ? null : row.officer });
  }
  const named = [...new Set(listed.map(({ unitCode }) => unitCode))];
  const registered = await parts.interference.completions(named, `${month}-01`);
  const unitOf = new Map(registered.map(({ code, unitCode }) => [code, unitCode]));
  const absent = listed.filter(({ code, unitCode }) => unitOf.get(code) !== unitCode);
  const known = await parts.interference.whereabouts(absent.map(({ code }) => code));
  return { units: reconcile(listed, registered, known), faults: [...faults, ...unknown] };
}
