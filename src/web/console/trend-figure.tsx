import type { VNode } from 'preact';
import type { Improvement } from '../../domain/improvement.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Satisfaction } from '../../domain/satisfaction.ts';
import { ChartFigure, type ChartFiles } from '../ui/chart-figure.tsx';
import {
  formatBareMonth,
  formatCount,
  formatMonth,
  formatPercent,
  formatShortMonth,
  pageTextFor,
} from '../ui/format.ts';
import { Table } from '../ui/table.tsx';
import { renderTrendChart, type TrendPoint } from '../ui/trend-chart.ts';
import type { Year } from './overview-data.ts';
import { breaksOf } from './series-breaks.ts';
import { consoleTextFor, figuresTextFor, improvementsTextFor } from './text.ts';

interface TrendProps {
  readonly year: Year;
  /** Oldest first; numbered in this order, on the chart and below it. */
  readonly improvements: readonly Improvement[];
  readonly files: ChartFiles | null;
  readonly locale: Locale;
}

/** Twelve months as a line with its band; a line needs two of them. */
export function TrendFigure({ year, improvements, files, locale }: TrendProps): VNode {
  const text = consoleTextFor(locale).overview;
  const words = figuresTextFor(locale);
  const points = trendPoints(year, locale, improvements);
  const first = breaksOf(year).flatMap((i) => year[i] ?? [])[0];
  if (!isLine(points)) {
    return (
      <div>
        <h3>{text.trend}</h3>
        <p class="quiet">{text.trendEmpty}</p>
      </div>
    );
  }
  return (
    <>
      <ChartFigure
        title={text.trend}
        note={[text.trendNote, ...(first ? [words.seriesBreakNote(formatMonth(first.month, locale))] : [])].join(' ')}
        wide={renderTrendChart(points, 'wide')}
        narrow={renderTrendChart(points, 'narrow')}
        locale={locale}
        files={files}
      >
        <TrendTable year={year} locale={locale} />
      </ChartFigure>
      <ImprovementList improvements={improvements} locale={locale} />
    </>
  );
}

export function trendPoints(
  year: Year,
  locale: Locale,
  improvements: readonly Improvement[] = [],
): readonly TrendPoint[] {
  const breaks = breaksOf(year);
  const breakNote = figuresTextFor(locale).seriesBreak;
  return year.map((month, i) => ({
    ...pointOf(month, locale),
    mark: marksOf(month, improvements),
    ...(breaks.includes(i) ? { breakNote } : {}),
  }));
}

/** "1", or "2–4" where one month saw several. */
function marksOf({ month }: Year[number], improvements: readonly Improvement[]): string | null {
  const first = improvements.findIndex((one) => one.month === month) + 1;
  const last = improvements.findLastIndex((one) => one.month === month) + 1;
  if (first === 0) return null;
  return first === last ? String(first) : `${String(first)}–${String(last)}`;
}

function ImprovementList({ improvements, locale }: Pick<TrendProps, 'improvements' | 'locale'>): VNode | null {
  const text = improvementsTextFor(locale);
  if (improvements.length === 0) return null;
  return (
    <section aria-label={text.onTrend}>
      <p class="quiet">{text.onTrend}</p>
      <ol class="numbers">
        {improvements.map(({ id, month, text: words }) => (
          <li key={id}>
            {formatBareMonth(month, locale)}: {words}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A line needs two months. */
export function isLine(points: readonly TrendPoint[]): boolean {
  return points.filter(({ value }) => value !== null).length >= 2;
}

function pointOf({ month, figures }: Year[number], locale: Locale): TrendPoint {
  const place = { label: formatShortMonth(month, locale), year: month.slice(0, 4) };
  const satisfaction = figures?.satisfaction;
  if (satisfaction?.kind !== 'figures') return { ...place, value: null, low: 0, high: 0, note: '' };
  const { value, low, high } = satisfaction.share;
  return { ...place, value, low, high, note: formatPercent(value, locale) };
}

function TrendTable({ year, locale }: Pick<TrendProps, 'year' | 'locale'>): VNode {
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
      rows={year.map(({ month, figures }) => ({
        key: month,
        cells: [formatBareMonth(month, locale), ...cellsOf(figures?.satisfaction, locale)],
      }))}
    />
  );
}

function cellsOf(satisfaction: Satisfaction | undefined, locale: Locale): readonly string[] {
  if (satisfaction?.kind !== 'figures') return [pageTextFor(locale).withheld.opinions, '–', '–'];
  const { share, responses } = satisfaction;
  const range = pageTextFor(locale).shortInterval(formatPercent(share.low, locale), formatPercent(share.high, locale));
  return [formatPercent(share.value, locale), range, formatCount(responses, locale)];
}
