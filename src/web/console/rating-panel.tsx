import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Satisfaction } from '../../domain/satisfaction.ts';
import { formatCount, formatNumber, formatPercent, pageTextFor } from '../ui/format.ts';
import { Stat } from '../ui/stat.tsx';
import { consoleTextFor } from './text.ts';

interface PanelProps {
  readonly rating: Satisfaction;
  readonly locale: Locale;
}

/** Stars that a platform collected, apart from every figure of the survey; nothing where too few are published. */
export function RatingPanel({ rating, locale }: PanelProps): VNode | null {
  if (rating.kind === 'too-few') return null;
  const text = consoleTextFor(locale).overview;
  const percent = (value: number) => formatPercent(value, locale);
  const { share, meanOf5, answers } = rating;
  const satisfied = Math.round((share.value / 100) * answers);
  return (
    <section class="panel" aria-labelledby="rating">
      <h2 id="rating">{text.rating}</h2>
      <p class="quiet">{text.ratingNote}</p>
      <div class="stats stats--list">
        <Stat label={text.stars} value={percent(share.value)}>
          <p>{text.starsOver(formatCount(satisfied, locale), formatCount(answers, locale))}</p>
          <p>{pageTextFor(locale).interval(percent(share.low), percent(share.high))}</p>
        </Stat>
        <Stat label={text.starsMean} value={formatNumber(meanOf5 / 20, locale, 2)}>
          <p>{text.starsMeanNote}</p>
        </Stat>
      </div>
    </section>
  );
}
