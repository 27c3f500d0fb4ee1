import type { FactorKey } from '../../domain/survey.ts';
import type { UnitCode, UnitScope } from '../../domain/unit.ts';

/** Of a released response; its text as it lies in the ballot box. */
export interface UnpublishedComment {
  readonly id: string;
  readonly unitCode: UnitCode;
  readonly text: string;
  /** Local day. */
  readonly releasedOn: string;
}

/** What is published together, in the order in which it is shown. */
export interface NewCommentBatch {
  readonly unitCode: UnitCode;
  /** First day of the month. */
  readonly month: string;
  readonly comments: readonly {
    readonly responseId: string;
    readonly text: string;
    readonly folded: string;
    readonly topics: readonly FactorKey[];
  }[];
}

export interface PublishedComment {
  /** 1, 2, 3 … in the order of publication. */
  readonly batch: number;
  readonly position: number;
  /** Of all comments in the batch, or the parent of their units. */
  readonly unitCode: UnitCode;
  /** First day of the month of publication. */
  readonly month: string;
  readonly text: string;
  readonly topics: readonly FactorKey[];
}

/** `none` is what no rule finds a topic for. */
export type CommentTopic = FactorKey | 'none';

export interface CommentQuery {
  /** Months, first days, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly scope: UnitScope;
  /** Words without marks that a comment must hold, in this order; null for every comment. */
  readonly words: string | null;
}

export interface CommentPlace {
  readonly batch: number;
  readonly position: number;
}

export interface CommentStore {
  /** One transaction of role hl_ballot, alone; resolves to the number of batches. */
  publish(decide: (waiting: readonly UnpublishedComment[]) => readonly NewCommentBatch[]): Promise<number>;
  /** Role hl_console: newest batch first, from after a place. */
  find(
    query: CommentQuery,
    topic: CommentTopic | null,
    after: CommentPlace | null,
    limit: number,
  ): Promise<readonly PublishedComment[]>;
  /**
   * Role hl_console: how many comments there are of each topic, and `all`; null when more than `most` hold the words.
   * Of the whole country as they were when comments were last published.
   */
  count(query: CommentQuery, most: number): Promise<ReadonlyMap<CommentTopic | 'all', number> | null>;
}
