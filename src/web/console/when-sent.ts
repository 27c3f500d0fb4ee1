import type { ContactPolicy, Span } from '../../domain/contact-policy.ts';
import type { Locale } from '../../domain/locale.ts';
import { consoleTextFor } from './text.ts';

/** Why somebody has no message yet, in a clerk's words: the delay and the hours that are configured. */
export function whenSent(
  { delayMinutes, window }: Pick<ContactPolicy, 'delayMinutes' | 'window'>,
  locale: Locale,
): string {
  const text = consoleTextFor(locale).status;
  const delay = delayMinutes === 0 ? null : text.duration(Math.floor(delayMinutes / 60), delayMinutes % 60);
  const hours = window.kind === 'always' ? [] : [text.hours(text.spans(window.spans.map(spanOf)))];
  return [text.whenSent(delay), ...hours, text.scanAnyTime].join(' ');
}

function spanOf({ from, to }: Span): string {
  return `${timeOf(from)}–${timeOf(to)}`;
}

function timeOf(minutes: number): string {
  const padded = (count: number) => String(count).padStart(2, '0');
  return `${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}`;
}
