import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { RateCounts } from '../../domain/rate.ts';
import type { RatesRow } from '../../service/show-rates.ts';
import { formatCount, formatShare } from '../ui/format.ts';
import { Funnel, type FunnelStep } from '../ui/funnel.tsx';
import { Notice } from '../ui/notice.tsx';
import { consoleTextFor } from './text.ts';

const STEPS = ['completed', 'eligible', 'invited', 'delivered', 'started', 'finished'] as const;
type Step = (typeof STEPS)[number];

/** What a small ward could trace back to people. */
const TELLING: ReadonlySet<Step> = new Set(['started', 'finished']);

interface ResponseFunnelProps {
  readonly row: RatesRow;
  readonly locale: Locale;
}

/** From completed dossiers to finished surveys, every rate over the step before. */
export function ResponseFunnel({ row, locale }: ResponseFunnelProps): VNode {
  const text = consoleTextFor(locale).overview;
  const hidden = row.rates.kind === 'hidden';
  return (
    <section class="panel" aria-labelledby="funnel">
      <h2 id="funnel">{text.funnel}</h2>
      <p class="quiet">{text.funnelNote}</p>
      <Funnel steps={STEPS.map((step, i) => stepOf(row, step, STEPS[i - 1], locale))} hidden={text.hidden} />
      {hidden ? <Notice>{text.fewInvited}</Notice> : null}
    </section>
  );
}

function stepOf(row: RatesRow, step: Step, before: Step | undefined, locale: Locale): FunnelStep {
  const { label, hint } = consoleTextFor(locale).overview.steps[step];
  const hidden = row.rates.kind === 'hidden';
  const shown = hidden && TELLING.has(step) ? null : formatCount(row[step], locale);
  return { key: step, label, hint, count: row[step], shown, rate: hidden ? null : rateOver(row, step, before, locale) };
}

function rateOver(counts: RateCounts, step: Step, before: Step | undefined, locale: Locale): FunnelStep['rate'] {
  if (before === undefined || counts[before] === 0) return null;
  const text = consoleTextFor(locale).overview;
  return { value: formatShare(counts[step] / counts[before], locale), of: text.steps[before].of };
}
