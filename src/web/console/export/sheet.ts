import type { Locale } from '../../../domain/locale.ts';
import type { CellFormat } from '../../../lib/xlsx/write-workbook.ts';
import { pageTextFor } from '../../ui/format.ts';
import type { Withheld } from '../withheld.ts';
import { exportTextFor } from './text.ts';

/**
 * `share` is a fraction from 0 to 1 that is shown as per cent; `interval` is a pair of them, written as two columns.
 * `day`, `month` and `instant` are local: `2026-11-25`, `2026-11` or `2026-11-01`, `2026-11-25T14:30:00`.
 */
export const COLUMN_KINDS = ['text', 'count', 'share', 'number', 'day', 'month', 'instant', 'interval'] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

export interface SheetColumn {
  readonly label: string;
  readonly kind: ColumnKind;
  /** In characters; usual for the kind when left out. */
  readonly width?: number;
}

/** Both from 0 to 1. */
export interface ShareRange {
  readonly low: number;
  readonly high: number;
}

/** Stands where a figure is not shown; leaves the service as words, never as a number. */
export interface WithheldCell {
  readonly withheld: Withheld;
}

/** Null is an empty cell. Text in a column of another kind stays text. */
export type SheetCell = string | number | ShareRange | WithheldCell | null;

/** What a figure means: method, period, filters, day. */
export interface SheetNote {
  readonly label: string;
  readonly text: string;
}

/** One table as it leaves the service. */
export interface Sheet {
  /** Names it in an address, in kebab-case. */
  readonly key: string;
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Cells in the order of `columns`. */
  readonly rows: Iterable<readonly SheetCell[]> | AsyncIterable<readonly SheetCell[]>;
  readonly notes: readonly SheetNote[];
  readonly locale: Locale;
}

export interface FlatColumn {
  readonly label: string;
  readonly kind: Exclude<ColumnKind, 'interval'>;
  readonly width: number;
}

export type FlatCell = string | number | null;

const WIDTHS: Readonly<Record<FlatColumn['kind'], number>> = {
  text: 32,
  count: 14,
  share: 14,
  number: 14,
  day: 14,
  month: 12,
  instant: 20,
};

export const FORMATS: Readonly<Record<FlatColumn['kind'], CellFormat>> = {
  text: 'general',
  count: 'count',
  share: 'percent',
  number: 'decimal',
  day: 'day',
  month: 'month',
  instant: 'instant',
};

/** One column a value: an interval becomes its two ends. */
export function flatColumns({ columns, locale }: Pick<Sheet, 'columns' | 'locale'>): readonly FlatColumn[] {
  const text = exportTextFor(locale);
  return columns.flatMap(({ label, kind, width }): readonly FlatColumn[] => {
    if (kind !== 'interval') return [{ label, kind, width: width ?? WIDTHS[kind] }];
    return [text.from(label), text.to(label)].map((end) => ({
      label: end,
      kind: 'share',
      width: width ?? WIDTHS.share,
    }));
  });
}

/** The cells of one row, as many as `flatColumns` says. */
export function flatCells(sheet: Pick<Sheet, 'columns' | 'locale'>, row: readonly SheetCell[]): readonly FlatCell[] {
  const words = pageTextFor(sheet.locale).withheld;
  return sheet.columns.flatMap(({ kind }, i) => {
    const cell = row[i] ?? null;
    if (kind !== 'interval') return [flatCell(cell, kind, words)];
    if (isRange(cell)) return [finite(cell.low), finite(cell.high)];
    const same = flatCell(cell, 'text', words);
    return [same, same];
  });
}

function flatCell(cell: SheetCell, kind: FlatColumn['kind'], words: Readonly<Record<Withheld, string>>): FlatCell {
  if (cell === null) return null;
  if (typeof cell === 'object') return 'withheld' in cell ? words[cell.withheld] : null;
  if (typeof cell === 'number') return finite(cell);
  return kind === 'month' && /^\d{4}-\d{2}$/.test(cell) ? `${cell}-01` : cell;
}

function isRange(cell: SheetCell): cell is ShareRange {
  return typeof cell === 'object' && cell !== null && 'low' in cell;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
