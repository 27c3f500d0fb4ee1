import type { Locale } from '../../domain/locale.ts';
import type { RateCounts } from '../../domain/rate.ts';
import { sampleProgress, type SampleFormula } from '../../domain/sampling.ts';
import { formatCount, formatNumber } from '../ui/format.ts';
import { consoleTextFor } from './text.ts';

/** What the ministry's manual asks for: five points up or down. */
const MARGIN = 0.05;

/**
 * How many answers a margin of five points takes by both formulas, how far those that came reach, and whom one would
 * still have to ask; null where nothing was completed.
 */
export function samplePlan(row: RateCounts, locale: Locale): readonly string[] | null {
  const { completed: population, finished: responses, invited, eligible } = row;
  if (population === 0) return null;
  const text = consoleTextFor(locale).overview.sample;
  const count = (n: number) => formatCount(n, locale);
  const progressBy = (formula: SampleFormula) =>
    sampleProgress(formula, { population, margin: MARGIN }, { responses, invited });
  const [yamane, finite] = [progressBy('yamane'), progressBy('finite')];
  const left = Math.max(0, eligible - invited);
  const points = finite.margin === null ? null : formatNumber(100 * finite.margin, locale, 1);
  return [
    text.needed(count(population), count(yamane.needed), count(finite.needed)),
    points === null ? text.none : text.reached(count(responses), points),
    ...(finite.toInvite === null || finite.toInvite === 0
      ? []
      : [finite.toInvite <= left ? text.toInvite(count(finite.toInvite)) : text.tooFew(count(left))]),
  ];
}
