import { publishable, sumCells, type Cell } from '../domain/publication.ts';
import type { Improvement } from '../domain/improvement.ts';
import { RATING_SURVEY } from '../domain/rating.ts';
import { rateOf, type Rate, type UnitMonthCounts } from '../domain/rate.ts';
import { unitSatisfaction, type Satisfaction } from '../domain/satisfaction.ts';
import type { Survey } from '../domain/survey.ts';
import { COUNTRY, type Unit, type UnitCode } from '../domain/unit.ts';
import { addDays, localDay, monthOf } from '../lib/calendar.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Clock, FigureStore, ImprovementStore, ReferenceStore } from './ports.ts';
import { parentOf } from './publish-cells.ts';

export interface PublicFigures {
  readonly unit: UnitCode;
  readonly satisfaction: Satisfaction;
  /** Null where no month may be told. */
  readonly response: Rate | null;
}

export interface PublicReport {
  /** First days of the first and the last month. */
  readonly from: string;
  readonly to: string;
  readonly own: PublicFigures;
  /** Of the units right below, in no order. */
  readonly below: readonly PublicFigures[];
  /** Of the unit and those above it, newest first. */
  readonly improvements: readonly Improvement[];
}

export interface PublicParts {
  readonly figures: FigureStore;
  readonly references: ReferenceStore;
  readonly improvements: ImprovementStore;
  readonly clock: Clock;
  readonly zone: string;
}

const MONTHS = 12;
/** Answers come in for a week after an invitation: then a month stands still. */
const SETTLED_DAYS = 21;

/** What anybody may know of a unit; null for one that is unknown. Response rates are computed once a day. */
export function publicReports(parts: PublicParts): (unit: UnitCode) => Promise<PublicReport | null> {
  const rates = onceA(parts, (range) => publicRates(parts, range));
  return async (unit) => {
    const units = await parts.references.units();
    if (unit !== COUNTRY && !units.has(unit)) return null;
    const range = settledMonths(localDay(parts.clock.now(), parts.zone));
    const below = [...units.values()].filter((one) => parentOf(one.code, units) === unit).map(({ code }) => code);
    const [cells, known, improvements] = await Promise.all([
      parts.figures.cells({ ...range, units: [unit, ...below], dimension: 'all', value: 'all' }),
      rates(range),
      parts.improvements.ofUnits(lineOf(unit, units), range.from, monthOf(localDay(parts.clock.now(), parts.zone))),
    ]);
    const surveys = await parts.references.surveys();
    const active = await parts.references.activeSurvey();
    const byUnit = groupBy(cells, ({ unitCode }) => unitCode);
    const figuresOf = (code: UnitCode): PublicFigures => ({
      unit: code,
      satisfaction: satisfactionOf(byUnit.get(code) ?? [], surveys, active),
      response: known.get(code) ?? null,
    });
    return { ...range, own: figuresOf(unit), below: below.map(figuresOf), improvements: improvements.toReversed() };
  };
}

interface Range {
  readonly from: string;
  readonly to: string;
}

/** The twelve months up to the last one whose answers are all in. */
export function settledMonths(today: string): Range {
  const to = monthOf(addDays(monthOf(addDays(today, -SETTLED_DAYS)), -1));
  let from = to;
  for (let i = 1; i < MONTHS; i += 1) from = monthOf(addDays(from, -1));
  return { from, to };
}

/** Versions of a survey are never added up: the newest that has cells counts. */
function satisfactionOf(cells: readonly Cell[], surveys: ReadonlyMap<string, Survey>, active: Survey): Satisfaction {
  const answered = cells.filter(({ surveyId }) => surveyId !== RATING_SURVEY);
  const surveyId = answered.toSorted((a, b) => (a.month < b.month ? 1 : -1))[0]?.surveyId ?? active.id;
  const same = answered.filter((cell) => cell.surveyId === surveyId);
  const total = sumCells(same.map((cell) => Object.assign({}, cell, { month: '' })))[0];
  return unitSatisfaction(total ?? { responses: 0, counts: {} }, surveys.get(surveyId) ?? active);
}

/**
 * Response rates of every unit, over the months in which at least ten were invited and from which nothing smaller can
 * be told: the same suppression as for scores, month by month, so that no two editions differ by a small number.
 */
async function publicRates({ figures, references }: PublicParts, range: Range): Promise<ReadonlyMap<UnitCode, Rate>> {
  const [counts, units] = await Promise.all([figures.countsByUnitAndMonth(range.from, range.to), references.units()]);
  const shown = publishable(counts.map(toCell), (unit) => parentOf(unit, units));
  const totals = groupBy(shown, ({ unitCode }) => unitCode);
  return new Map(
    [...totals].map(([unit, cells]) => {
      const add = (i: 0 | 1) => cells.reduce((sum, cell) => sum + (cell.counts[REACHED]?.[i] ?? 0), 0);
      return [unit, rateOf(add(0), add(1))];
    }),
  );
}

const REACHED = 'reached';

/** As a cell of so many "responses" as there were invitations; finished and delivered are what it counts. */
function toCell({ unit, month, invited, delivered, finished }: UnitMonthCounts): Cell {
  const counts = { [REACHED]: [finished, delivered, 0, 0, 0, 0, 0] } as const;
  return { surveyId: REACHED, unitCode: unit, month, dimension: 'all', value: 'all', responses: invited, counts };
}

function lineOf(unit: UnitCode, units: ReadonlyMap<UnitCode, Unit>): readonly UnitCode[] {
  const parent = parentOf(unit, units);
  return parent === null ? [unit] : [unit, ...lineOf(parent, units)];
}

/** One answer for everybody who asks within a day; a question that fails is asked anew. */
function onceA<T>({ clock, zone }: PublicParts, ask: (range: Range) => Promise<T>): (range: Range) => Promise<T> {
  let known: { readonly day: string; readonly answer: Promise<T> } | null = null;
  return (range) => {
    const day = localDay(clock.now(), zone);
    if (known?.day !== day) {
      const answer = ask(range);
      known = { day, answer };
      answer.catch(() => (known = null));
    }
    return known.answer;
  };
}
