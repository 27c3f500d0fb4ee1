import type { RegistrationRow } from '../../domain/dossier-check.ts';
import type { Fingerprint } from '../../domain/ids.ts';
import type { Procedure } from '../../domain/procedure.ts';
import type { Unit } from '../../domain/unit.ts';

/** A row whose references lead somewhere. */
export interface CheckedRow {
  readonly row: RegistrationRow;
  readonly unit: Unit;
  readonly procedure: Procedure;
  /** E.164 */
  readonly phone: string | null;
  readonly phoneIndex: Fingerprint | null;
}
