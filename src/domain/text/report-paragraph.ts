import { differenceOf, verdictOf } from '../difference.ts';
import type { Locale } from '../locale.ts';
import type { RateCounts, Rates } from '../rate.ts';
import { compare, type Satisfaction } from '../satisfaction.ts';
import { reportText as en } from './en/report.ts';
import { reportText as vi, type ReportText } from './vi/report.ts';

/** How figures are written; formats belong to the pages. */
export interface ReportNumbers {
  count(count: number): string;
  /** 84.09 as per cent. */
  percent(percent: number): string;
  /** Percentage points, without their sign. */
  points(points: number): string;
}

export interface FactorFigure {
  readonly name: string;
  readonly satisfaction: Satisfaction;
}

export interface ReportFacts {
  /** "phường Cầu Giấy" within a sentence; null for the whole country. */
  readonly unit: string | null;
  /** "11/2026". */
  readonly month: string;
  /** As days are written. */
  readonly from: string;
  readonly to: string;
  /** Null when nothing was completed. */
  readonly rates: (RateCounts & { readonly rates: Rates }) | null;
  /** "11/2026": of the scores, which are whole months. */
  readonly scoreMonth: string;
  readonly satisfaction: Satisfaction;
  readonly before: { readonly month: string; readonly satisfaction: Satisfaction };
  readonly factors: readonly FactorFigure[];
}

export function reportTextFor(locale: Locale): ReportText {
  return locale === 'vi' ? vi : en;
}

/**
 * One paragraph for an official report: what was counted, every rate with its interval and n, and a difference only
 * where there is one.
 */
export function reportParagraph(facts: ReportFacts, numbers: ReportNumbers, locale: Locale): string {
  const words = reportTextFor(locale).paragraph;
  const where = facts.unit === null ? words.where.country : words.where.unit(facts.unit);
  const span = words.span(facts.from, facts.to);
  if (facts.rates === null || facts.rates.completed === 0) return words.none(facts.month, span, where);
  const { completed, eligible, invited } = facts.rates;
  const { count } = numbers;
  return [
    words.completed(facts.month, span, where, count(completed), count(eligible), count(invited)),
    responseSentence(facts.rates, numbers, words),
    ...scoreSentences(facts, numbers, words),
    words.reference,
  ].join(' ');
}

type Words = ReportText['paragraph'];

function responseSentence(row: NonNullable<ReportFacts['rates']>, numbers: ReportNumbers, words: Words): string {
  if (row.rates.kind === 'hidden') return words.responseHidden;
  const { value, low, high } = row.rates.response;
  if (value === null || low === null || high === null) return words.responseNone;
  const percent = (share: number) => numbers.percent(100 * share);
  const { delivered, finished } = row;
  return words.response(numbers.count(delivered), numbers.count(finished), percent(value), percent(low), percent(high));
}

function scoreSentences(facts: ReportFacts, numbers: ReportNumbers, words: Words): readonly string[] {
  const { satisfaction, scoreMonth } = facts;
  if (satisfaction.kind === 'too-few') return [words.tooFew(scoreMonth)];
  const { share, answers, responses } = satisfaction;
  const [value, low, high] = [share.value, share.low, share.high].map((one) => numbers.percent(one));
  return [
    words.satisfaction(
      scoreMonth,
      value ?? '',
      low ?? '',
      high ?? '',
      numbers.count(answers),
      numbers.count(responses),
    ),
    ...changeSentence(facts, numbers, words),
    ...factorSentence(facts.factors, numbers, words),
  ];
}

function changeSentence(
  { satisfaction, before }: ReportFacts,
  numbers: ReportNumbers,
  words: Words,
): readonly string[] {
  if (satisfaction.kind === 'too-few' || before.satisfaction.kind === 'too-few') return [];
  const difference = differenceOf(satisfaction.share, before.satisfaction.share);
  const was = numbers.percent(before.satisfaction.share.value);
  const points = (value: number) => numbers.points(Math.abs(value));
  const { value, low, high } = difference;
  switch (verdictOf(difference)) {
    case 'higher':
      return [words.higher(before.month, was, points(value), points(low), points(high))];
    case 'lower':
      return [words.lower(before.month, was, points(value), points(high), points(low))];
    case 'not-distinguishable':
      return [words.same(before.month, was)];
  }
}

function factorSentence(factors: readonly FactorFigure[], numbers: ReportNumbers, words: Words): readonly string[] {
  const shown = factors.flatMap(({ name, satisfaction }) =>
    satisfaction.kind === 'figures' ? [{ name, satisfaction, share: satisfaction.share.value }] : [],
  );
  const sorted = shown.toSorted((left, right) => left.share - right.share);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (!lowest || !highest || sorted.length < 2) return [];
  if (compare(lowest.satisfaction, highest.satisfaction) !== 'lower') return [words.factorsAlike];
  const percent = (share: number) => numbers.percent(share);
  return [words.factorsApart(lowest.name, percent(lowest.share), highest.name, percent(highest.share))];
}
