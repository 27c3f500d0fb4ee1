import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { SIGNALS, type SignalName } from '../../../src/domain/interference/signal.ts';
import { groupBy } from '../../../src/lib/group-by.ts';
import { packageRoot } from '../../../src/lib/package-root.ts';
import { detections, falsePositives, type Caught, type Row } from './simulation.ts';

/** Eight kinds of interference at three strengths, beside clean wards; the README shows the same tables. */
describe('signals on simulated wards', () => {
  let clean: Caught;
  let rows: readonly Row[];

  beforeAll(() => {
    clean = falsePositives();
    rows = detections();
  }, 120_000);

  it('are wrong about at most one clean ward and month in fifty', () => {
    expect(clean.any).toBeLessThan(0.02);
    expect(SIGNALS.filter((signal) => (clean.bySignal.get(signal) ?? 1) >= 0.01)).toEqual([]);
  });

  it('find every strong interference in most wards, and the stronger the more', () => {
    const found = byManipulation(rows);
    expect(found.size).toBe(8);
    for (const [weak = 0, middle = 0, strong = 0] of found.values()) {
      expect(strong).toBeGreaterThan(0.75);
      expect([weak, middle, strong]).toEqual([weak, middle, strong].toSorted((a, b) => a - b));
    }
  });

  it('are each good for something', () => {
    expect(SIGNALS.filter((signal) => bestOf(signal, rows) < 0.2)).toEqual([]);
  });

  it('are told in the README as they are measured', () => {
    const table = tableRows(readFileSync(`${packageRoot()}/README.md`, 'utf8'));
    const told = SIGNALS.map((signal) => [signal, table.get(`\`${signal}\``)?.slice(-2)]);
    expect(told).toEqual(
      SIGNALS.map((signal) => [signal, [clean.bySignal.get(signal) ?? 0, bestOf(signal, rows)].map(percent)]),
    );
    for (const [manipulation, shares] of byManipulation(rows)) {
      expect([manipulation, table.get(manipulation)]).toEqual([manipulation, shares.map(percent)]);
    }
  });
});

/** The most that a signal finds of one manipulation. */
function bestOf(signal: SignalName, rows: readonly Row[]): number {
  return Math.max(...rows.map(({ caught }) => caught.bySignal.get(signal) ?? 0));
}

/** Wards in which any signal stands, by strength. */
function byManipulation(rows: readonly Row[]): ReadonlyMap<string, readonly number[]> {
  const groups = groupBy(rows, ({ manipulation }) => manipulation);
  return new Map([...groups].map(([manipulation, group]) => [manipulation, group.map(({ caught }) => caught.any)]));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Cells of all tables by the first of their row. */
function tableRows(markdown: string): ReadonlyMap<string, readonly string[]> {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
  return new Map(
    rows.map((row) => {
      const [, first = '', ...cells] = row.split('|').map((cell) => cell.trim());
      return [first, cells.slice(0, -1)];
    }),
  );
}
