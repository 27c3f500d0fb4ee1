import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Satisfaction } from '../../domain/satisfaction.ts';
import type { IndexReport } from '../../service/show-indices.ts';
import { ChartFigure, type ChartFiles } from '../ui/chart-figure.tsx';
import { renderFactorChart, type FactorBar } from '../ui/factor-chart.ts';
import { formatCount, formatNumber, formatPercent, pageTextFor } from '../ui/format.ts';
import { EmptyState, Notice } from '../ui/notice.tsx';
import { Stat } from '../ui/stat.tsx';
import { Table } from '../ui/table.tsx';
import type { TrendMonth } from './overview-data.ts';
import type { ChartKey } from './export/paths.ts';
import { consoleTextFor } from './text.ts';
import { TrendFigure } from './trend-figure.tsx';

interface ReportProps {
  readonly report: IndexReport;
  readonly locale: Locale;
}

interface PanelProps extends ReportProps {
  readonly trend: readonly TrendMonth[];
  /** Where a chart can be had as a picture; null where the viewer may take nothing away. */
  readonly filesOf: ((chart: ChartKey) => ChartFiles) | null;
}

/** The three figures, always labelled, never mixed; the last twelve months and the factors below. */
export function SatisfactionPanel({ report, trend, filesOf, locale }: PanelProps): VNode {
  const text = consoleTextFor(locale).overview;
  return (
    <section class="panel" aria-labelledby="index">
      <h2 id="index">{text.index}</h2>
      {report.overall.kind === 'figures' ? (
        <>
          <Figures figures={report.overall} locale={locale} />
          <TrendFigure trend={trend} files={filesOf?.('trend') ?? null} locale={locale} />
          <FactorChart report={report} files={filesOf?.('factors') ?? null} locale={locale} />
        </>
      ) : (
        <TooFew locale={locale} />
      )}
      {report.waiting > 0 ? (
        <Notice title={text.waiting(formatCount(report.waiting, locale))}>
          <p>{text.waitingNote}</p>
        </Notice>
      ) : null}
    </section>
  );
}

function TooFew({ locale }: { readonly locale: Locale }): VNode {
  const text = consoleTextFor(locale).overview;
  return (
    <EmptyState title={text.tooFewTitle}>
      <p>{text.tooFew}</p>
      <p>{text.tooFewHint}</p>
    </EmptyState>
  );
}

interface FiguresProps {
  readonly figures: Extract<Satisfaction, { readonly kind: 'figures' }>;
  readonly locale: Locale;
}

function Figures({ figures, locale }: FiguresProps): VNode {
  const text = consoleTextFor(locale).overview;
  const percent = (value: number) => formatPercent(value, locale);
  const { share, meanOf5, meanOf100, answers } = figures;
  const satisfied = Math.round((share.value / 100) * answers);
  return (
    <div class="stats stats--list">
      <Stat label={text.satisfied} value={percent(share.value)}>
        <p>{text.satisfiedOver(formatCount(satisfied, locale), formatCount(answers, locale))}</p>
        <p>{pageTextFor(locale).interval(percent(share.low), percent(share.high))}</p>
      </Stat>
      <Stat label={text.fifth} value={percent(meanOf5)}>
        <p>{text.fifthNote}</p>
        <p>{text.mean(formatNumber(meanOf5 / 20, locale, 2))}</p>
      </Stat>
      <Stat label={text.hundred} value={percent(meanOf100)}>
        <p>{text.hundredNote}</p>
      </Stat>
    </div>
  );
}

function FactorChart({ report, files, locale }: ReportProps & { readonly files: ChartFiles | null }): VNode {
  const text = consoleTextFor(locale).overview;
  const bars = factorBars(report, locale);
  const columns = [
    { key: 'factor', label: text.factor },
    { key: 'share', label: text.satisfied, numeric: true },
    { key: 'interval', label: text.interval, numeric: true },
    { key: 'answers', label: text.answers, numeric: true },
  ];
  return (
    <ChartFigure
      title={text.factors}
      note={text.factorsNote}
      wide={renderFactorChart(bars, 'wide')}
      narrow={renderFactorChart(bars, 'narrow')}
      locale={locale}
      files={files}
    >
      <Table
        caption={text.factors}
        hideCaption
        columns={columns}
        rows={report.factors.map(({ factor, satisfaction }) => ({
          key: factor.key,
          cells: [factor.name[locale], ...cellsOf(satisfaction, locale)],
        }))}
      />
    </ChartFigure>
  );
}

export function factorBars({ factors }: Pick<IndexReport, 'factors'>, locale: Locale): readonly FactorBar[] {
  return factors.map(({ factor, satisfaction }) => barOf(factor.name[locale], satisfaction, locale));
}

function barOf(label: string, satisfaction: Satisfaction, locale: Locale): FactorBar {
  if (satisfaction.kind === 'too-few') return { label, value: null, low: 0, high: 0, note: pageTextFor(locale).tooFew };
  const { value, low, high } = satisfaction.share;
  return { label, value, low, high, note: formatPercent(value, locale) };
}

function cellsOf(satisfaction: Satisfaction, locale: Locale): readonly string[] {
  if (satisfaction.kind === 'too-few') return [pageTextFor(locale).tooFew, '–', '–'];
  const { share, answers } = satisfaction;
  const range = pageTextFor(locale).shortInterval(formatPercent(share.low, locale), formatPercent(share.high, locale));
  return [formatPercent(share.value, locale), range, formatCount(answers, locale)];
}
