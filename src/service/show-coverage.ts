import { MISSED_REASONS, withoutSmallCounts, type MissedCount, type MissedReason } from '../domain/coverage.ts';
import type { RateFilter } from '../domain/rate.ts';
import { COUNTRY, type UnitCode } from '../domain/unit.ts';
import { groupBy } from '../lib/group-by.ts';
import { checkScope } from './check-scope.ts';
import type { CoverageCount } from './ports.ts';
import type { FigureParts, Viewer } from './show-rates.ts';

export interface CoverageReport {
  readonly completed: number;
  /** Null where a ward may not know. */
  readonly missed: number | null;
  /** Those that occur, in one order. */
  readonly reasons: readonly MissedCount<MissedReason>[];
  /** By month of completion, oldest first. */
  readonly months: readonly MissedCount<string>[];
  /** Right under the unit in view; none under a commune. */
  readonly units: readonly UnitCoverage[];
}

export interface UnitCoverage extends MissedCount<UnitCode> {
  /** The most frequent reason. */
  readonly main: MissedReason | null;
}

/**
 * Completed dossiers that nobody was ever asked about.
 * @throws CodedError `unit-out-of-scope`
 */
export async function showCoverage(parts: FigureParts, filter: RateFilter, viewer: Viewer): Promise<CoverageReport> {
  await checkScope(parts.references, filter.unit, viewer.scope);
  const top = filter.unit ?? viewer.scope;
  const isCommune = top !== null && (await parts.references.units()).get(top)?.parentCode != null;
  const by = top === null || top === COUNTRY ? 'province' : 'unit';
  const rows = await parts.figures.coverage(filter, by, viewer.scope);
  const total = countOf(
    'all',
    rows.filter(({ month, unit }) => month === null && unit === null),
  );
  const shown = <Key extends string>(counts: readonly MissedCount<Key>[]) =>
    viewer.ward ? withoutSmallCounts(counts) : counts;
  return {
    completed: total.completed,
    missed: shown([total])[0]?.missed ?? null,
    reasons: shown(reasonsOf(rows, total.completed)),
    months: shown(groupsOf(rows, ({ month }) => month).toSorted((a, b) => (a.key < b.key ? -1 : 1))),
    units: isCommune ? [] : unitsOf(rows),
  };
}

function reasonsOf(rows: readonly CoverageCount[], completed: number): readonly MissedCount<MissedReason>[] {
  const totals = rows.filter(({ month, unit }) => month === null && unit === null);
  return MISSED_REASONS.flatMap((key) => {
    const missed = totals.find(({ reason }) => reason === key)?.count ?? 0;
    return missed > 0 ? [{ key, completed, missed }] : [];
  });
}

function unitsOf(rows: readonly CoverageCount[]): readonly UnitCoverage[] {
  const ofUnits = groupBy(
    rows.filter(({ unit }) => unit !== null),
    ({ unit }) => unit ?? '',
  );
  return [...ofUnits].map(([code, found]) => {
    const missed = found.filter(({ reason }) => reason !== null);
    const main = missed.toSorted((a, b) => b.count - a.count)[0]?.reason ?? null;
    return { ...countOf(code, found), main };
  });
}

function groupsOf(
  rows: readonly CoverageCount[],
  keyOf: (row: CoverageCount) => string | null,
): readonly MissedCount<string>[] {
  const groups = groupBy(
    rows.filter((row) => keyOf(row) !== null),
    (row) => keyOf(row) ?? '',
  );
  return [...groups].map(([key, found]) => countOf(key, found));
}

function countOf(key: string, rows: readonly CoverageCount[]): MissedCount<string> {
  const sum = (some: readonly CoverageCount[]) => some.reduce((total, { count }) => total + count, 0);
  return { key, completed: sum(rows), missed: sum(rows.filter(({ reason }) => reason !== null)) };
}
