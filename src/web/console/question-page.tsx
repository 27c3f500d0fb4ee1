import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { compare } from '../../domain/satisfaction.ts';
import type { QuestionReport, QuestionRow } from '../../service/show-questions.ts';
import { MethodDetails } from '../ui/bullets.tsx';
import { formatCount, formatMonth, formatPercent, pageTextFor } from '../ui/format.ts';
import { EmptyState, Notice } from '../ui/notice.tsx';
import { Stat } from '../ui/stat.tsx';
import { ExportLinks } from './export/export-links.tsx';
import { QUESTIONS_EXPORT } from './export/paths.ts';
import { FigureHead } from './figure-head.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { writeFilter, type OverviewFilter } from './overview-filter.ts';
import type { FilterChoices } from './overview-filters.tsx';
import { QuestionPanel } from './question-panel.tsx';
import { consoleTextFor, figuresTextFor, questionsTextFor } from './text.ts';

export interface QuestionProps {
  /** Null where two dimensions are asked for at once. */
  readonly report: QuestionReport | null;
  readonly filter: OverviewFilter;
  readonly choices: FilterChoices;
  readonly canExport: boolean;
}

/** What people answer to each question, on one scale. */
export function questionPage(visit: Visit, { report, filter, choices, canExport }: QuestionProps): VNode {
  const { locale } = visit;
  const text = questionsTextFor(locale);
  const words = consoleTextFor(locale);
  return (
    <ConsoleFrame {...visit} title={text.title} page="overview" live>
      <FigureHead visit={visit} tab="questions" title={text.title} filter={filter} choices={choices} />
      {report === null ? (
        <Notice>{filter.channel === null ? words.overview.oneFilterOnly : figuresTextFor(locale).notByChannel}</Notice>
      ) : (
        <Report report={report} locale={locale} />
      )}
      {canExport && report !== null && report.months.length > 0 ? (
        <ExportLinks path={QUESTIONS_EXPORT} query={writeFilter(filter)} locale={locale} />
      ) : null}
    </ConsoleFrame>
  );
}

interface ReportProps {
  readonly report: QuestionReport;
  readonly locale: Locale;
}

function Report({ report, locale }: ReportProps): VNode {
  const text = questionsTextFor(locale);
  const { tooFew, tooFewHint } = consoleTextFor(locale).overview;
  if (report.months.length === 0) {
    return (
      <EmptyState title={text.emptyTitle}>
        <p>{tooFew}</p>
        <p>{tooFewHint}</p>
      </EmptyState>
    );
  }
  return (
    <div class="overview">
      <Leads report={report} locale={locale} />
      <Legend locale={locale} />
      {report.rows.map((row, i) => (
        <QuestionPanel key={row.question.key} row={row} number={i + 1} locale={locale} />
      ))}
      <MethodDetails title={text.method} lines={text.methodLines} />
    </div>
  );
}

/** Where to look first, and on how many it rests. */
function Leads({ report, locale }: ReportProps): VNode {
  const text = questionsTextFor(locale);
  const lowest = lowestOf(report.rows);
  const [first, last] = [report.months[0], report.months.at(-1)];
  return (
    <div class="panel leads">
      {lowest === null || lowest.satisfaction.kind === 'too-few' ? null : (
        <Stat lead label={text.lowest} value={formatPercent(lowest.satisfaction.share.value, locale)}>
          <p>{lowest.question.text[locale]}</p>
          <p>{distinction(lowest, report.rows, locale)}</p>
        </Stat>
      )}
      <Stat lead label={text.responses} value={formatCount(report.responses, locale)}>
        {first === undefined || last === undefined ? null : (
          <p>{consoleTextFor(locale).overview.months(formatMonth(first, locale), formatMonth(last, locale))}</p>
        )}
      </Stat>
    </div>
  );
}

function lowestOf(rows: readonly QuestionRow[]): QuestionRow | null {
  const value = ({ satisfaction }: QuestionRow) =>
    satisfaction.kind === 'figures' ? satisfaction.share.value : Infinity;
  const [lowest] = rows.toSorted((a, b) => value(a) - value(b));
  return lowest?.satisfaction.kind === 'figures' ? lowest : null;
}

function distinction(lowest: QuestionRow, rows: readonly QuestionRow[], locale: Locale): string {
  const text = questionsTextFor(locale);
  const alike = rows.flatMap((row, i) =>
    row !== lowest &&
    row.satisfaction.kind === 'figures' &&
    compare(row.satisfaction, lowest.satisfaction) === 'not-distinguishable'
      ? [text.questionAt(i + 1)]
      : [],
  );
  if (alike.length === 0) return text.distinct;
  return text.alike(new Intl.ListFormat(pageTextFor(locale).lang).format(alike));
}

function Legend({ locale }: { readonly locale: Locale }): VNode {
  const text = questionsTextFor(locale);
  return (
    <ul class="legend" aria-label={text.legend}>
      {text.levels.map((label, i) => (
        <li key={label}>
          <svg class="legend__mark" viewBox="0 0 16 16" aria-hidden="true">
            <rect class={`level level--${String(i + 1)}`} width="16" height="16" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
