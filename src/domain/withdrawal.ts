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
 * responses, or its two editions would tell the one that left: so a withdrawal goes with enough others, released or
 * withdrawn, that stand in all the same cells. What finds no company is deleted at the end of its time all the same,
 * and then no cell moves at all.
 */
export function planWithdrawals(
  pending: readonly PendingWithdrawal[],
  released: readonly PendingWithdrawal['response'][],
  batch: number,
): WithdrawalPlan {
  const moving = new Map<string, number>();
  for (const response of [...released, ...pending.map(({ response }) => response)]) {
    moving.set(cellsOf(response), (moving.get(cellsOf(response)) ?? 0) + 1);
  }
  const hasCompany = ({ response }: PendingWithdrawal) => (moving.get(cellsOf(response)) ?? 0) >= batch;
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
