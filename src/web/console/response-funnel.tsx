import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { rateOf, type RateCounts } from '../../domain/rate.ts';
import type { ConsoleText } from '../../domain/text/vi/console.ts';
import type { RatesRow } from '../../service/show-rates.ts';
import { MethodDetails } from '../ui/bullets.tsx';
import { formatCount, formatShare, pageTextFor } from '../ui/format.ts';
import { Funnel, type FunnelStep } from '../ui/funnel.tsx';
import { FUNNEL_STEPS, TELLING_STEPS, type FunnelStepKey as Step } from './funnel-steps.ts';
import { samplePlan } from './sample-plan.ts';
import { consoleTextFor } from './text.ts';
import { withheldRate } from './withheld.ts';

interface ResponseFunnelProps {
  readonly row: RatesRow;
  /** How many the survey asks. */
  readonly questions: number;
  readonly locale: Locale;
}

/** From completed dossiers to finished surveys, every rate over the step before. */
export function ResponseFunnel({ row, questions, locale }: ResponseFunnelProps): VNode {
  const text = consoleTextFor(locale).overview;
  const plan = row.rates.kind === 'hidden' ? null : samplePlan(row, locale);
  return (
    <section class="panel" aria-labelledby="funnel">
      <h2 id="funnel">{text.funnel}</h2>
      <p class="quiet">{text.funnelNote}</p>
      <Funnel
        steps={FUNNEL_STEPS.map((step, i) => stepOf(row, step, FUNNEL_STEPS[i - 1], text.steps(questions), locale))}
        hidden={withheldRate(row, locale)}
      />
      {plan === null ? null : <MethodDetails title={text.sample.title} lines={plan} />}
    </section>
  );
}

type Words = ReturnType<ConsoleText['overview']['steps']>;

function stepOf(row: RatesRow, step: Step, before: Step | undefined, words: Words, locale: Locale): FunnelStep {
  const { label, hint } = words[step];
  const hidden = row.rates.kind === 'hidden';
  const shown = hidden && TELLING_STEPS.has(step) ? null : formatCount(row[step], locale);
  const rate = hidden || before === undefined ? null : rateOver(row, step, before, words[before].of, locale);
  return { key: step, label, hint, count: row[step], shown, rate };
}

function rateOver(counts: RateCounts, step: Step, before: Step, of: string, locale: Locale): FunnelStep['rate'] {
  const { value, low, high } = rateOf(counts[step], counts[before]);
  if (value === null || low === null || high === null) return null;
  const range = pageTextFor(locale).shortInterval(formatShare(low, locale), formatShare(high, locale));
  return { value: formatShare(value, locale), of, range };
}
