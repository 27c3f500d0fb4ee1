import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import { NEAR_DAYS, type Deadline } from '../../../domain/person-request.ts';
import { formatDay } from '../../ui/format.ts';
import { rightsTextFor } from '../text.ts';

/** How long there is; what presses stands out by weight, for the words say it already. */
export function Left({ deadline, locale }: { readonly deadline: Deadline; readonly locale: Locale }): VNode {
  const words = rightsTextFor(locale).left(deadline.daysLeft, formatDay(deadline.day, locale));
  return deadline.daysLeft <= NEAR_DAYS ? <b>{words}</b> : <span>{words}</span>;
}
