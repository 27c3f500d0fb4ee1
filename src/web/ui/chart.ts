import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([SVGRenderer, GridComponent, AriaComponent, BarChart, LineChart, CustomChart]);

/**
 * Colours that charts are drawn with; they leave the server as custom properties, so that one drawing serves light,
 * dark and print.
 */
export const INK = {
  text: '#000001',
  quiet: '#000002',
  line: '#000003',
  series: '#000004',
  range: '#000005',
  paper: '#000006',
} as const;

const PROPERTIES: Readonly<Record<string, string>> = {
  [INK.text]: 'var(--text)',
  [INK.quiet]: 'var(--text-quiet)',
  [INK.line]: 'var(--line)',
  [INK.series]: 'var(--series)',
  [INK.range]: 'var(--series-range)',
  [INK.paper]: 'var(--paper)',
};

/** In pixels of the drawing, which is shown slightly smaller. Never as `font`: that would not pass `withoutStyles`. */
export const FONT = { axis: 14, text: 15, strong: 600 } as const;

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** Draws on the server, in about 3 ms. The SVG holds no style element, style attribute or script: the content policy refuses them. */
export function renderChart(option: EChartsCoreOption, size: ChartSize): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ animation: false, ...option });
    return withoutStyles(chart.renderToSVGString());
  } finally {
    // An undisposed chart keeps the process alive.
    chart.dispose();
  }
}

/** Declarations become presentation attributes; hover rules and ECharts' own marks go. */
export function withoutStyles(svg: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_[a-z_]+|xml:space|xmlns:xlink|baseProfile|version)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_all, declarations: string) => asAttributes(declarations))
    .replace(/^<svg width="\d+" height="\d+"/, '<svg class="chart__svg" aria-hidden="true" focusable="false"')
    .replace(/"(#00000[1-6])"/g, (_all, colour: string) => `"${PROPERTIES[colour] ?? colour}"`)
    .trim();
}

function asAttributes(declarations: string): string {
  return declarations
    .split(';')
    .map((declaration) => /^\s*(font-size|font-weight)\s*:\s*([\w.]+)\s*$/.exec(declaration))
    .map((match) => (match ? ` ${match[1] ?? ''}="${match[2] ?? ''}"` : ''))
    .join('');
}
