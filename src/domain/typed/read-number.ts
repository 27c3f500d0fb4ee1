import type { Score } from '../answer.ts';
import { sentimentOf } from './sentiment.ts';
import { hasRole, type Unit } from './units.ts';

export type NumberReading =
  | { readonly kind: 'none' }
  /** Numbers that are no score: 6 to 9, ranges, dates, "3 lần". */
  | { readonly kind: 'noise' }
  | { readonly kind: 'one'; readonly value: Score; readonly sure: boolean };

type NumberUnit = Extract<Unit, { kind: 'number' }>;

const NOISE: NumberReading = { kind: 'noise' };

function one(value: Score, sure: boolean): NumberReading {
  return { kind: 'one', value, sure };
}

function isScore(value: number | null): value is Score {
  return value !== null && value >= 1 && value <= 5;
}

/** Number, scale, and whether a word such as "sao", "điểm" or "mức" says that it is a score. */
interface Figure {
  readonly unit: NumberUnit;
  readonly scale: number | null;
  readonly framed: boolean;
}

function figureOf(units: readonly Unit[]): Figure | null {
  const numbers = units.filter((unit) => unit.kind === 'number');
  const framed = units.some((unit) => hasRole(unit, ['frame', 'star']));
  const [unit, scale] = numbers;
  if (unit === undefined) return null;
  const over = units.some((each) => hasRole(each, ['over']));
  if (numbers.length === 1) return over ? null : { unit, scale: null, framed };
  if (numbers.length === 2 && over && scale !== undefined) return { unit, scale: scale.value, framed };
  const repeated = numbers.every(({ value, spelled }) => value === unit.value && !spelled);
  return repeated && isScore(unit.value) && !over ? { unit: { ...unit, sure: false }, scale: null, framed } : null;
}

function valueOf({ unit, scale, framed }: Figure): NumberReading {
  const { value } = unit;
  const sure = unit.sure || framed;
  if (scale !== null) {
    if (scale === 5 && isScore(value)) return one(value, unit.sure);
    return scale === 10 && value === 10 ? one(5, true) : NOISE;
  }
  if (isScore(value)) return one(value, sure);
  if (value === 0) return one(1, false);
  if (value === 10) return one(5, framed);
  return value === 100 && framed ? one(5, false) : NOISE;
}

function isAllowed(unit: Unit): boolean {
  if (unit.kind === 'number' || unit.kind === 'stop' || unit.kind === 'emoji') return true;
  if (unit.kind !== 'term') return unit.kind === 'dash';
  return hasRole(unit, ['frame', 'star', 'over', 'filler', 'particle']) || sentimentOf(unit.role) !== null;
}

/** Graded and negated opinions may stand beside a number; other words make it a count of something. */
function isOpinion(unit: Unit): boolean {
  return hasRole(unit, ['not', 'very', 'very-after', 'fairly', 'slightly', 'barely']);
}

function isDashed(units: readonly Unit[]): boolean {
  return units.some((unit, i) => unit.kind === 'dash' && units[i + 1]?.kind === 'number');
}

/** "Hai bạn", "ba em": with nothing that says so, a number before a person may count persons. */
function isCounting(units: readonly Unit[]): boolean {
  const framed = units.some((unit) => hasRole(unit, ['frame', 'star', 'over']));
  return !framed && units.some((unit, i) => unit.kind === 'number' && hasRole(units[i + 1], ['filler']));
}

export function readNumber(units: readonly Unit[]): NumberReading {
  if (!units.some(({ kind }) => kind === 'number')) return { kind: 'none' };
  const opinion = units.some((unit) => unit.kind === 'term' && sentimentOf(unit.role) !== null);
  const clean = units.every((unit) => isAllowed(unit) || (opinion && isOpinion(unit)));
  const telling = units.filter((unit) => !hasRole(unit, ['filler', 'particle']) && unit.kind !== 'emoji');
  const figure = clean && !isDashed(units) ? figureOf(telling) : null;
  if (figure === null) return NOISE;
  const reading = valueOf(figure);
  if (reading.kind !== 'one') return reading;
  if (isCounting(units)) return opinion ? NOISE : { ...reading, sure: false };
  return opinion || !units.some(({ kind }) => kind === 'dash') ? reading : { ...reading, sure: false };
}
