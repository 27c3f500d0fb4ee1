import { sumCells, type Cell } from '../domain/publication.ts';
import type { Improvement } from '../domain/improvement.ts';
import { RATING_SURVEY } from '../domain/rating.ts';
import { rateOf, type Rate } from '../domain/rate.ts';
import { unitSatisfaction, type Satisfaction } from '../domain/satisfaction.ts';
import type { Survey } from '../domain/survey.ts';
import { COUNTRY, type Unit, type UnitCode } from '../domain/unit.ts';
import { localDay, monthOf } from '../lib/calendar.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Clock, FigureStore, ImprovementStore, PublishedRate, ReferenceStore } from './ports.ts';
import { parentOf } from './publish-cells.ts';
import { settledMonths } from './publish-rates.ts';

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
  readonly figures: Pick<FigureStore, 'cells' | 'publishedRates'>;
  readonly references: ReferenceStore;
  readonly improvements: ImprovementStore;
  readonly clock: Clock;
  readonly zone: string;
}

/** What anybody may know of a unit; null for one that is unknown. */
export function publicReports(parts: PublicParts): (unit: UnitCode) => Promise<PublicReport | null> {
  return async (unit) => {
    const units = await parts.references.units();
    if (unit !== COUNTRY && !units.has(unit)) return null;
    const range = settledMonths(localDay(parts.clock.now(), parts.zone));
    const below = [...units.values()].filter((one) => parentOf(one.code, units) === unit).map(({ code }) => code);
    const [cells, rates, improvements] = await Promise.all([
      parts.figures.cells({ ...range, units: [unit, ...below], dimension: 'all', value: 'all' }),
      parts.figures.publishedRates({ ...range, units: [unit, ...below] }),
      parts.improvements.ofUnits(lineOf(unit, units), range.from, monthOf(localDay(parts.clock.now(), parts.zone))),
    ]);
    const surveys = await parts.references.surveys();
    const active = await parts.references.activeSurvey();
    const byUnit = groupBy(cells, ({ unitCode }) => unitCode);
    const ratesOf = groupBy(rates, ({ unitCode }) => unitCode);
    const figuresOf = (code: UnitCode): PublicFigures => ({
      unit: code,
      satisfaction: satisfactionOf(byUnit.get(code) ?? [], surveys, active),
      response: responseOf(ratesOf.get(code)),
    });
    return { ...range, own: figuresOf(unit), below: below.map(figuresOf), improvements: improvements.toReversed() };
  };
}

/** Of the months that are told, together. */
function responseOf(rates: readonly PublishedRate[] | undefined): Rate | null {
  if (rates === undefined) return null;
  const add = (name: 'finished' | 'delivered') => rates.reduce((sum, rate) => sum + rate[name], 0);
  return rateOf(add('finished'), add('delivered'));
}

/** Versions of a survey are never added up: the newest that has cells counts. */
function satisfactionOf(cells: readonly Cell[], surveys: ReadonlyMap<string, Survey>, active: Survey): Satisfaction {
  const answered = cells.filter(({ surveyId }) => surveyId !== RATING_SURVEY);
  const surveyId = answered.toSorted((a, b) => (a.month < b.month ? 1 : -1))[0]?.surveyId ?? active.id;
  const same = answered.filter((cell) => cell.surveyId === surveyId);
  const total = sumCells(same.map((cell) => Object.assign({}, cell, { month: '' })))[0];
  return unitSatisfaction(total ?? { responses: 0, counts: {} }, surveys.get(surveyId) ?? active);
}

function lineOf(unit: UnitCode, units: ReadonlyMap<UnitCode, Unit>): readonly UnitCode[] {
  const parent = parentOf(unit, units);
  return parent === null ? [unit] : [unit, ...lineOf(parent, units)];
}
