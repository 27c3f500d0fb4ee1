import type { DossierFault } from '../../domain/dossier-check.ts';
import type { Dossier } from '../../domain/dossier.ts';
import { sha256, type Vault } from '../../lib/vault.ts';
import type { NewDossier } from '../ports.ts';
import type { CheckedRow } from './checked-row.ts';

/** What never changes once a dossier exists. */
type Identity = Pick<
  NewDossier,
  'id' | 'shortCode' | 'slipOwner' | 'slipTakenEarly' | 'tokenHash' | 'phoneTokenHash' | 'contactForgotten'
>;

const NO_PHONE = { phone: null, phoneIndex: null } as const;

/**
 * The dossier as the row has it; what the row leaves open keeps its earlier value. A telephone, or a reason, that was
 * deleted stays so, for other systems send their rows again and again.
 */
export function mergeDossier(
  checked: CheckedRow,
  known: NewDossier | null,
  identity: Identity,
  vault: Vault,
): NewDossier {
  const { row, unit, procedure } = checked;
  const { phone, phoneIndex } = identity.contactForgotten ? NO_PHONE : checked;
  const samePhone = phone === null || phoneIndex === known?.phoneIndex;
  return {
    id: identity.id,
    code: row.code,
    unitCode: unit.code,
    procedureCode: procedure.code,
    filedVia: row.filedVia,
    receivedAt: row.receivedAt,
    dueAt: row.dueAt,
    completedAt: row.completedAt ?? known?.completedAt ?? null,
    returnedAt: row.returnedAt ?? known?.returnedAt ?? null,
    outcome: row.outcome ?? known?.outcome ?? 'issued',
    phoneIndex: phoneIndex ?? known?.phoneIndex ?? null,
    phoneSealed: samePhone ? (known?.phoneSealed ?? null) : vault.seal('phone', identity.id, phone),
    language: row.language ?? known?.language ?? 'vi',
    applicant: row.applicant ?? known?.applicant ?? 'person',
    officer: row.officer ?? known?.officer ?? null,
    lateReason: identity.contactForgotten ? null : (row.lateReason ?? known?.lateReason ?? null),
    apologySentAt: row.apologySentAt ?? known?.apologySentAt ?? null,
    shortCode: identity.shortCode,
    slipOwner: identity.slipOwner,
    slipTakenEarly: identity.slipTakenEarly,
    tokenHash: identity.tokenHash,
    phoneTokenHash: identity.phoneTokenHash,
    contactForgotten: identity.contactForgotten,
  };
}

const COMPARED = [
  'unitCode',
  'procedureCode',
  'filedVia',
  'receivedAt',
  'dueAt',
  'completedAt',
  'returnedAt',
  'outcome',
  'phoneIndex',
  'language',
  'applicant',
  'officer',
  'lateReason',
  'apologySentAt',
] as const satisfies readonly (keyof Dossier)[];

/** Of everything that a person records; two dossiers that differ in it differ in the digest. */
export function dossierDigest(dossier: Dossier): string {
  return sha256(JSON.stringify([dossier.id, ...COMPARED.map((field) => valueOf(dossier[field]))])).toString('hex');
}

export type ComparedField = (typeof COMPARED)[number];

export function changedFields(before: Dossier, after: Dossier): readonly ComparedField[] {
  return COMPARED.filter((field) => valueOf(before[field]) !== valueOf(after[field]));
}

function valueOf(value: string | Date | null): string | number | null {
  return value instanceof Date ? value.getTime() : value;
}

/**
 * What goes into the log of corrections. Before completion only what replaces something known: the rest is the
 * dossier's ordinary way. After it everything, for who is asked, and how, depends on it.
 */
export function correctedFields(known: Dossier, fields: readonly ComparedField[]): readonly ComparedField[] {
  if (known.completedAt !== null) return fields;
  return fields.filter((field) => known[field] !== null && field !== 'outcome');
}

/** News about a dossier that changes nothing of what was asked. */
const ALWAYS_WELCOME: ReadonlySet<ComparedField> = new Set(['returnedAt', 'apologySentAt', 'lateReason']);

/** Attribution is frozen when the invitation goes out: the first field that may no longer change, or null. */
export function frozenFault(fields: readonly ComparedField[]): DossierFault | null {
  const frozen = fields.find((field) => !ALWAYS_WELCOME.has(field));
  return frozen === undefined ? null : { field: rowField(frozen), code: 'already-invited' };
}

/** As a row calls it. */
function rowField(field: ComparedField): DossierFault['field'] {
  switch (field) {
    case 'unitCode':
      return 'unit';
    case 'procedureCode':
      return 'procedure';
    case 'phoneIndex':
      return 'phone';
    default:
      return field;
  }
}
