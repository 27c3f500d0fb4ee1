import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { packageRoot } from '../../src/lib/package-root.ts';
import { median, type Row, type Subject } from './figure.ts';

const HEAD = ['What', 'Goal', 'Hài Lòng', 'Usual pipeline', 'Floor'];
const SUBJECTS: readonly Subject[] = ['product', 'pipeline', 'floor'];
const BEGIN = '<!-- bench -->';
const END = '<!-- /bench -->';

/** Median of the rounds, and between them the least and the most. */
export function toTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    row.goal === '' ? '' : withUnit(row.goal, row),
    ...SUBJECTS.map((name) => cellOf(row, name)),
  ]);
  const widths = HEAD.map((title, i) =>
    Math.max(3, ...[title, ...cells.map((row) => row[i] ?? '')].map((t) => t.length)),
  );
  const line = (row: readonly string[]) => `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(HEAD), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...cells.map(line)].join('\n');
}

function cellOf(row: Row, subject: Subject): string {
  const values = row.values[subject] ?? [];
  if (values.length === 0) return '';
  const middle = withUnit(number(median(values)), row);
  return values.length === 1 ? middle : `${middle} (${number(Math.min(...values))}–${number(Math.max(...values))})`;
}

function withUnit(text: string, { unit }: Row): string {
  return unit === '' ? text : unit === '/s' ? `${text}${unit}` : `${text} ${unit}`;
}

function number(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
}

export function machineLine(rounds: number): string {
  const [first] = cpus();
  const model = first?.model.trim() ?? 'unknown processor';
  return `${String(cpus().length)} cores (${model}), Node ${process.versions.node}, ${String(rounds)} rounds: median (least–most).`;
}

/** @throws Error when the README has no place for it */
export async function writeReadme(text: string): Promise<void> {
  const path = join(packageRoot(), 'README.md');
  const readme = await readFile(path, 'utf8');
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from === -1 || to < from) throw new Error(`README.md has no ${BEGIN} … ${END}.`);
  await writeFile(path, `${readme.slice(0, from + BEGIN.length)}\n\n${text}\n\n${readme.slice(to)}`);
}
