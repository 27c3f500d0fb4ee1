import { addDays, firstOfMonth, monthOf } from '../lib/calendar.ts';

/** Local calendar days, inclusive. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface SplitDays {
  /** From a 1st or 15th to a 14th or the end of a month; null where no half month fits in. */
  readonly halves: Days | null;
  /** What is left before and behind. */
  readonly edges: readonly Days[];
}

const SECOND_HALF = '15';

/** Calendar months and reporting months are made of whole half months; any other days have edges. */
export function splitDays({ from, to }: Days): SplitDays {
  if (from > to) return { halves: null, edges: [] };
  const first = halfOf(from) === from ? from : nextHalf(from);
  const end = nextHalf(to) === addDays(to, 1) ? to : addDays(halfOf(to), -1);
  if (first > end) return { halves: null, edges: [{ from, to }] };
  const edges = [
    { from, to: addDays(first, -1) },
    { from: addDays(end, 1), to },
  ];
  return { halves: { from: first, to: end }, edges: edges.filter((edge) => edge.from <= edge.to) };
}

/** The first day of the half month that a day is in. */
export function halfOf(day: string): string {
  return day.slice(-2) < SECOND_HALF ? monthOf(day) : `${day.slice(0, -2)}${SECOND_HALF}`;
}

function nextHalf(day: string): string {
  const half = halfOf(day);
  return half.endsWith(SECOND_HALF) ? firstOfMonth(half, 1) : `${half.slice(0, -2)}${SECOND_HALF}`;
}
