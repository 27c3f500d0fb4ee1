import { BACK_CHECK_QUESTIONS, yesIn, type BackCheckQuestion } from '../../domain/back-check.ts';
import { MIN_PUBLISHED, sumCells, type Cell } from '../../domain/publication.ts';
import { rateOf, type Rate } from '../../domain/rate.ts';
import { COUNTRY, type Unit, type UnitCode, type UnitScope } from '../../domain/unit.ts';
import { firstOfMonth, localDay, monthOf } from '../../lib/calendar.ts';
import type { Clock, FigureStore, ReferenceStore } from '../ports.ts';

export interface BackCheckRow {
  readonly unit: UnitCode;
  /** How many were asked, whether or not they answered. */
  readonly asked: number;
  /** Who said yes, of those who said yes or no; null while fewer than ten did. */
  readonly shares: Readonly<Record<BackCheckQuestion, Rate | null>>;
}

export interface BackCheckReport {
  /** First days of the first and the last month, by completion. */
  readonly from: string;
  readonly to: string;
  readonly own: BackCheckRow;
  /** Provinces in which anybody was asked; none below a province. */
  readonly provinces: readonly BackCheckRow[];
}

export interface BackCheckParts {
  readonly figures: Pick<FigureStore, 'backChecks'>;
  readonly references: Pick<ReferenceStore, 'units'>;
  readonly clock: Clock;
  readonly zone: string;
}

const MONTHS = 12;

/** What the back-check found in a year, above the communes only; null for whoever looks at a commune. */
export async function showBackChecks(parts: BackCheckParts, scope: UnitScope): Promise<BackCheckReport | null> {
  const units = await parts.references.units();
  const unit = scope ?? COUNTRY;
  if (unit !== COUNTRY && units.get(unit)?.parentCode !== null) return null;
  const to = monthOf(localDay(parts.clock.now(), parts.zone));
  const from = firstOfMonth(to, 1 - MONTHS);
  const below = unit === COUNTRY ? provincesOf(units) : [];
  const { cells, asked } = await parts.figures.backChecks({ from, to, units: [unit, ...below] });
  const total = [...asked.values()].reduce((sum, count) => sum + count, 0);
  const rowOf = (code: UnitCode, count: number): BackCheckRow => ({
    unit: code,
    asked: count,
    shares: sharesOf(cells.filter(({ unitCode }) => unitCode === code)),
  });
  return {
    from,
    to,
    own: rowOf(unit, unit === COUNTRY ? total : (asked.get(unit) ?? 0)),
    provinces: below.filter((code) => asked.has(code)).map((code) => rowOf(code, asked.get(code) ?? 0)),
  };
}

function provincesOf(units: ReadonlyMap<UnitCode, Unit>): readonly UnitCode[] {
  return [...units.values()].filter(({ parentCode }) => parentCode === null).map(({ code }) => code);
}

function sharesOf(cells: readonly Cell[]): BackCheckRow['shares'] {
  const total = sumCells(cells.map((cell) => Object.assign({}, cell, { month: '' })))[0];
  const [own, prompted] = BACK_CHECK_QUESTIONS.map((question) => shareOf(total?.counts[question]));
  return { own: own ?? null, prompted: prompted ?? null };
}

function shareOf(counts: Cell['counts'][string] | undefined): Rate | null {
  if (!counts) return null;
  const { yes, of } = yesIn(counts);
  return of < MIN_PUBLISHED ? null : rateOf(yes, of);
}
