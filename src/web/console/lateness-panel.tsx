import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Satisfaction } from '../../domain/satisfaction.ts';
import type { LatenessReport } from '../../service/show-lateness.ts';
import type { RatesRow } from '../../service/show-rates.ts';
import { formatCount, formatNumber, formatShare, pageTextFor } from '../ui/format.ts';
import { RateCell } from '../ui/rate.tsx';
import { Table } from '../ui/table.tsx';
import { HiddenNote } from './hidden-note.tsx';
import type { LatenessView } from './overview-data.ts';
import { figuresTextFor } from './text.ts';
import { withheldRate } from './withheld.ts';

interface PanelProps {
  readonly lateness: LatenessView;
  /** Whether scores are for this role at all. */
  readonly seesScores: boolean;
  readonly locale: Locale;
}

const GROUPS = ['late', 'on-time'] as const;

/** Who was kept waiting, whether they answer, and what they say, beside the others. */
export function LatenessPanel({ lateness, seesScores, locale }: PanelProps): VNode {
  const text = figuresTextFor(locale).lateness;
  const { rates, scores } = lateness;
  const columns = [
    { key: 'group', label: text.group },
    { key: 'completed', label: text.completed, numeric: true },
    { key: 'share', label: text.share, numeric: true, secondary: true },
    { key: 'response', label: text.response, numeric: true },
    ...(scores ? [{ key: 'satisfied', label: text.satisfied, numeric: true }] : []),
  ];
  return (
    <section class="panel" aria-labelledby="lateness">
      <h2 id="lateness">{text.title}</h2>
      <Table
        caption={text.note}
        columns={columns}
        rows={GROUPS.map((group) => ({
          key: group,
          cells: [
            text[group],
            ...ratesOf(rates, group, locale),
            ...(scores
              ? [<ScoreCell satisfaction={scores[group === 'late' ? 'late' : 'onTime']} locale={locale} />]
              : []),
          ],
        }))}
      />
      <HiddenNote rows={rates} locale={locale} />
      {scores ? <Verdict scores={scores} locale={locale} /> : null}
      {scores === null && seesScores ? <p class="quiet">{text.noScores}</p> : null}
    </section>
  );
}

function ratesOf(rates: readonly RatesRow[], group: string, locale: Locale): readonly (VNode | string)[] {
  const row = rates.find(({ key }) => key === group);
  const all = rates.reduce((sum, { completed }) => sum + completed, 0);
  if (!row || all === 0) return [formatCount(0, locale), '–', '–'];
  return [
    formatCount(row.completed, locale),
    formatShare(row.completed / all, locale),
    row.rates.kind === 'hidden' ? withheldRate(row, locale) : <RateCell rate={row.rates.response} locale={locale} />,
  ];
}

/** A share in percent as the rates beside it are drawn. */
export function ScoreCell({
  satisfaction,
  locale,
}: {
  readonly satisfaction: Satisfaction;
  readonly locale: Locale;
}): VNode {
  if (satisfaction.kind === 'too-few') return <span class="quiet">{pageTextFor(locale).withheld.opinions}</span>;
  const { share, answers } = satisfaction;
  const [value, low, high] = [share.value / 100, share.low / 100, share.high / 100];
  return <RateCell rate={{ numerator: 0, denominator: answers, value, low, high }} locale={locale} />;
}

function Verdict({ scores, locale }: { readonly scores: LatenessReport; readonly locale: Locale }): VNode | null {
  if (!scores.difference) return null;
  const text = figuresTextFor(locale).lateness;
  const { value, verdict } = scores.difference;
  const points = formatNumber(Math.abs(value), locale, 1);
  return <p>{verdict === 'not-distinguishable' ? text[verdict] : text[verdict](points)}</p>;
}
