import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { isWithin, type UnitCode } from '../../domain/unit.ts';
import { formatDay, formatMonth, unitLabel } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FIGURE_PATHS, FigureTabs, type FigureTab } from './figure-tabs.tsx';
import type { Visit } from './frame.tsx';
import { addressOf, type OverviewFilter } from './overview-filter.ts';
import { OverviewFilters, type FilterChoices, type FiltersProps, type Kept } from './overview-filters.tsx';
import { consoleTextFor, figuresTextFor } from './text.ts';

interface HeadProps extends Pick<FiltersProps, 'filter' | 'choices'> {
  readonly visit: Visit;
  readonly tab: FigureTab;
  readonly title: string;
  /** Stands beside the days. */
  readonly note?: string;
  /** What stands in the address beside the filters, and is kept when they change. */
  readonly kept?: Kept;
  /** Stands between title and filters. */
  readonly children?: ComponentChildren;
}

/** What every page of figures begins with: where we are, which days, which filters. */
export function FigureHead({ visit, tab, title, note, kept = [], children, filter, choices }: HeadProps): VNode {
  const { locale, viewer } = visit;
  const path = FIGURE_PATHS[tab];
  const props = { filter, choices, locale, kept };
  return (
    <>
      <div class="page-head">
        <div>
          <Trail {...props} path={path} />
          <h1>{title}</h1>
        </div>
        <p class="quiet">
          {consoleTextFor(locale).filters.within(formatDay(filter.from, locale), formatDay(filter.to, locale))}.{' '}
          {note === undefined ? null : <span class="screen-only">{note}</span>}
        </p>
      </div>
      {children}
      <FigureTabs viewer={viewer} current={tab} filter={filter} locale={locale} />
      <OverviewFilters {...props} path={path} />
      <FilterChips {...props} path={path} />
      <ReportNote filter={filter} locale={locale} />
    </>
  );
}

/** Country, province, commune: as far up as the viewer may go. */
function Trail({ filter, choices, locale, path, kept }: FiltersProps): VNode | null {
  const above = unitsAbove(filter.unit, choices);
  if (above.length === 0) return null;
  return (
    <nav class="trail" aria-label={figuresTextFor(locale).trail}>
      <ol>
        {above.map((unit) => (
          <li key={unit ?? ''}>
            <a href={addressOf(path, { ...filter, unit: unit === choices.scope ? null : unit }, kept)}>
              {unitLabel(unit, choices.units, locale)}
            </a>
          </li>
        ))}
        <li aria-current="page">{unitLabel(filter.unit, choices.units, locale)}</li>
      </ol>
    </nav>
  );
}

function unitsAbove(unit: UnitCode | null, { units, scope }: FilterChoices): readonly (UnitCode | null)[] {
  if (unit === null || unit === scope) return [];
  const parent = units.get(unit)?.parentCode ?? null;
  const province = parent === null ? undefined : units.get(parent);
  const middle = province && province.code !== scope && isWithin(scope, province) ? [province.code] : [];
  return [scope, ...middle];
}

/** Rates know days, scores whole months: says which covers what. */
function ReportNote({ filter, locale }: { readonly filter: OverviewFilter; readonly locale: Locale }): VNode | null {
  if (!filter.period.startsWith('r')) return null;
  const { from, to, months } = filter;
  return (
    <Notice>
      <p>
        {figuresTextFor(locale).reportNote(
          formatDay(from, locale),
          formatDay(to, locale),
          formatMonth(months.from, locale),
        )}
      </p>
    </Notice>
  );
}
