import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { ChartFigure, type ChartFiles } from '../ui/chart-figure.tsx';
import { formatBareMonth, formatCount, formatPercent, formatShortMonth, pageTextFor } from '../ui/format.ts';
import { Table } from '../ui/table.tsx';
import { renderTrendChart, type TrendPoint } from '../ui/trend-chart.ts';
import type { TrendMonth } from './overview-data.ts';
import { consoleTextFor } from './text.ts';

interface TrendProps {
  readonly trend: readonly TrendMonth[];
  readonly files: ChartFiles | null;
  readonly locale: Locale;
}

/** Twelve months as a line with its band; a line needs two of them. */
export function TrendFigure({ trend, files, locale }: TrendProps): VNode {
  const text = consoleTextFor(locale).overview;
  const points = trendPoints(trend, locale);
  if (!isLine(points)) {
    return (
      <div>
        <h3>{text.trend}</h3>
        <p class="quiet">{text.trendEmpty}</p>
      </div>
    );
  }
  return (
    <ChartFigure
      title={text.trend}
      note={text.trendNote}
      wide={renderTrendChart(points, 'wide')}
      narrow={renderTrendChart(points, 'narrow')}
      locale={locale}
      files={files}
    >
      <TrendTable trend={trend} locale={locale} />
    </ChartFigure>
  );
}

export function trendPoints(trend: readonly TrendMonth[], locale: Locale): readonly TrendPoint[] {
  return trend.map((month) => pointOf(month, locale));
}

/** A line needs two months. */
export function isLine(points: readonly TrendPoint[]): boolean {
  return points.filter(({ value }) => value !== null).length >= 2;
}

function pointOf({ month, satisfaction }: TrendMonth, locale: Locale): TrendPoint {
  const place = { label: formatShortMonth(month, locale), year: month.slice(0, 4) };
  if (satisfaction?.kind !== 'figures') return { ...place, value: null, low: 0, high: 0, note: '' };
  const { value, low, high } = satisfaction.share;
  return { ...place, value, low, high, note: formatPercent(value, locale) };
}

function TrendTable({ trend, locale }: Omit<TrendProps, 'files'>): VNode {
  const text = consoleTextFor(locale).overview;
  return (
    <Table
      caption={text.trend}
      hideCaption
      columns={[
        { key: 'month', label: text.month },
        { key: 'share', label: text.satisfied, numeric: true },
        { key: 'interval', label: text.interval, numeric: true },
        { key: 'responses', label: text.responses, numeric: true },
      ]}
      rows={trend.map(({ month, satisfaction }) => ({
        key: month,
        cells: [formatBareMonth(month, locale), ...cellsOf(satisfaction, locale)],
      }))}
    />
  );
}

function cellsOf(satisfaction: TrendMonth['satisfaction'], locale: Locale): readonly string[] {
  if (satisfaction?.kind !== 'figures') return [pageTextFor(locale).tooFew, '–', '–'];
  const { share, responses } = satisfaction;
  const range = pageTextFor(locale).shortInterval(formatPercent(share.low, locale), formatPercent(share.high, locale));
  return [formatPercent(share.value, locale), range, formatCount(responses, locale)];
}
