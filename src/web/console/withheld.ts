import type { Locale } from '../../domain/locale.ts';
import { MIN_INVITED, type RateCounts } from '../../domain/rate.ts';
import type { PageText } from '../../domain/text/vi/page.ts';
import { pageTextFor } from '../ui/format.ts';

/** What a withheld figure has too little of; `other`: it would tell of a neighbour that has. */
export type Withheld = keyof PageText['withheld'];

export function whyNoRate({ invited }: Pick<RateCounts, 'invited'>): Withheld {
  return invited < MIN_INVITED ? 'invitations' : 'other';
}

/** In place of a rate that is hidden. */
export function withheldRate(counts: Pick<RateCounts, 'invited'>, locale: Locale): string {
  return pageTextFor(locale).withheld[whyNoRate(counts)];
}
