import type { Locale } from '../../../domain/locale.ts';
import { addDays, monthOf } from '../../../lib/calendar.ts';
import { renderFactorChart } from '../../ui/factor-chart.ts';
import { formatDay, formatInstant, unitLabel } from '../../ui/format.ts';
import { renderTrendChart } from '../../ui/trend-chart.ts';
import type { IndexView, OverviewData } from '../overview-data.ts';
import type { OverviewFilter } from '../overview-filter.ts';
import type { FilterChoices } from '../overview-filters.tsx';
import { factorBars } from '../factor-multiples.tsx';
import { consoleTextFor } from '../text.ts';
import { isLine, trendPoints } from '../trend-figure.tsx';
import type { ChartFile } from './chart-route.ts';
import { narrowingFacts, unitInView } from './figures-export.ts';
import type { ChartKey } from './paths.ts';
import { exportTextFor } from './text.ts';

export interface OverviewPictureProps {
  readonly data: OverviewData;
  readonly filter: OverviewFilter;
  readonly choices: FilterChoices;
  readonly madeAt: Date;
  readonly zone: string;
  readonly locale: Locale;
}

/** A chart of the overview with the same filters; null where the page shows none. */
export function overviewPicture(chart: ChartKey, props: OverviewPictureProps): ChartFile | null {
  const { data, filter, choices, madeAt, zone, locale } = props;
  if (data.index.kind !== 'report' || data.index.report.overall.kind === 'too-few') return null;
  const text = consoleTextFor(locale).overview;
  const drawn = chart === 'trend' ? drawTrend(data.index, locale) : drawFactors(data.index, filter, locale);
  if (drawn === null) return null;
  const { from, to, drawing } = drawn;
  const unit = unitInView(filter, choices);
  const title = chart === 'trend' ? text.trend : text.factors;
  return {
    words: ['hai-long', exportTextFor(locale).picture.file, title, unit, from, to],
    picture: {
      title,
      lines: [
        [unitLabel(unit, choices.units, locale), ...chosen(props)].join(' · '),
        exportTextFor(locale).notes.periodOf(formatDay(from, locale), formatDay(to, locale)),
        chart === 'trend' ? text.trendNote : text.factorsNote,
      ],
      drawing,
      foot: exportTextFor(locale).picture.foot(formatInstant(madeAt, zone, locale)),
    },
    facts: { unit, from, to, ...narrowingFacts(filter) },
  };
}

/** The filters beside unit and period. */
function chosen({ filter, choices, locale }: OverviewPictureProps): readonly string[] {
  const { procedure, filedVia } = filter;
  return [
    ...(procedure === null ? [] : [choices.procedures.get(procedure)?.name ?? procedure]),
    ...(filedVia === null ? [] : [consoleTextFor(locale).filedVia[filedVia]]),
  ];
}

interface Drawn {
  readonly from: string;
  readonly to: string;
  readonly drawing: string;
}

type Report = Extract<IndexView, { readonly kind: 'report' }>;

function drawTrend({ year }: Report, locale: Locale): Drawn | null {
  const points = trendPoints(year, locale);
  const [first, last] = [year[0]?.month, year.at(-1)?.month];
  if (first === undefined || last === undefined || !isLine(points)) return null;
  const to = addDays(monthOf(addDays(last, 31)), -1);
  return { from: first, to, drawing: renderTrendChart(points, 'picture') };
}

function drawFactors({ report }: Report, { months }: OverviewFilter, locale: Locale): Drawn {
  return { ...months, drawing: renderFactorChart(factorBars(report, locale), 'picture') };
}
