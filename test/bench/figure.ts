import type { Machine } from './load/machine.ts';

/** Who is measured: this service, what most teams would write, and what the machine could do at best. */
export type Subject = 'product' | 'pipeline' | 'floor';

/** One line of the table: every round's value of whoever can be measured at all. */
export interface Row {
  readonly what: string;
  readonly unit: 'ms' | 's' | '/s' | 'MiB' | '%' | '';
  readonly goal: string;
  readonly values: Readonly<Partial<Record<Subject, readonly number[]>>>;
}

export interface Sizes {
  readonly rounds: number;
  /** Of the full size; a small share shows that everything works, and nothing more. */
  readonly scale: number;
}

export interface Figure {
  readonly name: string;
  readonly about: string;
  run(machine: Machine, sizes: Sizes): Promise<readonly Row[]>;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Of an even number of values half way between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [lower, upper] = [Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2)];
  return ((sorted[lower] ?? 0) + (sorted[upper] ?? 0)) / 2;
}

export function scaled(count: number, { scale }: Sizes, least = 20): number {
  return Math.max(least, Math.round(count * scale));
}
