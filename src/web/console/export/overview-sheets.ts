import type { Locale } from '../../../domain/locale.ts';
import { rateOf } from '../../../domain/rate.ts';
import type { Satisfaction } from '../../../domain/satisfaction.ts';
import type { RatesRow } from '../../../service/show-rates.ts';
import { byUnitName, unitLabel } from '../../ui/format.ts';
import type { IndexView, OverviewData } from '../overview-data.ts';
import { FUNNEL_STEPS, TELLING_STEPS, type FunnelStepKey } from '../funnel-steps.ts';
import { consoleTextFor } from '../text.ts';
import { whyNoRate } from '../withheld.ts';
import { rateCells, shareCells, withheldCells } from './cells.ts';
import type { Sheet, SheetCell, SheetNote } from './sheet.ts';
import { exportTextFor } from './text.ts';

type Units = Parameters<typeof unitLabel>[1];

export interface OverviewSheetsProps {
  readonly data: OverviewData;
  readonly units: Units;
  readonly questions: number;
  readonly notes: readonly SheetNote[];
  readonly locale: Locale;
}

/** What the overview shows, table by table; what is hidden there is suppressed here. */
export function overviewSheets(props: OverviewSheetsProps): readonly Sheet[] {
  const { data } = props;
  return [
    ...(data.funnel === null ? [] : [funnelSheet(props, data.funnel)]),
    ...(data.index.kind === 'report' ? [indexSheet(props, data.index), trendSheet(props, data.index)] : []),
    ...(data.units.kind === 'rows' ? [unitsSheet(props, data.units.rows)] : []),
  ];
}

function funnelSheet({ questions, notes, locale }: OverviewSheetsProps, row: RatesRow): Sheet {
  const text = exportTextFor(locale).overview;
  const words = consoleTextFor(locale).overview.steps(questions);
  const isHidden = row.rates.kind === 'hidden';
  return {
    key: 'funnel',
    name: text.funnel,
    columns: [
      { label: text.step, kind: 'text' },
      { label: text.count, kind: 'count' },
      { label: text.rate, kind: 'share' },
      { label: text.interval, kind: 'interval' },
    ],
    rows: FUNNEL_STEPS.map((step, i) => {
      const count = isHidden && TELLING_STEPS.has(step) ? { withheld: whyNoRate(row) } : row[step];
      return [words[step].label, count, ...stepRate(row, step, FUNNEL_STEPS[i - 1])];
    }),
    notes,
    locale,
  };
}

function stepRate(row: RatesRow, step: FunnelStepKey, before: FunnelStepKey | undefined): readonly SheetCell[] {
  if (before === undefined) return [null, null];
  if (row.rates.kind === 'hidden') return withheldCells(whyNoRate(row), 2);
  return rateCells(rateOf(row[step], row[before]));
}

type Report = Extract<IndexView, { readonly kind: 'report' }>;

function indexSheet({ notes, locale }: OverviewSheetsProps, { report }: Report): Sheet {
  const text = exportTextFor(locale).overview;
  const words = consoleTextFor(locale).overview;
  const rated = report.rating.kind === 'too-few' ? [] : [[text.rating, ...satisfactionCells(report.rating)]];
  return {
    key: 'index',
    name: text.index,
    columns: [
      { label: text.measure, kind: 'text' },
      { label: words.satisfied, kind: 'share' },
      { label: text.interval, kind: 'interval' },
      { label: words.fifth, kind: 'share' },
      { label: words.hundred, kind: 'share' },
      { label: words.answers, kind: 'count' },
      { label: words.responses, kind: 'count' },
    ],
    rows: [
      [text.overall, ...satisfactionCells(report.overall)],
      ...report.factors.map(({ factor, satisfaction }) => [factor.name[locale], ...satisfactionCells(satisfaction)]),
      ...rated,
    ],
    notes,
    locale,
  };
}

function satisfactionCells(satisfaction: Satisfaction): readonly SheetCell[] {
  if (satisfaction.kind === 'too-few') return withheldCells('opinions', 6);
  const { share, meanOf5, meanOf100, answers, responses } = satisfaction;
  return [...shareCells(share), meanOf5 / 100, meanOf100 / 100, answers, responses];
}

function trendSheet({ notes, locale }: OverviewSheetsProps, { year }: Report): Sheet {
  const text = exportTextFor(locale).overview;
  const words = consoleTextFor(locale).overview;
  return {
    key: 'trend',
    name: text.trend,
    columns: [
      { label: words.month, kind: 'month' },
      { label: words.satisfied, kind: 'share' },
      { label: text.interval, kind: 'interval' },
      { label: words.responses, kind: 'count' },
    ],
    rows: year.map(({ month, figures }) =>
      figures?.satisfaction.kind === 'figures'
        ? [month, ...shareCells(figures.satisfaction.share), figures.satisfaction.responses]
        : [month, ...withheldCells('opinions', 3)],
    ),
    notes,
    locale,
  };
}

function unitsSheet({ units, notes, locale }: OverviewSheetsProps, rows: readonly RatesRow[]): Sheet {
  const text = exportTextFor(locale).overview;
  const { columns } = consoleTextFor(locale).overview;
  return {
    key: 'units',
    name: text.units,
    columns: [
      { label: text.unitCode, kind: 'text', width: 12 },
      { label: columns.unit, kind: 'text' },
      { label: columns.completed, kind: 'count' },
      { label: columns.coverage, kind: 'share' },
      { label: columns.delivered, kind: 'count' },
      { label: columns.finished, kind: 'count' },
      { label: columns.response, kind: 'share' },
      { label: text.interval, kind: 'interval' },
    ],
    rows: rows
      .toSorted(byUnitName(units, ({ key }) => key))
      .map((row) => [row.key, unitLabel(row.key, units, locale), ...unitCells(row)]),
    notes,
    locale,
  };
}

function unitCells(row: RatesRow): readonly SheetCell[] {
  const { completed, delivered, finished, rates } = row;
  if (rates.kind === 'hidden') {
    const hidden = { withheld: whyNoRate(row) };
    return [completed, hidden, delivered, hidden, hidden, hidden];
  }
  return [completed, rates.coverage.value, delivered, finished, ...rateCells(rates.response)];
}
