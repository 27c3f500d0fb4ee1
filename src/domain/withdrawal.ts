import { groupBy } from '../lib/group-by.ts';
import { movingTogether } from './moving-together.ts';
import { isAnswered, type Attributes, type Ballot } from './response.ts';

/** A released response whose holder wants it back. */
export interface PendingWithdrawal {
  readonly id: string;
  readonly response: Pick<Ballot, 'surveyId' | 'completedMonth' | 'attributes' | 'disposition' | 'answers' | 'rating'>;
  /** Whole days since it was asked for. */
  readonly waitedDays: number;
}

export interface WithdrawalPlan {
  /** Leave the figures now. */
  readonly counted: readonly string[];
  /** Are deleted now, while the figures stay as they are: nothing else moved with them. */
  readonly uncounted: readonly string[];
}

/** The law gives 15 days for a withdrawal of consent (NĐ 356/2025/NĐ-CP, domain.md §5.1). */
export const MAX_WAIT_DAYS = 15;

/** The attributes by which figures are published. */
const PUBLISHED_BY: readonly (keyof Attributes)[] = ['procedureCode', 'filedVia', 'late', 'proof'];

/**
 * Which withdrawals take effect together with what is released now. No published cell may move by fewer than `batch`
 * responses, nor what it says of a question, or its two editions would tell the one that left: so a withdrawal goes with enough others, released or
 * withdrawn, that stand in all the same cells. What finds no company is deleted at the end of its time all the same,
 * and then no cell moves at all.
 */
export function planWithdrawals(
  pending: readonly PendingWithdrawal[],
  released: readonly PendingWithdrawal['response'][],
  batch: number,
): WithdrawalPlan {
  const moved = groupBy(released, cellsOf);
  const leaving = [...groupBy(pending, ({ response }) => cellsOf(response))].flatMap(([cells, group]) =>
    movingTogether(group, moved.get(cells) ?? [], ({ response }) => response, batch),
  );
  const accompanied = new Set(leaving);
  const hasCompany = (one: PendingWithdrawal) => accompanied.has(one);
  const ids = (some: readonly PendingWithdrawal[]) => some.map(({ id }) => id);
  return {
    counted: ids(pending.filter(hasCompany)),
    uncounted: ids(pending.filter((one) => !hasCompany(one) && one.waitedDays >= MAX_WAIT_DAYS)),
  };
}

/** Answers and rating are counted apart, and whoever has answered nothing is in no cell of the answers. */
function cellsOf(response: PendingWithdrawal['response']): string {
  const { surveyId, completedMonth, attributes, rating } = response;
  const values = PUBLISHED_BY.map((name) => attributes[name]);
  return JSON.stringify([surveyId, completedMonth, ...values, isAnswered(response), rating !== null]);
}
