import { describe, expect, it } from 'vitest';
import { renderTrendChart, type TrendPoint } from '../../../src/web/ui/trend-chart.ts';

/** Twelve months up to November 2026; months without a value are gaps. */
function points(values: readonly (number | null)[]): readonly TrendPoint[] {
  return values.map((value, i) => ({
    label: `T${String(((i + 11) % 12) + 1)}`,
    year: i === 0 ? '2025' : '2026',
    value,
    low: (value ?? 0) - 5,
    high: Math.min((value ?? 0) + 5, 100),
    note: `${String(value)} %`,
  }));
}

const FULL = points([81, 82, 83, 84, 85, 86, 85, 84, 83, 82, 81, 80]);
const GAPS = points([null, 80, 81, null, null, 70, null, 60, 61, 62, null, 63]);

const count = (svg: string, part: string) => svg.split(part).length - 1;

describe('src/web/ui/trend-chart.ts', () => {
  it('draws without anything that the content policy refuses', () => {
    for (const layout of ['wide', 'narrow'] as const) {
      for (const months of [FULL, GAPS, points([null, null])]) {
        const svg = renderTrendChart(months, layout);
        expect(svg).toMatch(/^<svg class="chart__svg"/);
        expect(svg).not.toMatch(/<style|style=|<script|class="zr|#00000[1-6]|NaN/);
      }
    }
  });

  it('draws one line and one band a run, never across a month without a figure', () => {
    const svg = renderTrendChart(GAPS, 'wide');
    expect([count(svg, '<circle'), count(svg, '<polyline')]).toEqual([7, 4]);
    expect(count(svg, 'fill="var(--series-range)"')).toBe(4);
    expect(count(renderTrendChart(FULL, 'wide'), '<polyline')).toBe(1);
  });

  it('names the newest month and its value, every other month, and every year once', () => {
    const svg = renderTrendChart(FULL, 'wide');
    expect(svg).toContain('>80 %<');
    expect(svg).not.toContain('81 %');
    expect(['>T11<', '>T10<', '>T1<', '>2025<', '>2026<'].map((part) => count(svg, part))).toEqual([1, 0, 1, 0, 1]);
  });

  it('marks months in which something was improved, also where there is no value', () => {
    const marked = GAPS.map((point, i) => Object.assign({}, point, { mark: i === 0 ? '1' : i === 5 ? '2–4' : null }));
    const svg = renderTrendChart(marked, 'wide');
    expect([svg.includes('>1<'), svg.includes('>2–4<'), count(svg, 'stroke-dasharray')]).toEqual([true, true, 2]);
    expect(count(renderTrendChart(GAPS, 'wide'), 'stroke-dasharray')).toBe(0);
  });
});
