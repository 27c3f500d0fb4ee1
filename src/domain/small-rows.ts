import { MIN_INVITED } from './rate.ts';

/**
 * Positions of the rows that a ward does not see in a table whose total it does: those over fewer than ten, and as
 * many of the next smallest as it takes so that total less rows shown tells of no fewer than ten either. Empty rows
 * tell nothing.
 */
export function hiddenRows(counts: readonly number[], min = MIN_INVITED): ReadonlySet<number> {
  const filled = counts.map((count, position) => ({ count, position })).filter(({ count }) => count > 0);
  const rising = filled.toSorted((a, b) => a.count - b.count);
  const small = rising.filter(({ count }) => count < min).length;
  if (small === 0) return new Set();
  const needed = rising.findIndex((_row, i) => i >= 1 && i + 1 >= small && sumOf(rising.slice(0, i + 1)) >= min);
  const hidden = needed === -1 ? rising : rising.slice(0, needed + 1);
  return new Set(hidden.map(({ position }) => position));
}

function sumOf(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
