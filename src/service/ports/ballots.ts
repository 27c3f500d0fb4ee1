import type { Hex } from '../../domain/ledger.ts';
import type { Cell } from '../../domain/publication.ts';
import type { Response } from '../../domain/response.ts';
import type { UnitCode } from '../../domain/unit.ts';
import type { WaitingSealedBackCheck } from './back-checks.ts';

export interface WaitingBallot {
  readonly id: string;
  readonly unitCode: UnitCode;
  readonly sealed: Buffer;
  readonly enteredAt: Date;
}

/** A holder of a receipt wants the response back; `askedOn` is a local day, `proof` says that the service took it. */
export interface Withdrawal {
  readonly index: Hex;
  readonly askedOn: string;
  readonly proof: Hex;
}

/** The whole mix of one unit, or of a province and its communes, and what holders of receipts ask for. */
export interface ReleaseScene {
  readonly waiting: readonly WaitingBallot[];
  /** Open requests, of any unit, for responses that are released or not. */
  readonly withdrawals: readonly Withdrawal[];
  /** The unit's responses that they concern. */
  readonly askedBack: readonly Response[];
}

export interface NewLeaf {
  readonly leaf: Hex;
  readonly receiptIndex: Hex | null;
}

export interface WithdrawnResponse {
  readonly response: Response;
  readonly leaf: Hex;
  /** That the service withdrew the leaf on the plan's day. */
  readonly proof: Hex;
  readonly counted: boolean;
}

export interface ReleasePlan {
  /** Local day of all that the plan does. */
  readonly day: string;
  /** Ids in the mix that `responses` replace; as many as there are responses, and as leaves. */
  readonly released: readonly string[];
  readonly responses: readonly Response[];
  readonly leaves: readonly NewLeaf[];
  /** Ids in the mix that were asked back before they were released. */
  readonly dropped: readonly { readonly id: string; readonly index: Hex }[];
  /** Responses that are deleted; the figures follow only where `counted`. */
  readonly withdrawn: readonly WithdrawnResponse[];
}

/** Which of a province's back-checks are counted now, and as what. */
export interface BackCheckRelease {
  readonly ids: readonly string[];
  /** One each. */
  readonly cells: readonly Cell[];
}

export interface BallotStore {
  /** Provinces whose back-checks wait to be counted. */
  backCheckProvinces(): Promise<readonly UnitCode[]>;
  /** One transaction; resolves to how many were counted. @throws CodedError `release-mismatch` */
  releaseBackChecks(
    province: UnitCode,
    decide: (waiting: readonly WaitingSealedBackCheck[]) => BackCheckRelease,
  ): Promise<number>;
  /**
   * One transaction of role hl_ballot; tallies and leaves follow the plan. Resolves to how many were released.
   * @param unitCode whose responses they become
   * @param below communes from whose mixes the plan may take, too; the ledger tells what they passed up
   * @throws CodedError `release-mismatch`, `ledger-closed` when the ledger has closed the plan's day
   */
  release(
    unitCode: UnitCode,
    decide: (scene: ReleaseScene) => ReleasePlan,
    below?: readonly UnitCode[],
  ): Promise<number>;
  /** Units with something in the mix, or with a released response that is asked back. */
  waitingUnits(): Promise<readonly UnitCode[]>;
  /** Rewrites the published cells of one month: `decide` sees the tallies of every unit. */
  publish(month: string, decide: (tallies: readonly Cell[]) => readonly Cell[], publishedOn: string): Promise<void>;
  /** Months whose tallies changed since they were last published. */
  unpublished(): Promise<readonly string[]>;
}
