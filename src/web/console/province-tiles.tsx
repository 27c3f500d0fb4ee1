import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { UnitCode } from '../../domain/unit.ts';
import type { UnitRow } from '../../service/compare-units.ts';
import { formatPercent, pageTextFor } from '../ui/format.ts';
import type { OverviewFilter } from './overview-filter.ts';
import { compareTextFor } from './text.ts';
import { GROUP_SIGNS } from './units-table.tsx';
import { unitsAddress } from './units-view.ts';

/** Codes of the 34 provinces of 2025, near their places, north at the top. */
const ROWS: readonly (readonly (UnitCode | null)[])[] = [
  ['12', '15', '08', '04', null],
  ['11', '14', '25', '19', '20'],
  [null, null, '01', '24', '22'],
  [null, null, '37', '33', '31'],
  [null, '38', null, null, null],
  [null, '40', null, null, null],
  [null, null, '42', '44', null],
  [null, null, null, '46', '48'],
  [null, null, null, '51', '52'],
  [null, null, null, '66', '56'],
  [null, '80', '75', '68', null],
  ['91', '82', '79', null, null],
  ['96', '92', '86', null, null],
];

interface TilesProps {
  readonly rows: readonly UnitRow[];
  readonly filter: OverviewFilter;
  readonly locale: Locale;
}

/** The country at a glance; the table beside it holds the same figures. */
export function ProvinceTiles({ rows, filter, locale }: TilesProps): VNode {
  const text = compareTextFor(locale);
  const byCode = new Map(rows.map((row) => [row.unit.code, row]));
  return (
    <section class="panel" aria-labelledby="map">
      <h2 id="map">{text.map}</h2>
      <p class="quiet">{text.mapNote}</p>
      <ul class="tiles">
        {ROWS.flatMap((line, y) =>
          line.map((code, x) => {
            const row = code === null ? undefined : byCode.get(code);
            return row ? (
              <Tile
                key={row.unit.code}
                row={row}
                place={`tile--x${String(x)} tile--y${String(y)}`}
                filter={filter}
                locale={locale}
              />
            ) : null;
          }),
        )}
      </ul>
      <Legend locale={locale} />
    </section>
  );
}

interface TileProps {
  readonly row: UnitRow;
  readonly place: string;
  readonly filter: OverviewFilter;
  readonly locale: Locale;
}

function Tile({ row, place, filter, locale }: TileProps): VNode {
  const { unit, scores } = row;
  const text = compareTextFor(locale);
  const satisfaction = scores?.satisfaction;
  const group = scores?.standing?.group ?? null;
  const look = group ?? (satisfaction?.kind === 'figures' ? 'unranked' : 'none');
  return (
    <li class={place}>
      <a
        class={`tile tile--${look}`}
        href={unitsAddress({ ...filter, unit: unit.code }, { sort: 'name', descending: false, page: 1 })}
      >
        <span class="tile__name" lang="vi">
          {unit.name}
        </span>
        {satisfaction?.kind === 'figures' ? (
          <span class="tile__value">
            {formatPercent(satisfaction.share.value, locale, 0)}{' '}
            {group === null ? null : (
              <>
                <span aria-hidden="true">{GROUP_SIGNS[group]}</span>
                <span class="sr-only">{text.groups[group]}</span>
              </>
            )}
          </span>
        ) : (
          <span class="tile__value">
            <span aria-hidden="true">–</span>
            <span class="sr-only">{pageTextFor(locale).withheld.opinions}</span>
          </span>
        )}
      </a>
    </li>
  );
}

function Legend({ locale }: { readonly locale: Locale }): VNode {
  const text = compareTextFor(locale);
  return (
    <ul class="legend" aria-label={text.legend}>
      {(['above', 'as-expected', 'below'] as const).map((group) => (
        <li key={group}>
          <span class={`legend__box tile--${group}`} aria-hidden="true">
            {GROUP_SIGNS[group]}
          </span>
          {text.groups[group]}
        </li>
      ))}
      <li>
        <span class="legend__box tile--none" aria-hidden="true">
          –
        </span>
        {pageTextFor(locale).withheld.opinions}
      </li>
    </ul>
  );
}
