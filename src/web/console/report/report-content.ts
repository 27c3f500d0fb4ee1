import type { Locale } from '../../../domain/locale.ts';
import type { Satisfaction } from '../../../domain/satisfaction.ts';
import { reportParagraph, reportTextFor, type ReportFacts } from '../../../domain/text/report-paragraph.ts';
import type { Unit, UnitCode, UnitScope } from '../../../domain/unit.ts';
import {
  formatBareMonth,
  formatCount,
  formatDay,
  formatInstant,
  formatNumber,
  formatPercent,
  unitLabel,
} from '../../ui/format.ts';
import { consoleTextFor } from '../text.ts';
import type { ReportData } from './report-data.ts';
import type { ReportFilter } from './report-filter.ts';
import { reportTables, type ReportTable } from './report-tables.ts';

export interface ReportProps {
  readonly data: ReportData;
  readonly filter: ReportFilter;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly scope: UnitScope;
  /** How many the survey asks. */
  readonly questions: number;
  readonly madeAt: Date;
  readonly zone: string;
  readonly locale: Locale;
}

/** The report as words and tables: what the page, the paper and the DOCX all say. */
export interface ReportContent {
  readonly heading: string;
  readonly unit: string;
  readonly period: string;
  readonly paragraph: string;
  readonly tables: readonly ReportTable[];
  readonly method: readonly string[];
  readonly foot: string;
}

export function reportContent(props: ReportProps): ReportContent {
  const { data, filter, units, scope, locale } = props;
  const text = reportTextFor(locale);
  const unit = filter.unit ?? scope;
  return {
    heading: text.heading,
    unit: unitLabel(unit, units, locale),
    period: text.periodLine(
      monthName(filter.month, locale),
      formatDay(filter.from, locale),
      formatDay(filter.to, locale),
    ),
    paragraph: reportParagraph(factsOf(props), numbersOf(locale), locale),
    tables: reportTables(data, units, props.questions, locale),
    method: [
      ...(filter.span === 'reporting' ? [text.onePeriod] : []),
      text.scoreMonth(monthName(filter.months.from, locale)),
      ...consoleTextFor(locale).overview.methodLines,
    ],
    foot: text.foot(formatInstant(props.madeAt, props.zone, locale)),
  };
}

function factsOf({ data, filter, units, scope, locale }: ReportProps): ReportFacts {
  const code = filter.unit ?? scope;
  const factors = data.index.kind === 'report' ? data.index.report.factors : [];
  return {
    unit: code === null ? null : withinSentence(unitLabel(code, units, locale), locale),
    month: monthName(filter.month, locale),
    from: formatDay(filter.from, locale),
    to: formatDay(filter.to, locale),
    rates: data.funnel,
    scoreMonth: monthName(filter.months.from, locale),
    satisfaction: overallOf(data),
    before: { month: monthName(data.before.month, locale), satisfaction: data.before.satisfaction },
    factors: factors.map(({ factor, satisfaction }) => ({ name: factor.name[locale], satisfaction })),
  };
}

function overallOf({ index }: ReportData): Satisfaction {
  return index.kind === 'report' ? index.report.overall : { kind: 'too-few', responses: 0 };
}

/** "Phường Cầu Giấy" begins a line; within a sentence it is "phường Cầu Giấy". */
function withinSentence(label: string, locale: Locale): string {
  return locale === 'vi' ? label.replace(/^./u, (first) => first.toLowerCase()) : label;
}

function monthName(month: string, locale: Locale): string {
  return formatBareMonth(month, locale);
}

function numbersOf(locale: Locale) {
  return {
    count: (count: number) => formatCount(count, locale),
    percent: (percent: number) => formatPercent(percent, locale),
    points: (points: number) => formatNumber(points, locale, 2),
  };
}
