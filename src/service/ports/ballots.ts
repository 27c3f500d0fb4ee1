import type { Cell } from '../../domain/publication.ts';
import type { Response } from '../../domain/response.ts';
import type { UnitCode } from '../../domain/unit.ts';

export interface WaitingBallot {
  readonly id: string;
  readonly unitCode: UnitCode;
  readonly sealed: Buffer;
  readonly enteredAt: Date;
}

export interface ReleasePlan {
  /** Ids in the mix that `responses` replace; as many as there are responses. */
  readonly released: readonly string[];
  readonly responses: readonly Response[];
}

export interface BallotStore {
  /** One transaction of role hl_ballot: `decide` sees the whole mix of one unit; tallies follow the plan. */
  release(unitCode: UnitCode, decide: (waiting: readonly WaitingBallot[]) => ReleasePlan): Promise<number>;
  /** Units with something in the mix. */
  waitingUnits(): Promise<readonly UnitCode[]>;
  /** Rewrites the published cells of one month: `decide` sees the tallies of every unit. */
  publish(month: string, decide: (tallies: readonly Cell[]) => readonly Cell[], publishedOn: string): Promise<void>;
  /** Months whose tallies changed since they were last published. */
  unpublished(): Promise<readonly string[]>;
}
