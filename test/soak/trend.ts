/** One value at a time. */
export interface Point {
  readonly hours: number;
  readonly value: number;
}

/** A straight line through points, as a share of where it begins: 0.05 is five per cent an hour. */
export interface Trend {
  readonly perHour: number;
  /** Half the width of its 95 % interval; infinite for fewer than three points, or less than ten minutes. */
  readonly plusMinus: number;
}

/** What is asked of a value: it rises by less than this an hour. */
export const MOST_PER_HOUR = 0.05;

/** What rises in less says nothing of an hour. */
const LEAST_HOURS = 1 / 6;

/** `unclear`: the run was too short, or too restless, to tell. */
export type Verdict = 'steady' | 'rises' | 'unclear';

/** Least squares. */
export function trendOf(points: readonly Point[]): Trend {
  const count = points.length;
  const mean = (pick: (point: Point) => number) => points.reduce((sum, point) => sum + pick(point), 0) / count;
  const [hours, value] = [mean((point) => point.hours), mean((point) => point.value)];
  const spread = points.reduce((sum, point) => sum + (point.hours - hours) ** 2, 0);
  const lasted = (points.at(-1)?.hours ?? 0) - (points[0]?.hours ?? 0);
  if (count < 3 || lasted < LEAST_HOURS) return { perHour: 0, plusMinus: Number.POSITIVE_INFINITY };
  const slope = points.reduce((sum, point) => sum + (point.hours - hours) * (point.value - value), 0) / spread;
  const lineAt = (at: number) => value + slope * (at - hours);
  const rest = points.reduce((sum, point) => sum + (point.value - lineAt(point.hours)) ** 2, 0);
  const error = Math.sqrt(rest / (count - 2) / spread);
  const first = lineAt(points[0]?.hours ?? 0);
  return { perHour: slope / first, plusMinus: (studentT(count - 2) * error) / first };
}

export function verdictOn({ perHour, plusMinus }: Trend): Verdict {
  if (perHour + plusMinus < MOST_PER_HOUR) return 'steady';
  return perHour - plusMinus >= MOST_PER_HOUR ? 'rises' : 'unclear';
}

/** Of Student's distribution, 97.5 %: exact for few degrees of freedom, where it matters. */
const STUDENT_T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228] as const;

function studentT(degrees: number): number {
  return STUDENT_T[degrees - 1] ?? 1.96 + 2.8 / degrees;
}
