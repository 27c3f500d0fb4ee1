import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts';
import { FONT, INK, renderChart } from './chart.ts';

export interface TrendPoint {
  /** "T8", and the year that it belongs to, which is written where it changes. */
  readonly label: string;
  readonly year: string;
  /** Percent, 0 to 100; null leaves a gap. */
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
  /** Stands beside the last point: "84,09 %". */
  readonly note: string;
}

const WIDTHS = { wide: 450, narrow: 330, picture: 680 } as const;
/** Every other month is named. */
const EVERY = 2;
const HEIGHTS = { wide: 190, narrow: 190, picture: 300 } as const;
const GRID = { left: 32, right: 78, top: 8, bottom: 42 } as const;
/** Of the band of a month that stands alone. */
const ALONE_WIDTH = 10;

type Drawn = NonNullable<CustomSeriesRenderItemReturn>;
type Place = readonly [number, number];
type Known = TrendPoint & { readonly value: number; readonly i: number };

/** A line with its band of intervals; the axis starts at the multiple of twenty below the lowest interval. */
export function renderTrendChart(points: readonly TrendPoint[], layout: keyof typeof WIDTHS): string {
  const runs = runsOf(points);
  const min = Math.floor(Math.min(99, ...runs.flat().map(({ low }) => low)) / 20) * 20;
  return renderChart(
    {
      grid: GRID,
      xAxis: {
        type: 'category',
        data: labelsOf(points),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: INK.line } },
        axisLabel: { color: INK.quiet, fontSize: FONT.axis, lineHeight: 18, interval: 0, verticalAlign: 'top' },
      },
      yAxis: {
        type: 'value',
        min,
        max: 100,
        interval: min >= 80 ? 5 : min >= 60 ? 10 : 20,
        axisLabel: { color: INK.quiet, fontSize: FONT.axis },
        splitLine: { lineStyle: { color: INK.line } },
      },
      series: [
        {
          type: 'custom',
          silent: true,
          data: [[0, 0]],
          renderItem: (_params: unknown, api: CustomSeriesRenderItemAPI) => draw(runs, api),
        },
      ],
    },
    { width: WIDTHS[layout], height: HEIGHTS[layout] },
  );
}

/** Months without a gap between them. */
function runsOf(points: readonly TrendPoint[]): readonly (readonly Known[])[] {
  const runs: Known[][] = [];
  let isOpen = false;
  for (const [i, point] of points.entries()) {
    const { value } = point;
    if (value !== null) {
      if (!isOpen) runs.push([]);
      runs.at(-1)?.push({ ...point, value, i });
    }
    isOpen = value !== null;
  }
  return runs;
}

/** Counted from the newest month, which is always named; a year stands under the first month that is named of it. */
function labelsOf(points: readonly TrendPoint[]): readonly string[] {
  return points.map(({ label, year }, i) => {
    if ((points.length - 1 - i) % EVERY !== 0) return '';
    return points[i - EVERY]?.year === year ? label : `${label}\n${year}`;
  });
}

function draw(runs: readonly (readonly Known[])[], api: CustomSeriesRenderItemAPI): Drawn {
  const at = (i: number, percent: number): Place => {
    const [x = 0, y = 0] = api.coord([i, percent]);
    return [x, y];
  };
  const last = runs.at(-1)?.at(-1);
  const note = last === undefined ? [] : [noteOf(last.note, at(last.i, last.value))];
  return { type: 'group', children: [...runs.flatMap((run) => drawRun(run, at)), ...note] };
}

function drawRun(run: readonly Known[], at: (i: number, percent: number) => Place) {
  const lows = run.map(({ i, low }) => at(i, low));
  const highs = run.map(({ i, high }) => at(i, high));
  const line = run.map(({ i, value }) => at(i, value));
  const band = run.length === 1 ? widened([...highs, ...lows]) : [...highs, ...lows.toReversed()];
  return [
    { type: 'polygon', shape: { points: band.map(both) }, style: { fill: INK.range } },
    { type: 'polyline', shape: { points: line.map(both) }, style: { stroke: INK.series, lineWidth: 2, fill: 'none' } },
    ...line.map(([cx, cy]) => circle(cx, cy)),
  ] as const;
}

function widened([high = [0, 0], low = [0, 0]]: readonly Place[]): readonly Place[] {
  const half = ALONE_WIDTH / 2;
  return [
    [high[0] - half, high[1]],
    [high[0] + half, high[1]],
    [low[0] + half, low[1]],
    [low[0] - half, low[1]],
  ];
}

function both([x, y]: Place): number[] {
  return [x, y];
}

function circle(cx: number, cy: number) {
  return { type: 'circle', shape: { cx, cy, r: 3.5 }, style: { fill: INK.series, stroke: INK.paper } } as const;
}

function noteOf(words: string, [x, y]: Place) {
  const style = { text: words, fill: INK.text, fontSize: FONT.text, fontWeight: FONT.strong } as const;
  return { type: 'text', x: x + 9, y, style: { ...style, textVerticalAlign: 'middle' } } as const;
}
