import type { Locale } from '../../../domain/locale.ts';
import { renderFactorChart } from '../../ui/factor-chart.ts';
import { renderTrendChart } from '../../ui/trend-chart.ts';
import { factorBars } from '../factor-multiples.tsx';
import { consoleTextFor } from '../text.ts';
import { isLine, trendPoints } from '../trend-figure.tsx';
import type { ReportData } from './report-data.ts';

/** Charts in two sizes: for a column of the page, and for a picture in a document. */
export type ReportCharts = readonly {
  readonly title: string;
  readonly note: string;
  readonly wide: string;
  readonly picture: string;
}[];

export function reportCharts({ index }: ReportData, locale: Locale): ReportCharts {
  if (index.kind !== 'report' || index.report.overall.kind === 'too-few') return [];
  const text = consoleTextFor(locale).overview;
  const points = trendPoints(index.year, locale);
  const bars = factorBars(index.report, locale);
  const trend = {
    title: text.trend,
    note: text.trendNote,
    wide: renderTrendChart(points, 'wide'),
    picture: renderTrendChart(points, 'picture'),
  };
  const factors = {
    title: text.factors,
    note: text.factorsNote,
    wide: renderFactorChart(bars, 'wide'),
    picture: renderFactorChart(bars, 'picture'),
  };
  return isLine(points) ? [trend, factors] : [factors];
}
