import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { MethodProfile } from '../../domain/method-profile.ts';
import { methodText as en } from '../../domain/text/en/method.ts';
import { methodText as vi, type MethodText } from '../../domain/text/vi/method.ts';
import { formatDay } from './format.ts';

export function methodTextFor(locale: Locale): MethodText {
  return locale === 'vi' ? vi : en;
}

/** What an authority has fixed about its figures, in a line under them; nothing where it has not. */
export function MethodLine({
  profile,
  locale,
}: {
  readonly profile: MethodProfile | null;
  readonly locale: Locale;
}): VNode | null {
  if (profile === null) return null;
  const text = methodTextFor(locale);
  const { headline, weighting, decision, publishOn, fixedOn } = profile;
  const days = [formatDay(publishOn, locale), formatDay(fixedOn, locale)] as const;
  return (
    <p class="quiet">
      {text.line(lower(text.headlines[headline]), lower(text.weightings[weighting]), decision, ...days)}
    </p>
  );
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
