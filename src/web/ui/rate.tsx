import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Rate } from '../../domain/rate.ts';
import { formatShare, pageTextFor } from './format.ts';

interface RateProps {
  readonly rate: Rate;
  readonly locale: Locale;
}

/** "23,4 %" and under it "18,0 % – 29,8 %", or a dash over nothing. */
export function RateCell({ rate, locale }: RateProps): VNode {
  if (rate.value === null || rate.low === null || rate.high === null) return <span class="quiet">–</span>;
  const range = pageTextFor(locale).shortInterval(formatShare(rate.low, locale), formatShare(rate.high, locale));
  return (
    <span class="rate">
      <span class="rate__value">{formatShare(rate.value, locale)}</span>
      <IntervalMark low={rate.low} value={rate.value} high={rate.high} />
      <span class="rate__range">{range}</span>
    </span>
  );
}

/** Where a share and its interval lie between 0 and 100 %; decoration, for the words stand beside it. */
export function IntervalMark(share: { readonly low: number; readonly value: number; readonly high: number }): VNode {
  const [low, value, high] = [share.low * 100, share.value * 100, share.high * 100];
  return (
    <svg class="interval" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <line class="interval__axis" x1="0" x2="100" y1="6" y2="6" />
      <rect class="interval__range" x={low} width={Math.max(high - low, 0.5)} y="3" height="6" />
      <rect class="interval__point" x={Math.min(Math.max(value - 0.75, 0), 98.5)} width="1.5" y="0" height="12" />
    </svg>
  );
}
