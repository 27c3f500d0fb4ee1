import type { Proof } from '../invitation.ts';
import type { UnitCode } from '../unit.ts';

/** What the register knows of one completed dossier and its invitation: nothing of any answer. */
export interface DossierTrace {
  /** The clerk who recorded it, as the one-stop system names them; null where it does not. */
  readonly officer: string | null;
  /** Local calendar days. */
  readonly completedOn: string;
  readonly closedOn: string | null;
  readonly late: boolean;
  readonly phone: PhoneTrace;
  /** Opaque: the chat or device that took the slip into its hands; null while nobody did. */
  readonly holder: string | null;
  /** The slip was taken while the citizen must still have stood at the counter. */
  readonly takenEarly: boolean;
  readonly delivered: boolean;
  readonly finished: boolean;
  readonly proof: Proof | null;
  /** The phone on file was told that somebody answered from the slip, and said that it was somebody else. */
  readonly told: boolean;
  readonly denied: boolean;
}

export type PhoneTrace =
  | { readonly kind: 'missing' }
  /** `key` is opaque and the same for the same number. */
  | { readonly kind: 'given'; readonly key: string; readonly changedLate: boolean; readonly ofStaff: boolean };

/** How many of how many. */
export interface Tally {
  readonly hits: number;
  readonly of: number;
}

/** One unit's month, and what is counted beside the dossiers. */
export interface UnitMonth {
  readonly unitCode: UnitCode;
  readonly traces: readonly DossierTrace[];
  /** Surveys finished faster than anybody reads, of all that were finished: counted at sealing, kept with no dossier. */
  readonly hurried: Tally;
  /** Finished of delivered in the three months before; null for a unit without them. */
  readonly responseBefore: Tally | null;
}
