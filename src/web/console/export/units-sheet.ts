import type { Locale } from '../../../domain/locale.ts';
import type { UnitRow } from '../../../service/compare-units.ts';
import { formatUnit } from '../../ui/format.ts';
import { compareTextFor } from '../text.ts';
import { whyNoRate } from '../withheld.ts';
import { rateCells, shareCells, withheldCells } from './cells.ts';
import type { Sheet, SheetCell, SheetNote } from './sheet.ts';
import { exportTextFor } from './text.ts';

interface UnitsSheetProps {
  readonly rows: readonly UnitRow[];
  readonly notes: readonly SheetNote[];
  readonly locale: Locale;
}

/** The comparison of units as a table, all of its pages. */
export function unitsSheet({ rows, notes, locale }: UnitsSheetProps): Sheet {
  const { columns, sheet, groups, title } = compareTextFor(locale);
  const text = exportTextFor(locale).overview;
  return {
    key: 'units',
    name: title,
    columns: [
      { label: text.unitCode, kind: 'text', width: 12 },
      { label: columns.unit, kind: 'text' },
      { label: columns.completed, kind: 'count' },
      { label: columns.response, kind: 'share' },
      { label: `${text.interval} (${columns.response})`, kind: 'interval' },
      { label: columns.satisfied, kind: 'share' },
      { label: `${text.interval} (${columns.satisfied})`, kind: 'interval' },
      { label: sheet.responses, kind: 'count' },
      { label: sheet.rankFrom, kind: 'count' },
      { label: sheet.rankTo, kind: 'count' },
      { label: columns.group, kind: 'text' },
    ],
    rows: rows.map((row) => [
      row.unit.code,
      formatUnit(row.unit, locale),
      row.rates?.completed ?? 0,
      ...responseCells(row),
      ...scoreCells(row, groups),
    ]),
    notes,
    locale,
  };
}

function responseCells({ rates }: UnitRow): readonly SheetCell[] {
  if (rates === null) return [null, null];
  if (rates.rates.kind === 'hidden') return withheldCells(whyNoRate(rates), 2);
  return rateCells(rates.rates.response);
}

function scoreCells({ scores }: UnitRow, groups: Readonly<Record<string, string>>): readonly SheetCell[] {
  if (scores === null) return [null, null, null, null, null, null];
  const { satisfaction, standing } = scores;
  if (satisfaction.kind === 'too-few') return [...withheldCells('opinions', 3), null, null, null];
  return [
    ...shareCells(satisfaction.share),
    satisfaction.responses,
    standing?.rank.best ?? null,
    standing?.rank.worst ?? null,
    standing ? (groups[standing.group] ?? null) : null,
  ];
}
