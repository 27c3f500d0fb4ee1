/** Counts of one unit and period for item 5.4 of the service quality index. */
export interface ServiceQualityCounts {
  readonly dossiers: number;
  readonly late: number;
  /** Dossiers with a complaint or a dislike. */
  readonly complained: number;
}

export interface ServiceQualityItem {
  /** Percent, two decimals. */
  readonly rate: number;
  /** Of 6, two decimals. */
  readonly points: number;
}

const FULL_POINTS = 6;
const FULL_FROM = 90;

/**
 * Item 5.4 of QĐ 766/QĐ-TTg (23/06/2022): 100 % less the share of late dossiers and the share with a complaint or a
 * dislike; from 90 % on the full 6 points, below that rate × 6 / 90 (domain.md §2.3). It is inferred from lateness and
 * complaints: silence counts as satisfied. So it stands by itself, labelled, and is never mixed with what people answered.
 * Null without dossiers.
 */
export function serviceQualityItem({ dossiers, late, complained }: ServiceQualityCounts): ServiceQualityItem | null {
  if (dossiers === 0) return null;
  const rate = Math.max(0, 100 - (100 * (late + complained)) / dossiers);
  const points = rate >= FULL_FROM ? FULL_POINTS : (rate * FULL_POINTS) / FULL_FROM;
  return { rate: rounded(rate), points: rounded(points) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
