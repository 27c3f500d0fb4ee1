import { describe, expect, it } from 'vitest';
import { renderFactorChart } from '../../../src/web/ui/factor-chart.ts';

const bars = [
  { label: 'Tiếp cận <b>&"</b>', value: 87.5, low: 73.9, high: 94.5, note: '87,50 %' },
  { label: 'Kết quả', value: null, low: 0, high: 0, note: 'Chưa đủ 10 ý kiến' },
];

describe('src/web/ui/factor-chart.ts', () => {
  it('draws without anything that the content policy refuses', () => {
    for (const layout of ['wide', 'narrow'] as const) {
      const svg = renderFactorChart(bars, layout);
      expect(svg).toMatch(/^<svg class="chart__svg"/);
      expect(svg).not.toMatch(/<style|style=|<script|class="zr|#00000[1-6]|NaN/);
    }
  });

  it('escapes names and says why a value is missing', () => {
    const svg = renderFactorChart(bars, 'wide');
    expect(svg).not.toContain('<b>');
    expect(svg).toContain('87,50 %');
    expect(svg).toContain('Chưa đủ 10 ý kiến');
  });

  it('draws no bar and no whisker where there is no value', () => {
    const count = (svg: string) => svg.split('var(--series)').length - 1;
    expect(count(renderFactorChart(bars, 'wide'))).toBe(1);
  });
});
