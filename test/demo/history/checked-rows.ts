import { CodedError } from '../../../src/lib/coded-error.ts';
import type { Vault } from '../../../src/lib/vault.ts';
import { phoneIndex } from '../../../src/service/fingerprint.ts';
import type { ReferenceStore } from '../../../src/service/ports.ts';
import type { CheckedRow } from '../../../src/service/registration/checked-row.ts';
import { USUAL_DOSSIER } from '../../support/usual-dossier.ts';
import type { PlannedDossier } from './plan-history.ts';

/**
 * Planned dossiers as registration takes them.
 * @throws CodedError `demo-references` when a commune or procedure was never imported
 */
export async function checkedRows(
  parts: { readonly references: ReferenceStore; readonly vault: Vault },
  planned: readonly PlannedDossier[],
): Promise<readonly CheckedRow[]> {
  const [units, procedures] = await Promise.all([parts.references.units(), parts.references.procedures()]);
  return planned.map((one) => {
    const unit = units.get(one.commune.code);
    const procedure = procedures.get(one.procedure);
    if (!unit || !procedure)
      throw new CodedError('demo-references', 'Import the demonstration communes and procedures first.');
    const index = one.phone === null ? null : phoneIndex(parts.vault, one.phone);
    return { row: rowOf(one), unit, procedure, phone: one.phone, phoneIndex: index };
  });
}

function rowOf(planned: PlannedDossier): CheckedRow['row'] {
  const { code, commune, procedure, filedVia, receivedAt, dueAt, completedAt, phone, isOrganisation } = planned;
  return {
    ...USUAL_DOSSIER,
    code,
    unit: commune.code,
    procedure,
    filedVia,
    receivedAt,
    dueAt,
    completedAt,
    returnedAt: completedAt,
    phone,
    applicant: isOrganisation ? 'organisation' : 'person',
  };
}
