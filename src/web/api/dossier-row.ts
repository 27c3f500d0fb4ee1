import { z } from 'zod';
import { FILING_CHANNELS, OUTCOMES } from '../../domain/dossier.ts';
import type { DossierFault, DossierFaultCode, DossierField, RegistrationRow } from '../../domain/dossier-check.ts';
import { LOCALES } from '../../domain/locale.ts';
import { parseLocalInstant } from '../../lib/calendar.ts';
import { oneLine } from '../../lib/clean-text.ts';

/** A key that no dossier has: misspelled, it would be lost in silence. */
export interface UnknownField {
  readonly field: string;
  readonly code: 'field-unknown';
}

export type RowFault = DossierFault | UnknownField;

export type ReadRow =
  | { readonly kind: 'row'; readonly row: RegistrationRow }
  | { readonly kind: 'faulty'; readonly code: string; readonly faults: readonly RowFault[] };

type DossierRow = ReturnType<typeof dossierRow>;

/** A dossier as callers send it. Issues carry fault codes as their messages; `null` and blanks count as left out. */
export function dossierRow(zone: string) {
  const instant = text('time-malformed', 40).transform((given, context) => {
    const at = parseLocalInstant(given, zone);
    if (at !== null) return at;
    context.addIssue({ code: 'custom', message: fault('time-malformed') });
    return z.NEVER;
  });
  return z.strictObject({
    code: text('code-malformed', 64),
    unit: text('unit-unknown', 64),
    procedure: text('procedure-unknown', 64),
    filedVia: oneOf(FILING_CHANNELS),
    receivedAt: instant,
    dueAt: instant,
    completedAt: instant.optional(),
    returnedAt: instant.optional(),
    outcome: oneOf(OUTCOMES).optional(),
    phone: text('phone-malformed', 40).optional(),
    language: oneOf(LOCALES).optional(),
    applicant: oneOf(['person', 'organisation']).optional(),
    officer: text('choice-unknown', 64).optional(),
    lateReason: text('choice-unknown', 500).optional(),
    apologySentAt: instant.optional(),
  });
}

/** Reads one element of a call: a row, or everything that keeps it from being one. */
export function readRow(schema: DossierRow, given: unknown): ReadRow {
  const fields = isRecord(given) ? withoutBlanks(given) : {};
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { kind: 'row', row: toRow(parsed.data) };
  const code = fields['code'];
  return { kind: 'faulty', code: typeof code === 'string' ? code : '', faults: faultsOf(parsed.error.issues) };
}

function text(malformed: DossierFaultCode, longest: number) {
  return z
    .string({ error: ({ input }) => fault(input === undefined ? 'value-missing' : malformed) })
    .overwrite(oneLine)
    .max(longest, fault('text-too-long'));
}

function oneOf<const Values extends readonly [string, ...string[]] | readonly string[]>(values: Values) {
  return z.enum(values, { error: ({ input }) => fault(input === undefined ? 'value-missing' : 'choice-unknown') });
}

/** Keeps the messages of issues to codes that can be described. */
function fault(code: DossierFaultCode): DossierFaultCode {
  return code;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutBlanks(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isBlank = (value: unknown) => value === null || (typeof value === 'string' && value.trim() === '');
  return Object.fromEntries(Object.entries(given).filter(([, value]) => !isBlank(value)));
}

function toRow(row: z.output<DossierRow>): RegistrationRow {
  const { completedAt, returnedAt, outcome, phone, language, applicant, officer, lateReason, apologySentAt } = row;
  return {
    ...row,
    completedAt: completedAt ?? null,
    returnedAt: returnedAt ?? null,
    outcome: outcome ?? null,
    phone: phone ?? null,
    language: language ?? null,
    applicant: applicant ?? null,
    officer: officer ?? null,
    lateReason: lateReason ?? null,
    apologySentAt: apologySentAt ?? null,
  };
}

function faultsOf(issues: readonly z.core.$ZodIssue[]): readonly RowFault[] {
  return issues.flatMap((issue): readonly RowFault[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((field) => ({ field, code: 'field-unknown' }));
    // The schema names only fields of a row, and its messages are all made by `fault`.
    return [{ field: issue.path[0] as DossierField, code: issue.message as DossierFaultCode }];
  });
}
