import { localDay } from '../lib/calendar.ts';
import type { Applicant, FilingChannel, Outcome } from './dossier.ts';
import { parseDossierCode } from './dossier-code.ts';
import { isEarlier } from './lateness.ts';
import type { Locale } from './locale.ts';
import type { Procedure } from './procedure.ts';
import type { Unit } from './unit.ts';

/** One dossier as it comes in, times already parsed, nothing looked up. */
export interface RegistrationRow {
  readonly code: string;
  /** Commune code or agency code, as given. */
  readonly unit: string;
  readonly procedure: string;
  readonly filedVia: FilingChannel;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly completedAt: Date | null;
  readonly returnedAt: Date | null;
  /** Null: as known, else `issued`. */
  readonly outcome: Outcome | null;
  /** As given. */
  readonly phone: string | null;
  /** Null: as known, else `vi` and `person`. */
  readonly language: Locale | null;
  readonly applicant: Applicant | null;
  readonly officer: string | null;
  readonly lateReason: string | null;
  readonly apologySentAt: Date | null;
}

/** What the row's references lead to; null when they lead nowhere. */
export interface RowFacts {
  readonly unit: Unit | null;
  readonly procedure: Procedure | null;
  /** The phone in E.164. */
  readonly phone: string | null;
  readonly now: Date;
  readonly zone: string;
}

export type DossierField = keyof RegistrationRow;

/** The last six are found elsewhere: four while reading, two by what is registered already and by whom. */
export type DossierFaultCode =
  | 'code-malformed'
  | 'code-in-future'
  | 'unit-unknown'
  | 'unit-closed'
  | 'procedure-unknown'
  | 'in-future'
  | 'due-before-received'
  | 'completed-before-received'
  | 'returned-before-completed'
  | 'completion-missing'
  | 'apology-before-received'
  | 'phone-malformed'
  | 'value-missing'
  | 'time-malformed'
  | 'choice-unknown'
  | 'text-too-long'
  | 'unit-out-of-scope'
  | 'already-invited';

export interface DossierFault {
  readonly field: DossierField;
  readonly code: DossierFaultCode;
}

/** Clocks of other systems may run ahead of ours. */
const SKEW_MS = 5 * 60_000;

/** Everything wrong with a row, so that a clerk corrects it once; empty when it can be registered. */
export function checkDossier(row: RegistrationRow, facts: RowFacts): readonly DossierFault[] {
  return [
    ...checkCode(row, facts),
    ...checkReferences(row, facts),
    ...checkFuture(row, facts),
    ...checkOrder(row, facts),
  ];
}

function fault(found: boolean, field: DossierField, code: DossierFaultCode): readonly DossierFault[] {
  return found ? [{ field, code }] : [];
}

function checkCode(row: RegistrationRow, { now, zone }: RowFacts): readonly DossierFault[] {
  const parsed = parseDossierCode(row.code);
  if (!parsed) return [{ field: 'code', code: 'code-malformed' }];
  return fault(parsed.day > localDay(now, zone), 'code', 'code-in-future');
}

function checkReferences(row: RegistrationRow, facts: RowFacts): readonly DossierFault[] {
  const day = localDay(row.completedAt ?? row.receivedAt, facts.zone);
  const closed = facts.unit !== null && facts.unit.validTo !== null && facts.unit.validTo < day;
  const phoneGiven = row.phone !== null && row.phone.trim() !== '';
  return [
    ...fault(facts.unit === null, 'unit', 'unit-unknown'),
    ...fault(closed, 'unit', 'unit-closed'),
    ...fault(facts.procedure === null, 'procedure', 'procedure-unknown'),
    ...fault(phoneGiven && facts.phone === null, 'phone', 'phone-malformed'),
  ];
}

function checkFuture(row: RegistrationRow, { now }: RowFacts): readonly DossierFault[] {
  const latest = now.getTime() + SKEW_MS;
  const fields = ['receivedAt', 'completedAt', 'returnedAt', 'apologySentAt'] as const;
  return fields.flatMap((field) => fault((row[field]?.getTime() ?? 0) > latest, field, 'in-future'));
}

function checkOrder(row: RegistrationRow, { zone }: RowFacts): readonly DossierFault[] {
  const { receivedAt, dueAt, completedAt, returnedAt, apologySentAt } = row;
  const isBefore = (first: Date | null, second: Date | null) =>
    first !== null && second !== null && isEarlier(first, second, zone);
  return [
    ...fault(isBefore(dueAt, receivedAt), 'dueAt', 'due-before-received'),
    ...fault(isBefore(completedAt, receivedAt), 'completedAt', 'completed-before-received'),
    ...fault(isBefore(returnedAt, completedAt), 'returnedAt', 'returned-before-completed'),
    ...fault(returnedAt !== null && completedAt === null, 'completedAt', 'completion-missing'),
    ...fault(isBefore(apologySentAt, receivedAt), 'apologySentAt', 'apology-before-received'),
  ];
}
