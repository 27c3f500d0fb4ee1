import type { VNode } from 'preact';
import type { Improvement } from '../../domain/improvement.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Satisfaction } from '../../domain/satisfaction.ts';
import { COUNTRY } from '../../domain/unit.ts';
import type { IndexReport } from '../../service/show-indices.ts';
import { formatCount, formatNumber, formatPercent, pageTextFor } from '../ui/format.ts';
import { EmptyState, Notice } from '../ui/notice.tsx';
import { Stat } from '../ui/stat.tsx';
import type { ChartFiles } from '../ui/chart-figure.tsx';
import type { ChartKey } from './export/paths.ts';
import { FactorMultiples } from './factor-multiples.tsx';
import type { Year } from './overview-data.ts';
import { consoleTextFor } from './text.ts';
import { TrendFigure } from './trend-figure.tsx';

interface PanelProps {
  readonly report: IndexReport;
  readonly year: Year;
  readonly improvements: readonly Improvement[];
  /** Where a chart can be had as a picture; null where the viewer may take nothing away. */
  readonly filesOf: ((chart: ChartKey) => ChartFiles) | null;
  readonly locale: Locale;
}

/** The three figures, always labelled, never mixed; the last twelve months and the factors below. */
export function SatisfactionPanel({ report, year, improvements, filesOf, locale }: PanelProps): VNode {
  const text = consoleTextFor(locale).overview;
  return (
    <section class="panel" aria-labelledby="index">
      <h2 id="index">{text.index}</h2>
      {report.overall.kind === 'figures' ? (
        <>
          <Figures figures={report.overall} locale={locale} />
          <TrendFigure year={year} improvements={improvements} files={filesOf?.('trend') ?? null} locale={locale} />
          <FactorMultiples report={report} year={year} files={filesOf?.('factors') ?? null} locale={locale} />
        </>
      ) : (
        <TooFew locale={locale} />
      )}
      {report.waiting > 0 ? <Waiting report={report} locale={locale} /> : null}
    </section>
  );
}

/** A commune's responses may be counted with its province. */
function Waiting({ report, locale }: Pick<PanelProps, 'report' | 'locale'>): VNode {
  const text = consoleTextFor(locale).overview;
  const count = formatCount(report.waiting, locale);
  const isCommune = report.unit.length > COUNTRY.length;
  return (
    <Notice title={isCommune ? text.notInCommune(count) : text.waiting(count)}>
      <p>{isCommune ? text.notInCommuneNote : text.waitingNote}</p>
    </Notice>
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
