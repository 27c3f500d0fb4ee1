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
  /** Here another survey begins: the line stops before it, and these words say so. */
  readonly breakNote?: string;
  /** Of something that happened then, above a dashed line: "1". */
  readonly mark?: string | null;
}

const WIDTHS = { wide: 450, narrow: 330, picture: 680 } as const;
/** Every other month is named. */
const EVERY = 2;
const HEIGHTS = { wide: 202, narrow: 202, picture: 312 } as const;
const GRID = { left: 32, right: 78, top: 20, bottom: 42 } as const;
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
          renderItem: (_params: unknown, api: CustomSeriesRenderItemAPI) => draw({ runs, points, min }, api),
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
      if (!isOpen || point.breakNote !== undefined) runs.push([]);
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

interface Picture {
  readonly runs: readonly (readonly Known[])[];
  readonly points: readonly TrendPoint[];
  readonly min: number;
}

function draw({ runs, points, min }: Picture, api: CustomSeriesRenderItemAPI): Drawn {
  const at = (i: number, percent: number): Place => {
    const [x = 0, y = 0] = api.coord([i, percent]);
    return [x, y];
  };
  const last = runs.at(-1)?.at(-1);
  const note = last === undefined ? [] : [noteOf(last.note, at(last.i, last.value))];
  const breaks = runs.flatMap(([first]) =>
    first?.breakNote === undefined ? [] : drawBreak(first.breakNote, first.i, min, at),
  );
  const marks = points.flatMap(({ mark }, i) => (mark ? drawMark(mark, at(i, 100), at(i, min)) : []));
  return { type: 'group', children: [...breaks, ...marks, ...runs.flatMap((run) => drawRun(run, at)), ...note] };
}

type At = (i: number, percent: number) => Place;

/** A dashed line between two months. */
function drawBreak(words: string, i: number, min: number, at: At) {
  const [x, top] = at(i - 0.5, 100);
  const [, bottom] = at(i - 0.5, min);
  const style = { stroke: INK.quiet, lineWidth: 1, lineDash: [4, 4] };
  const label = {
    text: words,
    fill: INK.quiet,
    fontSize: FONT.axis,
    textAlign: 'right',
    textVerticalAlign: 'bottom',
  } as const;
  return [
    { type: 'line', shape: { x1: x, y1: top, x2: x, y2: bottom }, style },
    { type: 'text', x: x - 5, y: bottom - 4, style: label },
  ] as const;
}

function drawMark(words: string, [x, top]: Place, [, bottom]: Place) {
  const stroke = { stroke: INK.quiet, lineWidth: 1, lineDash: [2, 3] };
  const style = { text: words, fill: INK.text, fontSize: FONT.axis, fontWeight: FONT.strong } as const;
  return [
    { type: 'line', shape: { x1: x, y1: top, x2: x, y2: bottom }, style: stroke },
    { type: 'text', x, y: top - 2, style: { ...style, textAlign: 'center', textVerticalAlign: 'bottom' } },
  ] as const;
}

function drawRun(run: readonly Known[], at: At) {
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
