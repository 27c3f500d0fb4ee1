import type { VNode } from 'preact';

/** Percent; null leaves a gap. */
export type SparkPoint = { readonly value: number; readonly low: number; readonly high: number } | null;

interface SparklineProps {
  /** One a month, oldest first. */
  readonly points: readonly SparkPoint[];
  /** Of the scale, which all that are compared share. */
  readonly min: number;
  /** Positions at which another survey begins: no line crosses them. */
  readonly breaks?: ReadonlySet<number>;
  /** Without its band, where hundreds stand on a page. */
  readonly bare?: boolean;
}

const WIDTH = 120;
const HEIGHT = 40;
const EDGE = 3;

type Known = { readonly x: number; readonly y: number; readonly top: number; readonly bottom: number };

/** A line with its band of intervals; decoration, for the figures stand beside it or in the table behind it. */
export function Sparkline({ points, min, breaks = new Set(), bare = false }: SparklineProps): VNode {
  const runs = runsOf(points, min, breaks);
  const last = runs.at(-1)?.at(-1);
  return (
    <svg class="spark" viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} aria-hidden="true">
      {runs.map((run, i) => (
        <g key={i}>
          {bare ? null : <path class="spark__band" d={bandOf(run)} />}
          <path class="spark__line" d={pathOf(run.map(({ x, y }) => [x, y]))} />
        </g>
      ))}
      {last ? <circle class="spark__end" cx={last.x} cy={last.y} r="2.5" /> : null}
    </svg>
  );
}

/** The scale on which all of some series show their differences: from a multiple of ten up to 100. */
export function commonMin(series: readonly (readonly SparkPoint[])[]): number {
  const lows = series.flat().flatMap((point) => (point ? [point.low] : []));
  return Math.floor(Math.min(80, ...lows) / 10) * 10;
}

function runsOf(
  points: readonly SparkPoint[],
  min: number,
  breaks: ReadonlySet<number>,
): readonly (readonly Known[])[] {
  const runs: Known[][] = [];
  let isOpen = false;
  const step = (WIDTH - 2 * EDGE) / Math.max(1, points.length - 1);
  const place = (percent: number) => rounded(HEIGHT - EDGE - ((percent - min) / (100 - min)) * (HEIGHT - 2 * EDGE));
  for (const [i, point] of points.entries()) {
    if (point) {
      if (!isOpen || breaks.has(i)) runs.push([]);
      const { value, low, high } = point;
      runs.at(-1)?.push({ x: rounded(EDGE + i * step), y: place(value), top: place(high), bottom: place(low) });
    }
    isOpen = point !== null;
  }
  return runs;
}

/** A month that stands alone gets a band as wide as its point. */
function bandOf(run: readonly Known[]): string {
  const [first] = run;
  const wide = run.length === 1 && first ? [moved(first, -2), moved(first, 2)] : run;
  const upper = wide.map(({ x, top }): readonly [number, number] => [x, top]);
  const lower = wide.toReversed().map(({ x, bottom }): readonly [number, number] => [x, bottom]);
  return `${pathOf([...upper, ...lower])}Z`;
}

function moved(known: Known, by: number): Known {
  return { ...known, x: rounded(known.x + by) };
}

function pathOf(places: readonly (readonly [number, number])[]): string {
  return places.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${String(x)} ${String(y)}`).join('');
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
