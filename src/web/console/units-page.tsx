import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { rankedCount, type Group } from '../../domain/unit-comparison.ts';
import type { UnitRow } from '../../service/compare-units.ts';
import { MethodDetails } from '../ui/bullets.tsx';
import { formatCount, unitLabel } from '../ui/format.ts';
import { EmptyState, Notice } from '../ui/notice.tsx';
import { ExportLinks } from './export/export-links.tsx';
import { UNITS_EXPORT } from './export/paths.ts';
import type { NoIndex } from './figure-filters.ts';
import { FigureHead } from './figure-head.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import type { OverviewFilter } from './overview-filter.ts';
import type { FilterChoices } from './overview-filters.tsx';
import { ProvinceTiles } from './province-tiles.tsx';
import { compareTextFor, consoleTextFor, figuresTextFor } from './text.ts';
import { UnitsTable } from './units-table.tsx';
import {
  pageOf,
  sortRows,
  keptOrder,
  unitsAddress,
  unitsQuery,
  type UnitsOrder,
  type UnitsPart,
} from './units-view.ts';

export interface UnitsProps {
  readonly rows: readonly UnitRow[];
  /** Why there are no scores; null where there are. */
  readonly noScores: NoIndex | null;
  readonly filter: OverviewFilter;
  readonly order: UnitsOrder;
  readonly choices: FilterChoices;
  readonly canExport: boolean;
}

/** How the units under one stand to each other, and how sure that is. */
export function unitsPage(visit: Visit, props: UnitsProps): VNode {
  const { rows, filter, order, choices, canExport } = props;
  const { locale } = visit;
  const text = compareTextFor(locale);
  return (
    <ConsoleFrame {...visit} title={text.title} page="overview" live>
      <FigureHead
        visit={visit}
        tab="units"
        title={text.title}
        filter={filter}
        choices={choices}
        kept={keptOrder(order)}
      />
      {rows.length === 0 ? (
        <EmptyState title={text.singleTitle}>
          <p>{text.single}</p>
        </EmptyState>
      ) : (
        <Comparison {...props} locale={locale} />
      )}
      {rows.length > 0 && canExport ? (
        <ExportLinks path={UNITS_EXPORT} query={unitsQuery(filter, { ...order, page: 1 })} locale={locale} />
      ) : null}
      <MethodDetails title={text.method} lines={text.methodLines} />
    </ConsoleFrame>
  );
}

type Located = UnitsProps & { readonly locale: Locale };

function Comparison({ rows, noScores, filter, order, choices, locale }: Located): VNode {
  const text = compareTextFor(locale);
  const part = pageOf(sortRows(rows, order), order.page);
  const parent = unitLabel(filter.unit ?? choices.scope, choices.units, locale);
  const count = formatCount(rows.length, locale);
  const isCountry = rows.every(({ unit }) => unit.parentCode === null);
  return (
    <div class={isCountry && noScores === null ? 'compare' : 'overview'}>
      {isCountry && noScores === null ? <ProvinceTiles rows={rows} filter={filter} locale={locale} /> : null}
      <section class="panel" aria-labelledby="table">
        <h2 id="table">{isCountry ? text.leadCountry(count) : text.lead(count, parent)}</h2>
        {noScores === null ? <Summary rows={rows} locale={locale} /> : <WhyNoScores why={noScores} locale={locale} />}
        <UnitsTable
          rows={part.rows}
          ranked={rankedCount(rows.flatMap(({ scores }) => (scores ? [scores.satisfaction] : [])))}
          filter={filter}
          order={order}
          hasScores={noScores === null}
          locale={locale}
        />
        <Pager part={part} filter={filter} order={order} locale={locale} />
      </section>
    </div>
  );
}

function Summary({ rows, locale }: Pick<Located, 'rows' | 'locale'>): VNode {
  const text = compareTextFor(locale);
  const groups = rows.flatMap(({ scores }) => scores?.standing?.group ?? []);
  const count = (group: Group) => formatCount(groups.filter((one) => one === group).length, locale);
  if (groups.length === 0) return <p>{text.noneRanked}</p>;
  return <p>{text.summary(count('above'), count('as-expected'), count('below'))}</p>;
}

function WhyNoScores({ why, locale }: { readonly why: NoIndex; readonly locale: Locale }): VNode | null {
  if (why.kind === 'not-for-role') return null;
  const text = consoleTextFor(locale).overview;
  return <Notice>{why.kind === 'not-by-channel' ? figuresTextFor(locale).notByChannel : text.oneFilterOnly}</Notice>;
}

interface PagerProps {
  readonly part: UnitsPart;
  readonly filter: OverviewFilter;
  readonly order: UnitsOrder;
  readonly locale: Locale;
}

function Pager({ part: { page, pages }, filter, order, locale }: PagerProps): VNode | null {
  if (pages === 1) return null;
  const text = compareTextFor(locale);
  const to = (target: number) => unitsAddress(filter, { ...order, page: target });
  return (
    <nav class="actions" aria-label={text.pages}>
      {page > 1 ? <a href={to(page - 1)}>{text.previous}</a> : null}
      <span>{text.page(formatCount(page, locale), formatCount(pages, locale))}</span>
      {page < pages ? <a href={to(page + 1)}>{text.next}</a> : null}
    </nav>
  );
}
