import type { VNode } from 'preact';
import type { ScoreCounts } from '../../domain/score.ts';

/** A bar's half is 100 %, so that bars of a page compare. */
const HALF = 100;
const HEIGHT = 20;

/** Levels 1 and 2 to the left, 3 over the middle, 4 and 5 to the right; decoration, for the words stand beside it. */
export function DivergingBar({ counts }: { readonly counts: ScoreCounts }): VNode {
  const parts = partsOf(counts);
  return (
    <svg
      class="diverging"
      viewBox={`0 0 ${String(2 * HALF)} ${String(HEIGHT)}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="diverging__track" x="0" width={2 * HALF} y="0" height={HEIGHT} />
      {parts.map(({ level, start, width }) => (
        <rect key={level} class={`level level--${String(level)}`} x={start} width={width} y="0" height={HEIGHT} />
      ))}
      <line class="diverging__middle" x1={HALF} x2={HALF} y1="0" y2={HEIGHT} />
    </svg>
  );
}

export interface BarPart {
  /** 1 to 5. */
  readonly level: number;
  /** 0 is the left end, 100 the middle, 200 the right end. */
  readonly start: number;
  readonly width: number;
}

export function partsOf(counts: ScoreCounts): readonly BarPart[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const widths = counts.map((count) => (all === 0 ? 0 : (HALF * count) / all));
  const before = (i: number) => widths.slice(0, i).reduce((sum, width) => sum + width, 0);
  const left = before(2) + (widths[2] ?? 0) / 2;
  return widths.map((width, i) => ({ level: i + 1, start: HALF - left + before(i), width }));
}
