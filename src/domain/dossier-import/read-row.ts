import { localDay, parseLocalInstant } from '../../lib/calendar.ts';
import { oneLine } from '../../lib/clean-text.ts';
import { serialToLocal } from '../../lib/xlsx/date-styles.ts';
import type { DossierFault, RegistrationRow } from '../dossier-check.ts';
import { agencyOf, normaliseDossierCode, parseDossierCode } from '../dossier-code.ts';
import { readTypedDay } from '../typed-day.ts';
import type { UnitCode } from '../unit.ts';
import { readApplicant, readFilingChannel, readLanguage, readOutcome } from './choices.ts';
import type { ColumnMap, ImportField } from './columns.ts';

export interface ImportContext {
  readonly columns: ColumnMap;
  /** The unit of a clerk who belongs to one commune: what a row without a unit means. */
  readonly ownUnit: UnitCode | null;
  readonly now: Date;
  readonly zone: string;
  /** The day on which a result is due by law, for rows that do not say; null when nobody knows. */
  readonly statutoryDue: (procedure: string, receivedOn: string) => string | null;
}

export type RowReading =
  | { readonly kind: 'row'; readonly row: RegistrationRow }
  | { readonly kind: 'faulty'; readonly faults: readonly DossierFault[] };

type TimeField = 'receivedAt' | 'dueAt' | 'completedAt' | 'returnedAt' | 'apologySentAt';

/** Longest texts that the register takes, as for the API. */
const LONGEST: Partial<Readonly<Record<ImportField, number>>> = {
  code: 64,
  unit: 64,
  procedure: 64,
  phone: 40,
  officer: 64,
  lateReason: 500,
};

/**
 * One row of a table as a dossier, with every fault at once. The day of reception comes from the code where no column
 * has it, a result that was returned was also finished, and who left out how it was filed filed at the counter.
 */
export function readImportRow(cells: readonly string[], context: ImportContext): RowReading {
  const faults: DossierFault[] = [];
  const cell = (field: ImportField) => cellOf(cells, context.columns, field);
  const code = normaliseDossierCode(cell('code'));
  const parsed = parseDossierCode(code);
  const procedure = procedureCode(cell('procedure'));
  const time = (field: TimeField, fallback = '') => timeOf(cell(field) || fallback, field, context, faults);
  const receivedAt = time('receivedAt', parsed?.day);
  const dueAt = time('dueAt', receivedAt === null ? '' : dueOf(procedure, receivedAt, context));
  const returnedAt = time('returnedAt');
  const row = {
    code,
    unit: unitCode(cell('unit')) || (context.ownUnit ?? agencyOf(code)),
    procedure,
    filedVia: choice(cell('filedVia'), 'filedVia', readFilingChannel, faults) ?? 'counter',
    completedAt: time('completedAt') ?? returnedAt,
    returnedAt,
    outcome: choice(cell('outcome'), 'outcome', readOutcome, faults),
    phone: cell('phone') || null,
    language: choice(cell('language'), 'language', readLanguage, faults),
    applicant: choice(cell('applicant'), 'applicant', readApplicant, faults),
    officer: cell('officer') || null,
    lateReason: cell('lateReason') || null,
    apologySentAt: time('apologySentAt'),
  } as const;
  const found = [...missing(code, procedure, receivedAt, dueAt, faults), ...tooLong(cells, context.columns), ...faults];
  return found.length > 0 || !receivedAt || !dueAt
    ? { kind: 'faulty', faults: found }
    : { kind: 'row', row: { ...row, receivedAt, dueAt } };
}

function cellOf(cells: readonly string[], columns: ColumnMap, field: ImportField): string {
  const column = columns[field] ?? null;
  // An apostrophe in front says that a cell is text: people type it, and so do the files that we give back.
  return column === null ? '' : oneLine(cells[column] ?? '').replace(/^'/, '');
}

/** A day is missing only where it could not be read either. */
function missing(
  code: string,
  procedure: string,
  receivedAt: Date | null,
  dueAt: Date | null,
  faults: readonly DossierFault[],
): readonly DossierFault[] {
  const isTold = (field: string) => faults.some((fault) => fault.field === field);
  const lacks = (isMissing: boolean, field: ImportField) =>
    isMissing && !isTold(field) ? [{ field, code: 'value-missing' } as const] : [];
  if (code === '') return [{ field: 'code', code: 'value-missing' }];
  if (parseDossierCode(code) === null) return [{ field: 'code', code: 'code-malformed' }];
  return [
    ...lacks(procedure === '', 'procedure'),
    ...lacks(receivedAt === null, 'receivedAt'),
    ...lacks(dueAt === null, 'dueAt'),
  ];
}

function tooLong(cells: readonly string[], columns: ColumnMap): readonly DossierFault[] {
  return Object.entries(LONGEST).flatMap(([name, longest]) => {
    const field = name as ImportField;
    return cellOf(cells, columns, field).length > longest ? [{ field, code: 'text-too-long' } as const] : [];
  });
}

function timeOf(text: string, field: TimeField, { now, zone }: ImportContext, faults: DossierFault[]): Date | null {
  if (text === '') return null;
  const at = readTime(text, localDay(now, zone), zone);
  if (at === null) faults.push({ field, code: 'time-malformed' });
  return at;
}

/** `14:30 25/11/2026`, as some systems write it. */
const TIME_FIRST = /^(\d{1,2}:\d{2}(?::\d{2})?)[\s,]+(.+)$/;

/** A day as people type it, ISO 8601, or a number that a spreadsheet forgot to call a day (25569 is 1970). */
function readTime(text: string, today: string, zone: string): Date | null {
  const serial = /^\d{5}(?:\.\d+)?$/.test(text) ? serialToLocal(Number(text)) : null;
  const iso = serial ?? readTypedDay(text.replace(TIME_FIRST, '$2 $1'), today);
  return iso === null ? null : parseLocalInstant(iso, zone);
}

function dueOf(procedure: string, receivedAt: Date, { statutoryDue, zone }: ImportContext): string {
  return statutoryDue(procedure, localDay(receivedAt, zone)) ?? '';
}

function choice<Value>(
  text: string,
  field: ImportField,
  read: (cell: string) => Value | undefined,
  faults: DossierFault[],
): Value | null {
  if (text === '') return null;
  const value = read(text);
  if (value === undefined) faults.push({ field, code: 'choice-unknown' });
  return value ?? null;
}

/** A spreadsheet takes `2.000980` for a number and drops its last zeros, or writes a comma. */
function procedureCode(text: string): string {
  const [, whole, rest] = /^(\d)[.,](\d{1,6})$/.exec(text) ?? [];
  return whole === undefined || rest === undefined ? text : `${whole}.${rest.padEnd(6, '0')}`;
}

/** And of `00123` it drops the first ones. */
function unitCode(text: string): string {
  return /^\d{3,4}$/.test(text) ? text.padStart(5, '0') : text;
}
