import type { Outcome } from '../dossier.ts';

/** What the wording of one invitation may mention; never the procedure, a name or a phone number. */
export interface Facts {
  /** With its type: "UBND phường Cầu Giấy". */
  readonly unitName: string;
  /** Last group of the dossier code. */
  readonly dossierTail: string;
  /** Local calendar days, `YYYY-MM-DD`. */
  readonly dueOn: string;
  readonly returnedOn: string | null;
  readonly outcome: Outcome;
  readonly late: boolean;
  readonly lateReason: string | null;
  readonly apologySentOn: string | null;
  readonly shortCode: string;
  /** Last day on which an answer counts. */
  readonly closesOn: string | null;
  /** Where complaints go: "1022". */
  readonly complaintPhone: string;
  readonly bereavement: boolean;
}
