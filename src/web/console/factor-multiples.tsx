import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Satisfaction } from '../../domain/satisfaction.ts';
import type { IndexReport } from '../../service/show-indices.ts';
import { ChartFileLinks, type ChartFiles } from '../ui/chart-figure.tsx';
import { formatCount, formatPercent, pageTextFor } from '../ui/format.ts';
import type { FactorBar } from '../ui/factor-chart.ts';
import { commonMin, Sparkline, type SparkPoint } from '../ui/sparkline.tsx';
import { Table } from '../ui/table.tsx';
import type { Year } from './overview-data.ts';
import { breaksOf } from './series-breaks.ts';
import { consoleTextFor, figuresTextFor } from './text.ts';

interface FactorProps {
  readonly report: IndexReport;
  readonly year: Year;
  readonly files: ChartFiles | null;
  readonly locale: Locale;
}

/** One small drawing a factor, all on one scale: where the period stands, and how it came there. */
export function FactorMultiples({ report, year, files, locale }: FactorProps): VNode {
  const text = figuresTextFor(locale);
  const series = report.factors.map(({ factor }) => year.map(({ figures }) => pointOf(factor.key, figures)));
  const min = commonMin(series);
  const note = text.factorsNote(formatPercent(min, locale, 0), formatPercent(100, locale, 0));
  const breaks = new Set(breaksOf(year));
  return (
    <section class="chart" aria-labelledby="factors">
      <h3 class="chart__title" id="factors">
        {text.factors}
      </h3>
      <p class="quiet">{note}</p>
      <ul class="multiples">
        {report.factors.map(({ factor, satisfaction }, i) => (
          <li class="multiple" key={factor.key}>
            <span class="multiple__name">{factor.name[locale]}</span>
            <Sparkline points={series[i] ?? []} min={min} breaks={breaks} />
            <ValueOf satisfaction={satisfaction} locale={locale} />
          </li>
        ))}
      </ul>
      <details>
        <summary>{pageTextFor(locale).asTable}</summary>
        <FactorTable report={report} locale={locale} />
      </details>
      <ChartFileLinks title={text.factors} files={files} locale={locale} />
    </section>
  );
}

/** The period alone, as a drawing that leaves the page. */
export function factorBars({ factors }: Pick<IndexReport, 'factors'>, locale: Locale): readonly FactorBar[] {
  return factors.map(({ factor, satisfaction }) => barOf(factor.name[locale], satisfaction, locale));
}

function barOf(label: string, satisfaction: Satisfaction, locale: Locale): FactorBar {
  if (satisfaction.kind === 'too-few')
    return { label, value: null, low: 0, high: 0, note: pageTextFor(locale).withheld.opinions };
  const { value, low, high } = satisfaction.share;
  return { label, value, low, high, note: formatPercent(value, locale) };
}

type MonthFigures = Year[number]['figures'];

function pointOf(key: string, figures: MonthFigures): SparkPoint {
  const found = figures?.factors.find(({ factor }) => factor.key === key)?.satisfaction;
  return found?.kind === 'figures' ? found.share : null;
}

function ValueOf({ satisfaction, locale }: { readonly satisfaction: Satisfaction; readonly locale: Locale }): VNode {
  if (satisfaction.kind === 'too-few')
    return <span class="multiple__value quiet">{pageTextFor(locale).withheld.opinions}</span>;
  const { value, low, high } = satisfaction.share;
  return (
    <span class="multiple__value">
      <b>{formatPercent(value, locale)}</b>
      <small>{pageTextFor(locale).shortInterval(formatPercent(low, locale, 1), formatPercent(high, locale, 1))}</small>
    </span>
  );
}

function FactorTable({ report, locale }: Pick<FactorProps, 'report' | 'locale'>): VNode {
  const text = consoleTextFor(locale).overview;
  return (
    <Table
      caption={text.factors}
      hideCaption
      columns={[
        { key: 'factor', label: text.factor },
        { key: 'share', label: text.satisfied, numeric: true },
        { key: 'interval', label: text.interval, numeric: true },
        { key: 'answers', label: text.answers, numeric: true },
      ]}
      rows={report.factors.map(({ factor, satisfaction }) => ({
        key: factor.key,
        cells: [factor.name[locale], ...cellsOf(satisfaction, locale)],
      }))}
    />
  );
}

function cellsOf(satisfaction: Satisfaction, locale: Locale): readonly string[] {
  if (satisfaction.kind === 'too-few') return [pageTextFor(locale).withheld.opinions, '–', '–'];
  const { share, answers } = satisfaction;
  const range = pageTextFor(locale).shortInterval(formatPercent(share.low, locale), formatPercent(share.high, locale));
  return [formatPercent(share.value, locale), range, formatCount(answers, locale)];
}
