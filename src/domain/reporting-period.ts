/** Local calendar days `YYYY-MM-DD`, inclusive. */
export interface ReportingPeriod {
  readonly from: string;
  readonly to: string;
}

const LENGTHS = { month: 1, quarter: 3, half: 6, year: 12 } as const;
export type ReportingKind = keyof typeof LENGTHS;

/**
 * The period of an administrative report: from the 15th of the month before it to the 14th of its last month
 * (NĐ 09/2019/NĐ-CP on reports, article 12; verify before it is quoted as law). For what is counted by days, such as
 * rates; published cells are whole calendar months.
 *
 * @param position 1 to 12 for months, 1 to 4 for quarters, 1 or 2 for half years, 1 for a year
 */
export function reportingPeriod(kind: ReportingKind, year: number, position: number): ReportingPeriod {
  const length = LENGTHS[kind];
  if (!Number.isInteger(position) || position < 1 || position * length > 12) throw new RangeError('No such period.');
  const last = position * length;
  return { from: day(year, last - length, 15), to: day(year, last, 14) };
}

/** The reporting month that a day belongs to: from the 15th on it is the next calendar month. */
export function reportingMonthOf(date: string): { readonly year: number; readonly month: number } {
  const [year = NaN, month = NaN, dayOfMonth = NaN] = date.split('-').map(Number);
  if (dayOfMonth < 15) return { year, month };
  return month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
}

/** Month 0 is December of the year before. */
function day(year: number, month: number, dayOfMonth: number): string {
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).toISOString().slice(0, 10);
}
