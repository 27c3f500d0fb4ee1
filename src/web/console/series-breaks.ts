import type { Year } from './overview-data.ts';

/** Positions of the months that ask another survey than the last known one before them. */
export function breaksOf(year: Year): readonly number[] {
  return year.flatMap(({ figures }, i) => {
    const before = year.slice(0, i).findLast((month) => month.figures !== null)?.figures;
    return figures && before && before.surveyId !== figures.surveyId ? [i] : [];
  });
}
