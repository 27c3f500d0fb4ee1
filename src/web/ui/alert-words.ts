import type { Alert } from '../../domain/alerts.ts';
import type { Locale } from '../../domain/locale.ts';
import { alertText as en } from '../../domain/text/en/alerts.ts';
import { alertText as vi } from '../../domain/text/vi/alerts.ts';
import { formatCount, formatDay, formatMonth, formatShare } from './format.ts';

/** One sentence, for screens and letters. */
export function alertWords(alert: Alert, locale: Locale): string {
  const text = locale === 'vi' ? vi : en;
  if ('count' in alert) return text[alert.kind](formatCount(alert.count, locale), formatDay(alert.day, locale));
  const [now, before] = [formatShare(alert.now.value, locale), formatShare(alert.before.value, locale)];
  if (alert.kind !== 'channel-trouble') return text[alert.kind](formatMonth(alert.month, locale), now, before);
  const known = Object.entries(text.channels).find(([key]) => key === alert.channel);
  return text[alert.kind](known?.[1] ?? alert.channel, now, before);
}
