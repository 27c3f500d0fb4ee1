import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Group } from '../../domain/unit-comparison.ts';
import type { UnitRow, UnitScores } from '../../service/compare-units.ts';
import { formatCount, formatUnit, pageTextFor } from '../ui/format.ts';
import { RateCell } from '../ui/rate.tsx';
import { commonMin, Sparkline, type SparkPoint } from '../ui/sparkline.tsx';
import { Table, type Column } from '../ui/table.tsx';
import { ScoreCell } from './lateness-panel.tsx';
import type { OverviewFilter } from './overview-filter.ts';
import { compareTextFor } from './text.ts';
import { unitsAddress, type Sort, type UnitsOrder } from './units-view.ts';
import { withheldRate } from './withheld.ts';

interface TableProps {
  readonly rows: readonly UnitRow[];
  /** How many units of all have a rank. */
  readonly ranked: number;
  readonly filter: OverviewFilter;
  readonly order: UnitsOrder;
  /** Whether scores are shown at all. */
  readonly hasScores: boolean;
  readonly locale: Locale;
}

/** One line a unit; headers sort, names lead inside. */
export function UnitsTable({ rows, ranked, filter, order, hasScores, locale }: TableProps): VNode {
  const text = compareTextFor(locale);
  const min = commonMin(rows.map(({ scores }) => pointsOf(scores)));
  return (
    <Table
      caption={text.caption}
      columns={columnsOf(filter, order, hasScores, locale)}
      rows={rows.map((row) => ({
        key: row.unit.code,
        cells: [
          <a href={unitsAddress({ ...filter, unit: row.unit.code }, { ...order, page: 1 }, insideOf(row))}>
            {formatUnit(row.unit, locale)}
          </a>,
          formatCount(row.rates?.completed ?? 0, locale),
          <ResponseCell row={row} locale={locale} />,
          ...(row.scores ? scoreCells(row.scores, ranked, min, locale) : []),
        ],
      }))}
    />
  );
}

/** A commune has nothing to compare inside. */
function insideOf({ unit }: UnitRow): string | undefined {
  return unit.parentCode === null ? undefined : '/console';
}

function columnsOf(filter: OverviewFilter, order: UnitsOrder, hasScores: boolean, locale: Locale): readonly Column[] {
  const { columns } = compareTextFor(locale);
  const sorted = (sort: Sort, firstDown: boolean) => {
    const isSorted = order.sort === sort;
    const descending = isSorted ? !order.descending : firstDown;
    return {
      href: unitsAddress(filter, { sort, descending, page: 1 }),
      order: isSorted ? (order.descending ? ('descending' as const) : ('ascending' as const)) : null,
    };
  };
  return [
    { key: 'unit', label: columns.unit, sort: sorted('name', false) },
    { key: 'completed', label: columns.completed, numeric: true, secondary: true, sort: sorted('completed', true) },
    { key: 'response', label: columns.response, numeric: true, sort: sorted('response', true) },
    ...(hasScores
      ? [
          { key: 'satisfied', label: columns.satisfied, numeric: true, sort: sorted('satisfied', true) },
          { key: 'rank', label: columns.rank, numeric: true, secondary: true, sort: sorted('rank', false) },
          { key: 'group', label: columns.group },
          { key: 'year', label: columns.year, secondary: true },
        ]
      : []),
  ];
}

function ResponseCell({ row: { rates }, locale }: { readonly row: UnitRow; readonly locale: Locale }): VNode {
  if (rates === null) return <span class="quiet">–</span>;
  if (rates.rates.kind === 'hidden') return <span class="quiet">{withheldRate(rates, locale)}</span>;
  return <RateCell rate={rates.rates.response} locale={locale} />;
}

function scoreCells(scores: UnitScores, ranked: number, min: number, locale: Locale): readonly (VNode | string)[] {
  const text = compareTextFor(locale);
  const { satisfaction, standing } = scores;
  if (satisfaction.kind === 'too-few') {
    return [
      <span class="quiet">{pageTextFor(locale).withheld.opinions}</span>,
      '–',
      <span class="quiet">–</span>,
      spark(scores, min),
    ];
  }
  return [
    <ScoreCell satisfaction={satisfaction} locale={locale} />,
    standing ? (
      <>
        {text.rank(formatCount(standing.rank.best, locale), formatCount(standing.rank.worst, locale))}
        <small class="under">{text.ranked(formatCount(ranked, locale))}</small>
      </>
    ) : (
      <span class="quiet">{text.notRanked}</span>
    ),
    standing ? <GroupMark group={standing.group} locale={locale} /> : <span class="quiet">{text.notRanked}</span>,
    spark(scores, min),
  ];
}

/** A sign and words, beside the colour. */
export function GroupMark({ group, locale }: { readonly group: Group; readonly locale: Locale }): VNode {
  return (
    <span class={`standing standing--${group}`}>
      <span aria-hidden="true">{GROUP_SIGNS[group]}</span> {compareTextFor(locale).groups[group]}
    </span>
  );
}

export const GROUP_SIGNS: Readonly<Record<Group, string>> = { above: '▲', 'as-expected': '●', below: '▼' };

function spark(scores: UnitScores, min: number): VNode {
  return <Sparkline points={pointsOf(scores)} min={min} bare />;
}

function pointsOf(scores: UnitScores | null): readonly SparkPoint[] {
  return (scores?.year ?? []).map((month) => (month?.kind === 'figures' ? month.share : null));
}
