import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Unit, UnitCode } from '../../domain/unit.ts';
import type { RatesRow } from '../../service/show-rates.ts';
import { byUnitName, formatCount, formatShare, unitLabel } from '../ui/format.ts';
import { RateCell } from '../ui/rate.tsx';
import { Table } from '../ui/table.tsx';
import { addressOf, type OverviewFilter } from './overview-filter.ts';
import { consoleTextFor, figuresTextFor } from './text.ts';
import { withheldRate } from './withheld.ts';

interface UnitTableProps {
  readonly rows: readonly RatesRow[];
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly filter: OverviewFilter;
  readonly locale: Locale;
}

/** As many as a glance takes in; the rest stand on the page that compares them all. */
const SHOWN = 10;

/** One line a unit, the largest by name; a name leads to the same view of that unit. */
export function UnitTable({ rows, units, filter, locale }: UnitTableProps): VNode {
  const text = consoleTextFor(locale).overview;
  const more = figuresTextFor(locale);
  const { columns } = text;
  const largest = rows.toSorted((a, b) => b.completed - a.completed).slice(0, SHOWN);
  return (
    <section class="panel" aria-labelledby="units">
      <h2 id="units">{text.units}</h2>
      <Table
        caption={
          rows.length > SHOWN
            ? `${more.largest(SHOWN, formatCount(rows.length, locale))} ${text.unitsNote}`
            : text.unitsNote
        }
        columns={[
          { key: 'unit', label: columns.unit },
          { key: 'completed', label: columns.completed, numeric: true },
          { key: 'coverage', label: columns.coverage, numeric: true, secondary: true },
          { key: 'delivered', label: columns.delivered, numeric: true, secondary: true },
          { key: 'finished', label: columns.finished, numeric: true, secondary: true },
          { key: 'response', label: columns.response, numeric: true },
        ]}
        rows={largest.toSorted(byUnitName(units, ({ key }) => key)).map((row) => ({
          key: row.key,
          cells: [
            <a href={addressOf('/console', { ...filter, unit: row.key })}>{unitLabel(row.key, units, locale)}</a>,
            ...figuresOf(row, locale),
          ],
        }))}
      />
      <p>
        <a href={addressOf('/console/units', filter)}>{more.allUnits}</a>
      </p>
    </section>
  );
}

function figuresOf(row: RatesRow, locale: Locale): readonly (VNode | string)[] {
  const completed = formatCount(row.completed, locale);
  const delivered = formatCount(row.delivered, locale);
  if (row.rates.kind === 'hidden') return [completed, '–', delivered, '–', withheldRate(row, locale)];
  const { coverage, response } = row.rates;
  return [
    completed,
    coverage.value === null ? '–' : formatShare(coverage.value, locale),
    delivered,
    formatCount(row.finished, locale),
    <RateCell rate={response} locale={locale} />,
  ];
}
