import type { MissedReason } from '../../domain/coverage.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Cell } from '../../domain/publication.ts';
import type { RateCounts, RateFilter, RateGrouping, UnitMonthCounts } from '../../domain/rate.ts';
import type { ScoreCounts } from '../../domain/score.ts';
import type { UnitCode, UnitScope } from '../../domain/unit.ts';

export interface CellFilter {
  /** Months, first days, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly units: readonly UnitCode[];
  readonly dimension: string;
  readonly value: string | null;
}

/** The response rate of a unit in one month, that anybody may know. */
export interface PublishedRate {
  readonly unitCode: UnitCode;
  /** Its first day. */
  readonly month: string;
  readonly delivered: number;
  readonly finished: number;
}

export interface DailyFilter {
  /** Of completion. */
  readonly day: string;
  /** The same day as instants, `to` being the first one after it. */
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
  readonly unit: UnitScope;
}

export interface DailyCounts {
  readonly registered: number;
  /** Invitations that stand alike; of the two instants only whether they are there, and past. */
  readonly groups: readonly (Pick<
    Invitation,
    'exclusion' | 'closeReason' | 'status' | 'channel' | 'proof' | 'invitedAt' | 'notAfter'
  > & { readonly count: number })[];
}

/** The scores of one published cell, over all its questions. */
export interface MonthScores {
  readonly surveyId: string;
  readonly unitCode: UnitCode;
  /** Its first day. */
  readonly month: string;
  readonly responses: number;
  readonly counts: ScoreCounts;
}

/** Completed dossiers of one group; exactly one of `month` and `unit` is set, or neither in the sums over all. */
export interface CoverageCount {
  /** Null: invited. */
  readonly reason: MissedReason | null;
  /** Its first day. */
  readonly month: string | null;
  readonly unit: UnitCode | null;
  readonly count: number;
}

export interface BackCheckFilter {
  /** Months, first days, inclusive. */
  readonly from: string;
  readonly to: string;
  /** Provinces, or the country. */
  readonly units: readonly UnitCode[];
}

export interface BackCheckFigures {
  /** Published, of the survey of the back-check. */
  readonly cells: readonly Cell[];
  /** Of every province, how many were asked. */
  readonly asked: ReadonlyMap<UnitCode, number>;
}

export interface FigureStore {
  /** Role hl_console. */
  counts(filter: RateFilter, groupBy: RateGrouping | null, scope: UnitScope): Promise<readonly RateCounts[]>;
  /** Of months in a range (first days, inclusive), for every unit that has dossiers of its own. */
  countsByUnitAndMonth(from: string, to: string): Promise<readonly UnitMonthCounts[]>;
  /** Role hl_register: these instead of all there were. */
  publishRates(rates: readonly PublishedRate[]): Promise<void>;
  /** Of months in a range (first days, inclusive); what anybody may know. */
  publishedRates(filter: Pick<CellFilter, 'from' | 'to' | 'units'>): Promise<readonly PublishedRate[]>;
  cells(filter: CellFilter): Promise<readonly Cell[]>;
  /** As `cells`, added up over the questions there: many units at once are read without their questions. */
  scores(filter: CellFilter): Promise<readonly MonthScores[]>;
  coverage(filter: RateFilter, by: 'unit' | 'province', scope: UnitScope): Promise<readonly CoverageCount[]>;
  daily(filter: DailyFilter): Promise<DailyCounts>;
  /**
   * Role hl_register: adds so many noted changes of counts to the cells that figures are added up from, and returns how
   * many there were. No figure changes by it.
   */
  sumRates(limit: number): Promise<number>;
  backChecks(filter: BackCheckFilter): Promise<BackCheckFigures>;
}
