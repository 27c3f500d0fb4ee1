import type { Counts } from './publication.ts';
import { toPercent, wilson, type Interval } from './wilson.ts';

/** n1 to n5: how many gave each score. */
export type ScoreCounts = readonly [number, number, number, number, number];

/** Three figures of the same answers; each is labelled wherever it is shown, and none is computed from another. */
export interface Figures {
  /** Answers with a score; not applicable and skipped are in no figure. */
  readonly answers: number;
  /** Percent of answers 4 and 5, with Wilson's 95 % interval. */
  readonly share: Interval;
  /** 100 × mean / 5: 20 to 100, neutral is 60. */
  readonly meanOf5: number;
  /** 100 × (mean - 1) / 4: 0 to 100, neutral is 50. */
  readonly meanOf100: number;
}

/** Null when nobody gave a score. */
export function figuresOf(counts: ScoreCounts): Figures | null {
  const answers = counts.reduce((sum, count) => sum + count, 0);
  const share = wilson(counts[3] + counts[4], answers);
  if (!share) return null;
  const mean = counts.reduce((sum, count, i) => sum + count * (i + 1), 0) / answers;
  return { answers, share: toPercent(share), meanOf5: (100 * mean) / 5, meanOf100: (100 * (mean - 1)) / 4 };
}

/** Without not applicable and skipped. */
export function scoresOf(counts: Counts): ScoreCounts {
  return [counts[0], counts[1], counts[2], counts[3], counts[4]];
}

export function addScores(all: readonly ScoreCounts[]): ScoreCounts {
  return all.reduce<ScoreCounts>(
    (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4]],
    [0, 0, 0, 0, 0],
  );
}
