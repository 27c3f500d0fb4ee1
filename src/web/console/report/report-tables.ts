import type { Locale } from '../../../domain/locale.ts';
import { rateOf, type Rate } from '../../../domain/rate.ts';
import type { Satisfaction } from '../../../domain/satisfaction.ts';
import { reportTextFor } from '../../../domain/text/report-paragraph.ts';
import type { RatesRow } from '../../../service/show-rates.ts';
import { byUnitName, formatCount, formatPercent, formatShare, pageTextFor, unitLabel } from '../../ui/format.ts';
import { exportTextFor } from '../export/text.ts';
import { FUNNEL_STEPS, TELLING_STEPS, type FunnelStepKey } from '../funnel-steps.ts';
import { consoleTextFor } from '../text.ts';
import { withheldRate } from '../withheld.ts';
import type { ReportData } from './report-data.ts';

export interface ReportTable {
  readonly key: string;
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  /** Cells as they are read; the first names the row. */
  readonly rows: readonly (readonly string[])[];
}

type Units = Parameters<typeof unitLabel>[1];

/** On paper a dash says "no figure", the words say "withheld". */
export function reportTables(
  data: ReportData,
  units: Units,
  questions: number,
  locale: Locale,
): readonly ReportTable[] {
  return [
    ...(data.funnel === null ? [] : [funnelTable(data.funnel, questions, locale)]),
    ...(data.index.kind === 'report' ? [indexTable(data.index.report, locale)] : []),
    ...(data.units.kind === 'rows' && data.units.rows.length > 0 ? [unitTable(data.units.rows, units, locale)] : []),
  ];
}

function columnsOf(first: string, ...numeric: readonly string[]): ReportTable['columns'] {
  return [{ label: first, numeric: false }, ...numeric.map((label) => ({ label, numeric: true }))];
}

function funnelTable(row: RatesRow, questions: number, locale: Locale): ReportTable {
  const text = exportTextFor(locale).overview;
  const words = consoleTextFor(locale).overview.steps(questions);
  return {
    key: 'funnel',
    caption: reportTextFor(locale).tables.funnel,
    columns: columnsOf(text.step, text.count, text.rate, text.interval),
    rows: FUNNEL_STEPS.map((step, i) => [words[step].label, ...stepCells(row, step, FUNNEL_STEPS[i - 1], locale)]),
  };
}

function stepCells(
  row: RatesRow,
  step: FunnelStepKey,
  before: FunnelStepKey | undefined,
  locale: Locale,
): readonly string[] {
  const isHidden = row.rates.kind === 'hidden';
  const hidden = withheldRate(row, locale);
  const count = isHidden && TELLING_STEPS.has(step) ? hidden : formatCount(row[step], locale);
  const { none } = reportTextFor(locale).tables;
  if (before === undefined) return [count, none, none];
  return isHidden ? [count, hidden, none] : [count, ...rateCells(rateOf(row[step], row[before]), locale)];
}

function rateCells({ value, low, high }: Rate, locale: Locale): readonly string[] {
  const { none } = reportTextFor(locale).tables;
  if (value === null || low === null || high === null) return [none, none];
  return [
    formatShare(value, locale),
    pageTextFor(locale).shortInterval(formatShare(low, locale), formatShare(high, locale)),
  ];
}

interface Scores {
  readonly overall: Satisfaction;
  readonly factors: readonly {
    readonly factor: { readonly name: Readonly<Record<Locale, string>> };
    readonly satisfaction: Satisfaction;
  }[];
}

function indexTable({ overall, factors }: Scores, locale: Locale): ReportTable {
  const words = consoleTextFor(locale).overview;
  return {
    key: 'index',
    caption: reportTextFor(locale).tables.index,
    columns: columnsOf(words.factor, words.satisfied, words.interval, words.fifth, words.hundred, words.answers),
    rows: [
      ...factors.map(({ factor, satisfaction }) => [factor.name[locale], ...scoreCells(satisfaction, locale)]),
      [exportTextFor(locale).overview.overall, ...scoreCells(overall, locale)],
    ],
  };
}

function scoreCells(satisfaction: Satisfaction, locale: Locale): readonly string[] {
  const { none } = reportTextFor(locale).tables;
  if (satisfaction.kind === 'too-few') return [pageTextFor(locale).withheld.opinions, none, none, none, none];
  const { share, meanOf5, meanOf100, answers } = satisfaction;
  const percent = (value: number) => formatPercent(value, locale);
  return [
    percent(share.value),
    pageTextFor(locale).shortInterval(percent(share.low), percent(share.high)),
    percent(meanOf5),
    percent(meanOf100),
    formatCount(answers, locale),
  ];
}

function unitTable(rows: readonly RatesRow[], units: Units, locale: Locale): ReportTable {
  const { columns } = consoleTextFor(locale).overview;
  return {
    key: 'units',
    caption: reportTextFor(locale).tables.units,
    columns: columnsOf(
      columns.unit,
      columns.completed,
      columns.delivered,
      columns.finished,
      columns.response,
      exportTextFor(locale).overview.interval,
    ),
    rows: rows
      .toSorted(byUnitName(units, ({ key }) => key))
      .map((row) => [unitLabel(row.key, units, locale), ...unitCells(row, locale)]),
  };
}

function unitCells(row: RatesRow, locale: Locale): readonly string[] {
  const { none } = reportTextFor(locale).tables;
  const count = (value: number) => formatCount(value, locale);
  const counts = [count(row.completed), count(row.delivered)];
  if (row.rates.kind === 'hidden') return [...counts, none, withheldRate(row, locale), none];
  return [...counts, count(row.finished), ...rateCells(row.rates.response, locale)];
}
