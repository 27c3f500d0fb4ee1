import type { Locale } from '../../domain/locale.ts';
import { AAPOR_NAMES, type RateName } from '../../domain/rate.ts';
import type { Satisfaction } from '../../domain/satisfaction.ts';
import type { Interval } from '../../domain/wilson.ts';
import type { IndexReport } from '../../service/show-indices.ts';
import type { RatesRow } from '../../service/show-rates.ts';
import type { IndexRow, RatesRow as RatesRowAnswer } from './answers.ts';
import { apiTextFor } from './words.ts';
import type { INDEX_GROUPINGS } from './figure-query.ts';

/** Rates are fractions from 0 to 1 beside their counts; null with `hidden` where a ward may not see them. */
export function toRatesRow({ rates, ...counts }: RatesRow, why: NonNullable<RatesRowAnswer['hidden']>): RatesRowAnswer {
  const rateOf = (name: RateName) => (rates.kind === 'rates' ? { ...rates[name], aapor: AAPOR_NAMES[name] } : null);
  return {
    ...counts,
    coverage: rateOf('coverage'),
    delivery: rateOf('delivery'),
    response: rateOf('response'),
    completion: rateOf('completion'),
    ...(rates.kind === 'hidden' ? { started: null, finished: null, partial: null, hidden: why } : {}),
  };
}

/** One row `all`, or one a factor or month. */
export function toIndexRows(
  report: IndexReport,
  groupBy: (typeof INDEX_GROUPINGS)[number] | null,
  locale: Locale,
): IndexRow[] {
  const figures = (satisfaction: Satisfaction) => toFigures(satisfaction, locale);
  if (groupBy === 'factor') {
    return report.factors.map(({ factor, satisfaction }) => ({
      key: factor.key,
      name: factor.name[locale],
      ...figures(satisfaction),
    }));
  }
  if (groupBy === 'month')
    return report.trend.map(({ month, satisfaction }) => ({ key: month, ...figures(satisfaction) }));
  return [{ key: 'all', ...figures(report.overall) }];
}

/** Three figures that are never mixed: each says what it is. Null, with `hidden`, below ten responses. */
function toFigures(satisfaction: Satisfaction, locale: Locale): Omit<IndexRow, 'key'> {
  const { responses } = satisfaction;
  if (satisfaction.kind === 'too-few') {
    return { responses, share: null, meanOf5: null, meanOf100: null, hidden: 'too-few-responses' };
  }
  const { figures: labels } = apiTextFor(locale);
  const { answers, share, meanOf5, meanOf100 } = satisfaction;
  return {
    responses,
    answers,
    share: { label: labels.share, ...fractions(share) },
    meanOf5: { label: labels.meanOf5, value: meanOf5 },
    meanOf100: { label: labels.meanOf100, value: meanOf100 },
  };
}

function fractions({ value, low, high }: Interval): Interval {
  return { value: value / 100, low: low / 100, high: high / 100 };
}
