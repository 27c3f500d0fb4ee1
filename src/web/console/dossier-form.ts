import { z } from 'zod';
import type { DossierFault, DossierField, RegistrationRow } from '../../domain/dossier-check.ts';
import { agencyOf, normaliseDossierCode, parseDossierCode } from '../../domain/dossier-code.ts';
import { FILING_CHANNELS, OUTCOMES } from '../../domain/dossier.ts';
import type { ConsoleText } from '../../domain/text/vi/console.ts';
import type { TypedDossier } from '../../service/understand-dossier.ts';
import type { UnitCode } from '../../domain/unit.ts';
import { localDay, parseLocalInstant } from '../../lib/calendar.ts';
import { toE164 } from '../../lib/phone.ts';
import { readTypedDay } from '../../domain/typed-day.ts';
import { typedField } from '../typed-field.ts';

export const DONE = ['now', 'at', 'intake'] as const;

const text = typedField(200);

/** The form as typed; choices that do not exist fall back to the first. */
export const DossierForm = z.object({
  code: text,
  unit: text,
  procedure: text,
  filedVia: z.enum(FILING_CHANNELS).catch('counter'),
  receivedAt: text,
  dueAt: text,
  done: z.enum(DONE).catch('now'),
  completedAt: text,
  outcome: z.enum(OUTCOMES).catch('issued'),
  applicant: z.enum(['person', 'organisation']).catch('person'),
  phone: text,
  /** The code whose change was confirmed. */
  confirm: text,
});
export type DossierForm = z.infer<typeof DossierForm>;

/** What the register found, and what the form itself finds before. */
export type FormFault =
  DossierFault | { readonly field: DossierField; readonly code: keyof ConsoleText['record']['faults'] };

export interface FormContext {
  /** The unit of staff who belong to one commune; null: as typed, or as the code says. */
  readonly ownUnit: UnitCode | null;
  readonly now: Date;
  readonly zone: string;
  /** By law, for whoever leaves the promise open; null where nobody knows it. */
  readonly statutoryDue: (procedure: string, receivedOn: string) => string | null;
}

export type FormReading =
  | { readonly kind: 'row'; readonly row: RegistrationRow }
  | { readonly kind: 'faults'; readonly faults: readonly FormFault[] };

/** Fills in what the code and the clock tell; what only the register knows is checked there. */
export function readDossierForm(form: DossierForm, context: FormContext): FormReading {
  const code = scannedCode(form.code);
  const parsed = parseDossierCode(code);
  const received = readDay(form.receivedAt || (parsed?.day ?? ''), 'receivedAt', 'day-missing', context);
  const due = readDay(form.dueAt || dueByLaw(form, received, context), 'dueAt', 'day-missing', context);
  const completed = form.done === 'at' ? readDay(form.completedAt, 'completedAt', 'done-day-missing', context) : null;
  const faults = [
    parsed ? null : ({ field: 'code', code: code === '' ? 'code-missing' : 'code-malformed' } as const),
    form.procedure === '' ? ({ field: 'procedure', code: 'procedure-missing' } as const) : null,
    // Without a code the day of reception is not missing, it is not known yet.
    parsed ? received : null,
    due,
    completed,
  ].filter(isFault);
  if (faults.length > 0 || !(received instanceof Date) || !(due instanceof Date)) {
    return { kind: 'faults', faults: [...faults, ...phoneFaults(form.phone)] };
  }
  const completedAt = completed instanceof Date ? completed : form.done === 'now' ? context.now : null;
  const unit = context.ownUnit ?? (form.unit.trim() || agencyOf(code));
  return { kind: 'row', row: { ...restOf(form), code, unit, receivedAt: received, dueAt: due, completedAt } };
}

function dueByLaw({ procedure }: DossierForm, received: Date | FormFault, { statutoryDue, zone }: FormContext): string {
  return received instanceof Date ? (statutoryDue(procedure, localDay(received, zone)) ?? '') : '';
}

/** What can be told of a form that is still being filled in. */
export function readTyped(form: DossierForm, context: FormContext): TypedDossier {
  const day = (typed: string, field: DossierField) => {
    const at = typed.trim() === '' ? null : readDay(typed, field, 'day-missing', context);
    return at instanceof Date ? at : null;
  };
  const received = day(form.receivedAt, 'receivedAt');
  const completed = { now: context.now, at: day(form.completedAt, 'completedAt'), intake: null };
  return {
    code: scannedCode(form.code),
    procedure: form.procedure,
    receivedOn: received && localDay(received, context.zone),
    dueAt: day(form.dueAt, 'dueAt'),
    completedAt: completed[form.done],
  };
}

/** The register looks at the phone as well, but only at rows that can be read. */
function phoneFaults(phone: string): readonly FormFault[] {
  return phone.trim() === '' || toE164(phone) !== null ? [] : [{ field: 'phone', code: 'phone-malformed' }];
}

/** A code scanned behind the prefilled prefix: the last whole code counts. Of a typed one, `-42` is `-0042`. */
export function scannedCode(typed: string): string {
  const code = normaliseDossierCode(typed).replace(/-(\d{1,3})$/, (_all, tail: string) => `-${tail.padStart(4, '0')}`);
  if (parseDossierCode(code)) return code;
  const starts = [...code.matchAll(/(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}[.-]/g)].map((match) => match.index);
  return starts.map((start) => code.slice(start)).findLast((part) => parseDossierCode(part)) ?? code;
}

/** What the next code is likely to start with: the agency of the last one, today's date. */
export function codePrefix(agency: string | undefined, today: string): string {
  return agency === undefined || !/^[0-9A-Z.]{3,35}$/.test(agency)
    ? ''
    : `${agency}-${today.slice(2).replaceAll('-', '')}-`;
}

function restOf(form: DossierForm) {
  return {
    procedure: form.procedure,
    filedVia: form.filedVia,
    outcome: form.outcome,
    applicant: form.applicant,
    phone: form.phone.trim() === '' ? null : form.phone,
    returnedAt: null,
    language: null,
    officer: null,
    lateReason: null,
    apologySentAt: null,
  } as const;
}

type Missing = 'day-missing' | 'done-day-missing';

function readDay(typed: string, field: DossierField, missing: Missing, { now, zone }: FormContext): Date | FormFault {
  if (typed.trim() === '') return { field, code: missing };
  const iso = readTypedDay(typed, localDay(now, zone));
  return (iso === null ? null : parseLocalInstant(iso, zone)) ?? { field, code: 'day-malformed' };
}

function isFault(value: Date | FormFault | null): value is FormFault {
  return value !== null && !(value instanceof Date);
}
