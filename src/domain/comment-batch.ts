import { groupBy } from '../lib/group-by.ts';
import type { UnitCode } from './unit.ts';

/** No batch holds fewer: whoever knows who came cannot tell which of the comments is whose. */
export const MIN_COMMENTS = 5;
/** So long a unit may gather comments of its own before they go with its parent's. */
export const OWN_DAYS = 14;

export interface WaitingComment {
  readonly id: string;
  readonly unitCode: UnitCode;
  /** Whole days since its response was released. */
  readonly waitedDays: number;
}

export interface CommentBatch {
  /** Of all comments in it, or the parent of their units. */
  readonly unitCode: UnitCode;
  /** In no order that tells anything. */
  readonly ids: readonly string[];
}

interface BatchRules {
  readonly parentOf: (unit: UnitCode) => UnitCode | null;
  /** Gives a permutation of 0 to n-1. */
  readonly shuffle: (n: number) => readonly number[];
}

/**
 * The batches that may be published now: at least five comments of one unit. Units with fewer wait; once one of them
 * has waited two weeks, those of one parent go together as the parent's, and after two more weeks the country's.
 */
export function planBatches(waiting: readonly WaitingComment[], rules: BatchRules): readonly CommentBatch[] {
  const batches: CommentBatch[] = [];
  let rest = waiting.map((comment) => ({ comment, unit: comment.unitCode }));
  for (let patience = 0; rest.length > 0; patience += OWN_DAYS) {
    const left: typeof rest = [];
    for (const [unitCode, group] of groupBy(rest, ({ unit }) => unit)) {
      const isDue = patience === 0 || group.some(({ comment }) => comment.waitedDays >= patience);
      if (isDue && group.length >= MIN_COMMENTS) {
        batches.push({
          unitCode,
          ids: shuffled(
            group.map(({ comment }) => comment.id),
            rules,
          ),
        });
      } else left.push(...group);
    }
    rest = left.flatMap(({ comment, unit }) => {
      const parent = rules.parentOf(unit);
      return parent === null ? [] : [{ comment, unit: parent }];
    });
  }
  return batches;
}

function shuffled(ids: readonly string[], { shuffle }: BatchRules): readonly string[] {
  const sorted = ids.toSorted();
  return shuffle(sorted.length).flatMap((position) => sorted[position] ?? []);
}
