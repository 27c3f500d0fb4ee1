import { RATING_SURVEY } from '../domain/rating.ts';
import type { RateFilter } from '../domain/rate.ts';
import { satisfactionOf, type Satisfaction } from '../domain/satisfaction.ts';
import { addScores } from '../domain/score.ts';
import { standingsOf, type Standing } from '../domain/unit-comparison.ts';
import { COUNTRY, type Unit, type UnitCode } from '../domain/unit.ts';
import { firstOfMonth, monthOf } from '../lib/calendar.ts';
import { groupBy } from '../lib/group-by.ts';
import { checkScope } from './check-scope.ts';
import { dimensionOf, type IndexFilter } from './find-published.ts';
import type { MonthScores } from './ports.ts';
import { showRates, type FigureParts, type RatesRow, type Viewer } from './show-rates.ts';

export interface UnitRow {
  readonly unit: Unit;
  /** Null without a completed dossier. */
  readonly rates: RatesRow | null;
  /** Null where scores were not asked for. */
  readonly scores: UnitScores | null;
}

export interface UnitScores {
  readonly satisfaction: Satisfaction;
  /** Null below thirty responses. */
  readonly standing: Standing | null;
  /** Twelve months up to the last of the period; null without a published figure. */
  readonly year: readonly (Satisfaction | null)[];
}

export interface ComparisonFilter {
  readonly rates: RateFilter;
  /** Null: rates only. */
  readonly scores: IndexFilter | null;
}

const YEAR = 12;

/**
 * The units right under one: provinces of the country, communes of a province; none under a commune.
 * @throws CodedError `unit-out-of-scope`, `too-many-dimensions`
 */
export async function compareUnits(
  parts: FigureParts,
  filter: ComparisonFilter,
  viewer: Viewer,
): Promise<readonly UnitRow[]> {
  await checkScope(parts.references, filter.rates.unit, viewer.scope);
  const top = filter.rates.unit ?? viewer.scope;
  const parent = top === COUNTRY ? null : top;
  const units = [...(await parts.references.units()).values()].filter(
    ({ parentCode, validTo }) => parentCode === parent && (validTo === null || validTo >= filter.rates.from),
  );
  if (units.length === 0) return [];
  const [rates, scores] = await Promise.all([
    showRates(parts, filter.rates, parent === null ? 'province' : 'unit', viewer),
    filter.scores && loadScores(parts, filter.scores, units),
  ]);
  const ratesOf = new Map(rates.map((row) => [row.key, row]));
  return units.map((unit) => ({
    unit,
    rates: ratesOf.get(unit.code) ?? null,
    scores: scores?.get(unit.code) ?? null,
  }));
}

async function loadScores(
  { figures }: FigureParts,
  filter: IndexFilter,
  units: readonly Unit[],
): Promise<ReadonlyMap<UnitCode, UnitScores>> {
  const [from, to] = [monthOf(filter.from), monthOf(filter.to)];
  const months = Array.from({ length: YEAR }, (_, i) => firstOfMonth(to, i + 1 - YEAR));
  const first = [from, months[0] ?? from].toSorted()[0] ?? from;
  const codes = units.map(({ code }) => code);
  const found = await figures.scores({ from: first, to, units: codes, ...dimensionOf(filter) });
  const published = found.filter(({ surveyId }) => surveyId !== RATING_SURVEY);
  // Versions of a survey are never added up: the newest is shown.
  const newest = published.reduce<MonthScores | null>((a, b) => (a && a.month >= b.month ? a : b), null)?.surveyId;
  const rows = groupBy(
    published.filter(({ surveyId }) => surveyId === newest),
    ({ unitCode }) => unitCode,
  );
  const totals = codes.map((code) => totalOf((rows.get(code) ?? []).filter(({ month }) => month >= from)));
  const standings = standingsOf(totals);
  return new Map(
    codes.map((code, i) => {
      const satisfaction: Satisfaction = totals[i] ?? { kind: 'too-few', responses: 0 };
      return [code, { satisfaction, standing: standings[i] ?? null, year: yearOf(rows.get(code) ?? [], months) }];
    }),
  );
}

function totalOf(rows: readonly MonthScores[]): Satisfaction {
  const responses = rows.reduce((sum, row) => sum + row.responses, 0);
  return satisfactionOf(addScores(rows.map(({ counts }) => counts)), responses);
}

function yearOf(rows: readonly MonthScores[], months: readonly string[]): readonly (Satisfaction | null)[] {
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  return months.map((month) => {
    const row = byMonth.get(month);
    return row ? satisfactionOf(row.counts, row.responses) : null;
  });
}
