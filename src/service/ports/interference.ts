import type { Finding } from '../../domain/interference/signal.ts';
import type { Review } from '../../domain/interference/review.ts';
import type { UnitMonth } from '../../domain/interference/dossier-trace.ts';
import type { RegisteredCompletion, Whereabouts } from '../../domain/reconciliation.ts';
import type { Fingerprint } from '../../domain/ids.ts';
import type { UnitCode, UnitScope } from '../../domain/unit.ts';

/** A finding as it is kept, with what was said of it. */
export interface KeptFinding extends Finding {
  readonly id: string;
  /** First day of the month of completion. */
  readonly month: string;
  readonly foundOn: string;
  readonly review: Review | null;
}

/** Where a finding stands in the list of all; it needs not be there any more. */
export interface FindingPlace {
  readonly month: string;
  readonly unitCode: UnitCode;
  readonly signal: string;
  readonly id: string;
}

export interface FindingQuery {
  readonly scope: UnitScope;
  readonly months: readonly string[];
}

export interface FindingCount {
  readonly total: number;
  /** Of which nobody has said anything. */
  readonly unreviewed: number;
}

export interface InterferenceStore {
  /** Provinces in which dossiers were completed in a month. Role hl_register. */
  provinces(month: string): Promise<readonly UnitCode[]>;
  /** A province's units in a month, with what the register knows of each dossier. Role hl_register. */
  unitMonths(province: UnitCode, month: string): Promise<readonly UnitMonth[]>;
  /** Dossiers of these units that were completed in a month. Role hl_register. */
  completions(units: readonly UnitCode[], month: string): Promise<readonly RegisteredCompletion[]>;
  /** Where dossiers of any unit stand, by normalised code; those that never came are left out. Role hl_register. */
  whereabouts(codes: readonly string[]): Promise<readonly Whereabouts[]>;
  /**
   * Puts what was found in the place of what was found before: the same sign keeps its id and the day on which it was
   * first found, and what a human has reviewed stays. Role hl_register.
   */
  keep(found: {
    readonly province: UnitCode;
    readonly month: string;
    readonly foundOn: string;
    readonly findings: readonly Finding[];
  }): Promise<void>;
  /** Newest month first, from after a place. Role hl_console. */
  list(query: FindingQuery, after: FindingPlace | null, limit: number): Promise<readonly KeptFinding[]>;
  /** Role hl_console. */
  count(query: FindingQuery): Promise<FindingCount>;
  find(id: string): Promise<KeptFinding | null>;
  /** False when the finding is gone meanwhile. */
  review(id: string, review: Review, on: string): Promise<boolean>;
  /** The whole list of staff's telephones anew. Role hl_register. */
  replaceStaffPhones(phones: readonly Fingerprint[]): Promise<void>;
}
