import type { LedgerDay } from '../ledger.ts';
import type { Locale } from '../locale.ts';
import type { Rates } from '../rate.ts';
import type { Satisfaction } from '../satisfaction.ts';
import { lettersText as en } from './en/letters.ts';
import { formatDay, formatNumber, formatPercent } from './format.ts';
import { lettersText as vi, type LettersText } from './vi/letters.ts';

export interface LetterText {
  readonly subject: string;
  readonly text: string;
}

function wordsFor(locale: Locale): LettersText {
  return locale === 'vi' ? vi : en;
}

export interface DigestFacts {
  readonly name: string;
  readonly unit: string;
  /** Local day. */
  readonly day: string;
  /** `2026-11-01`: the present month. */
  readonly month: string;
  readonly rates: { readonly delivered: number; readonly finished: number; readonly rates: Rates } | null;
  readonly scores: { readonly from: string; readonly to: string; readonly satisfaction: Satisfaction };
  /** The most pressing alert, in words; null when there is none. */
  readonly alert: string | null;
  /** Of the console. */
  readonly url: string;
}

/** Three sentences: do people answer, what do they say, where to look. Nothing that a screen withholds. */
export function digestLetter(facts: DigestFacts, locale: Locale): LetterText {
  const words = wordsFor(locale);
  const { name, unit, day, alert, url } = facts;
  const sentences = [
    answeredSentence(facts, words, locale),
    satisfiedSentence(facts.scores, words, locale),
    alert === null ? words.digest.calm : words.digest.look(alert),
  ];
  return {
    subject: words.digest.subject(unit, formatDay(day, locale)),
    text: [words.greeting(name), sentences.join(' '), ...footOf(url, words)].join('\n\n'),
  };
}

function answeredSentence({ month, rates: row }: DigestFacts, words: LettersText, locale: Locale): string {
  const named = monthName(month);
  const response = row?.rates.kind === 'rates' ? row.rates.response : null;
  if (row === null || !response || response.value === null || response.low === null || response.high === null) {
    return words.digest.answeredHidden(named);
  }
  const percent = (share: number) => formatPercent(share, locale, 1);
  const [delivered, finished] = [formatNumber(row.delivered, locale), formatNumber(row.finished, locale)];
  const { value, low, high } = response;
  return words.digest.answered(named, delivered, finished, percent(value), percent(low), percent(high));
}

function satisfiedSentence(
  { from, to, satisfaction }: DigestFacts['scores'],
  words: LettersText,
  locale: Locale,
): string {
  const [first, last] = [monthName(from), monthName(to)];
  if (satisfaction.kind === 'too-few') return words.digest.tooFew(first, last);
  const percent = (value: number) => formatPercent(value / 100, locale);
  const { share, answers } = satisfaction;
  const [value, low, high] = [percent(share.value), percent(share.low), percent(share.high)];
  return words.digest.satisfied(first, last, value, low, high, formatNumber(answers, locale));
}

/** `2026-11-01` is 11/2026 in both languages. */
function monthName(month: string): string {
  return `${month.slice(5, 7)}/${month.slice(0, 4)}`;
}

export interface AlertFacts {
  readonly name: string;
  readonly unit: string;
  readonly alerts: readonly string[];
  readonly url: string;
}

export function alertLetter({ name, unit, alerts, url }: AlertFacts, locale: Locale): LetterText {
  const words = wordsFor(locale);
  const lines = alerts.map((alert) => `- ${alert}`).join('\n');
  return {
    subject: words.alerts.subject(unit),
    text: [words.greeting(name), lines, words.alerts.note, ...footOf(url, words)].join('\n\n'),
  };
}

function footOf(url: string, words: LettersText): readonly string[] {
  return [`${words.open}: ${url}/console\n${words.account}: ${url}/console/account`];
}

/** Roots of days that are closed, oldest first, for somebody outside to keep. */
export function ledgerLetter(days: readonly LedgerDay[], url: string): LetterText {
  const { ledger } = vi;
  const lines = days.map(({ day, root, previous, entries }) =>
    ledger.line(formatDay(day, 'vi'), root, previous, formatNumber(entries, 'vi')),
  );
  const last = days.at(-1)?.day ?? '';
  return {
    subject: ledger.subject(formatDay(last, 'vi')),
    text: [ledger.lead, ...lines, `${url}/cong-khai`].join('\n\n'),
  };
}
