import type { MissedCount } from '../../../domain/coverage.ts';
import type { Locale } from '../../../domain/locale.ts';
import { rateOf } from '../../../domain/rate.ts';
import type { CoverageReport } from '../../../service/show-coverage.ts';
import { unitLabel } from '../../ui/format.ts';
import { coverageTextFor } from '../text.ts';
import { rateCells, withheldCells } from './cells.ts';
import type { Sheet, SheetCell, SheetColumn, SheetNote } from './sheet.ts';
import { exportTextFor } from './text.ts';

interface CoverageSheetsProps {
  readonly report: CoverageReport;
  readonly units: Parameters<typeof unitLabel>[1];
  readonly notes: readonly SheetNote[];
  readonly locale: Locale;
}

/** What the page on coverage shows, table by table. */
export function coverageSheets({ report, units, notes, locale }: CoverageSheetsProps): readonly [Sheet, Sheet, Sheet] {
  const text = coverageTextFor(locale);
  const figures: readonly SheetColumn[] = [
    { label: text.columns.completed, kind: 'count' },
    { label: text.columns.missed, kind: 'count' },
    { label: text.columns.share, kind: 'share' },
    { label: exportTextFor(locale).overview.interval, kind: 'interval' },
  ];
  return [
    {
      key: 'reasons',
      name: text.reasons,
      columns: [{ label: text.columns.reason, kind: 'text' }, ...figures],
      rows: report.reasons.map((row) => [text.reason[row.key], ...cellsOf(row)]),
      notes,
      locale,
    },
    {
      key: 'months',
      name: text.months,
      columns: [{ label: text.columns.month, kind: 'month' }, ...figures],
      rows: report.months.map((row) => [row.key, ...cellsOf(row)]),
      notes,
      locale,
    },
    {
      key: 'units',
      name: text.units,
      columns: [
        { label: exportTextFor(locale).overview.unitCode, kind: 'text', width: 12 },
        { label: text.columns.unit, kind: 'text' },
        ...figures,
        { label: text.columns.main, kind: 'text' },
      ],
      rows: report.units.map((row) => [
        row.key,
        unitLabel(row.key, units, locale),
        ...cellsOf(row),
        row.main && text.reason[row.main],
      ]),
      notes,
      locale,
    },
  ];
}

function cellsOf({ completed, missed }: MissedCount<string>): readonly SheetCell[] {
  if (missed === null) return [completed, ...withheldCells('dossiers', 3)];
  return [completed, missed, ...rateCells(rateOf(missed, completed))];
}
