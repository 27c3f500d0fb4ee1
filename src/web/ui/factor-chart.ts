import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts';
import { FONT, INK, renderChart } from './chart.ts';

export interface FactorBar {
  readonly label: string;
  /** Percent, 0 to 100; null draws no bar but says `note`. */
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
  /** At the end of the row: "84,09 %"; or why there is no value, in place of the bar. */
  readonly note: string;
}

/** For a column of a wide page, a phone, and a picture in a document; each is drawn near the size at which it is seen. */
const WIDTHS = { wide: 450, narrow: 330, picture: 680 } as const;
const ROW_HEIGHT = 56;
const AXIS_HEIGHT = 24;
const NOTE_WIDTH = 84;
const BAR_HEIGHT = 16;

/** Horizontal bars from zero with whiskers, one a factor; names above, values beside, no legend. */
export function renderFactorChart(bars: readonly FactorBar[], layout: keyof typeof WIDTHS): string {
  return renderChart(
    {
      grid: { left: 8, right: NOTE_WIDTH, top: 0, bottom: AXIS_HEIGHT },
      xAxis: {
        type: 'value',
        min: 0,
        max: 100,
        interval: 25,
        axisLabel: { color: INK.quiet, fontSize: FONT.axis },
        splitLine: { lineStyle: { color: INK.line } },
      },
      yAxis: { type: 'category', data: bars.map((bar) => bar.label), inverse: true, show: false },
      series: [
        {
          type: 'custom',
          silent: true,
          data: bars.map((bar, i) => [i, bar.low, bar.value ?? 0, bar.high]),
          renderItem: (_params: unknown, api: CustomSeriesRenderItemAPI) =>
            drawRow(api, bars[Number(api.value(0))], layout),
        },
      ],
    },
    { width: WIDTHS[layout], height: bars.length * ROW_HEIGHT + AXIS_HEIGHT },
  );
}

function drawRow(
  api: CustomSeriesRenderItemAPI,
  bar: FactorBar | undefined,
  layout: keyof typeof WIDTHS,
): CustomSeriesRenderItemReturn {
  if (!bar) return { type: 'group', children: [] };
  const at = (percent: number) => api.coord([percent, Number(api.value(0))])[0] ?? 0;
  const middle = api.coord([0, Number(api.value(0))])[1] ?? 0;
  const y = middle + 12;
  const name = text(bar.label, at(0), middle - 12, INK.text);
  if (bar.value === null) return { type: 'group', children: [name, text(bar.note, at(0), y, INK.quiet)] };
  const note = text(bar.note, WIDTHS[layout] - NOTE_WIDTH + 10, y, INK.text, true);
  const column = {
    type: 'rect',
    shape: { x: at(0), y: y - BAR_HEIGHT / 2, width: at(bar.value) - at(0), height: BAR_HEIGHT },
    style: { fill: INK.series },
  } as const;
  return { type: 'group', children: [name, note, column, ...whisker(at(bar.low), at(bar.high), y)] };
}

/** A line from end to end of the interval, on a wider one of the page's colour that sets it off from the bar. */
function whisker(low: number, high: number, y: number) {
  const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, lineWidth: number) =>
    ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth } }) as const;
  const ends = [low, high].map((x) => line(x, y - 6, x, y + 6, INK.text, 2));
  return [line(low - 1, y, high + 1, y, INK.paper, 5), line(low, y, high, y, INK.text, 2), ...ends];
}

function text(words: string, x: number, y: number, fill: string, isStrong = false) {
  const weight = isStrong ? { fontWeight: FONT.strong } : {};
  return {
    type: 'text',
    x,
    y,
    style: { text: words, fill, fontSize: FONT.text, ...weight, textVerticalAlign: 'middle' },
  } as const;
}
