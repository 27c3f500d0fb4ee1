import type { Improvement } from '../../domain/improvement.ts';
import type { UnitCode, UnitScope } from '../../domain/unit.ts';

export interface ImprovementVersion extends Improvement {
  /** Taken back with this version: it stands on no page. */
  readonly withdrawn: boolean;
  /** As in the audit log: `person:<id>`. */
  readonly author: string;
  readonly writtenAt: Date;
}

/** Of role hl_console, which adds versions and reads them, nothing else. */
export interface ImprovementStore {
  /** False when somebody else has written this version meanwhile. */
  add(version: ImprovementVersion): Promise<boolean>;
  /** The last versions of what units within the scope did and did not take back, newest month first. */
  within(scope: UnitScope, limit: number): Promise<readonly Improvement[]>;
  /** What these units did in months of the range (first days, inclusive), oldest month first. */
  ofUnits(units: readonly UnitCode[], from: string, to: string): Promise<readonly Improvement[]>;
  /** Every version, oldest first. */
  versions(id: string): Promise<readonly ImprovementVersion[]>;
}
