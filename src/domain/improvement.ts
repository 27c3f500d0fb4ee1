import { addDays, isDay, monthOf } from '../lib/calendar.ts';
import type { FactorKey, Survey } from './survey.ts';
import { COUNTRY, type UnitScope } from './unit.ts';

/** Something that a unit did better, as it stands after its last version. */
export interface Improvement {
  readonly id: string;
  /** 1, 2, 3 …: what came before is kept. */
  readonly version: number;
  /** Null for the whole country. */
  readonly unit: UnitScope;
  /** First day of the month in which it took effect. */
  readonly month: string;
  readonly factor: FactorKey | null;
  readonly text: string;
}

/** As somebody typed it. */
export interface TypedImprovement {
  /** `YYYY-MM` */
  readonly month: string;
  readonly unit: UnitScope;
  readonly factor: string;
  readonly text: string;
}

export type ImprovementFault =
  'month-malformed' | 'month-to-come' | 'month-too-old' | 'factor-unknown' | 'text-too-short' | 'text-too-long';

export const TEXT_LENGTH = { min: 10, max: 300 } as const;
/** Nothing older stands on any trend. */
const OLDEST_DAYS = 3 * 366;

/** What is wrong, or what may be written; the month as its first day. */
export function checkImprovement(
  typed: TypedImprovement,
  survey: Pick<Survey, 'factors'>,
  today: string,
): readonly ImprovementFault[] | Pick<Improvement, 'unit' | 'month' | 'factor' | 'text'> {
  const month = `${typed.month}-01`;
  const text = typed.text.replaceAll(/\s+/gu, ' ').trim();
  const isKnown = typed.factor === '' || survey.factors.some(({ key }) => key === typed.factor);
  const faults = [
    ...monthFaults(month, today),
    ...(isKnown ? [] : (['factor-unknown'] as const)),
    ...(text.length < TEXT_LENGTH.min ? (['text-too-short'] as const) : []),
    ...(text.length > TEXT_LENGTH.max ? (['text-too-long'] as const) : []),
  ];
  const unit = typed.unit === COUNTRY ? null : typed.unit;
  return faults.length > 0 ? faults : { unit, month, factor: typed.factor === '' ? null : typed.factor, text };
}

function monthFaults(month: string, today: string): readonly ImprovementFault[] {
  if (!isDay(month)) return ['month-malformed'];
  if (month > monthOf(today)) return ['month-to-come'];
  return month < monthOf(addDays(today, -OLDEST_DAYS)) ? ['month-too-old'] : [];
}
