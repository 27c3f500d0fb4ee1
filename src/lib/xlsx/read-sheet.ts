import type { ByteSource } from '../byte-source.ts';
import { FileError } from '../file-error.ts';
import { serialToLocal } from './date-styles.ts';
import { readAllXml, readXml } from './read-xml.ts';
import { readWorkbook, type Workbook } from './workbook.ts';
import { openZip, type ZipEntries } from './zip-entries.ts';

/** A row of a table as text; `line` is its number in the file, from 1. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface SheetLimits {
  readonly columns: number;
  /** Of a cell; what is longer is cut. */
  readonly characters: number;
  readonly sheetBytes: number;
  readonly stringBytes: number;
}

/**
 * Rows of the first visible sheet of an XLSX file that have anything in them. Formulas count by the value that was
 * last computed, days and times as local ISO 8601 (`2026-11-25`, `2026-11-25T14:30:00`), errors as nothing.
 * @throws FileError
 */
export async function* readSheet(source: ByteSource, limits: SheetLimits): AsyncGenerator<TableRow> {
  const zip = await openZip(source);
  const workbook = await readWorkbook(zip);
  const strings = await readStrings(zip, workbook.sharedStrings, limits);
  const rows: TableRow[] = [];
  const reader = sheetReader({ workbook, strings, limits, take: (row) => rows.push(row) });
  for await (const _ of readXml(zip.read(workbook.sheet, limits.sheetBytes), reader)) yield* rows.splice(0);
}

async function readStrings(zip: ZipEntries, name: string | null, limits: SheetLimits): Promise<readonly string[]> {
  const strings: string[] = [];
  if (name === null) return strings;
  const text = textCollector(limits.characters);
  await readAllXml(zip.read(name, limits.stringBytes), {
    open: (tag) => {
      if (tag === 'si') text.start();
      text.enter(tag);
    },
    text: text.add,
    close: (tag) => {
      text.leave(tag);
      if (tag === 'si') strings.push(text.take());
    },
  });
  return strings;
}

/** Gathers what stands in `t` and `v`, without the readings (`rPh`) of Asian names. */
function textCollector(longest: number) {
  let text = '';
  let isOpen = false;
  let isReading = false;
  return {
    start: () => void (text = ''),
    enter: (tag: string) => {
      if (tag === 'rPh') isReading = true;
      if ((tag === 't' || tag === 'v') && !isReading) isOpen = true;
    },
    add: (more: string) => {
      if (isOpen && text.length < longest) text += more.slice(0, longest - text.length);
    },
    leave: (tag: string) => {
      if (tag === 'rPh') isReading = false;
      if (tag === 't' || tag === 'v') isOpen = false;
    },
    take: () => text,
  };
}

interface SheetSetting {
  readonly workbook: Workbook;
  readonly strings: readonly string[];
  readonly limits: SheetLimits;
  readonly take: (row: TableRow) => void;
}

interface CellMarks {
  readonly column: number;
  readonly type: string;
  readonly style: number;
}

function sheetReader(setting: SheetSetting) {
  const text = textCollector(setting.limits.characters);
  let line = 0;
  let cells: string[] = [];
  let cell: CellMarks | null = null;
  let next = 0;
  function endCell(): void {
    const value = cell === null ? '' : valueOf(text.take(), cell, setting);
    if (cell !== null && value !== '') {
      if (cell.column >= setting.limits.columns) throw new FileError('file-too-many-columns');
      while (cells.length < cell.column) cells.push('');
      cells[cell.column] = value;
    }
    cell = null;
  }
  return {
    open: (tag: string, attributes: Readonly<Record<string, string>>) => {
      if (tag === 'row') {
        line = lineOf(attributes['r'], line);
        cells = [];
        next = 0;
      } else if (tag === 'c') {
        const column = columnOf(attributes['r']) ?? next;
        next = column + 1;
        cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0) };
        text.start();
      } else text.enter(tag);
    },
    text: text.add,
    close: (tag: string) => {
      text.leave(tag);
      if (tag === 'c') endCell();
      if (tag === 'row' && cells.length > 0) setting.take({ line, cells });
    },
  };
}

/** Rows count upwards, whatever they call themselves. */
function lineOf(name: string | undefined, previous: number): number {
  const line = Number(name);
  return Number.isSafeInteger(line) && line > previous ? line : previous + 1;
}

/** `C7` stands in the third column, position 2. */
function columnOf(name: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(name ?? '')?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function valueOf(raw: string, { type, style }: CellMarks, { workbook, strings }: SheetSetting): string {
  switch (type) {
    case 's':
      return (strings[Number(raw)] ?? '').trim();
    case 'e':
      return '';
    case 'n':
      return numberOf(raw, workbook.dateStyles[style] === true, workbook.is1904);
    default:
      return raw.trim();
  }
}

function numberOf(raw: string, isDate: boolean, is1904: boolean): string {
  const text = raw.trim();
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return text;
  const day = isDate ? serialToLocal(value, is1904) : null;
  if (day !== null) return day;
  // 9.12345678E8 and 0.1+0.2 as Excel shows them: a long whole number in full, others to 15 digits.
  return Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
}
