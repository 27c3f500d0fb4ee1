import { numberFormat } from '../../lib/number-format.ts';
import type { Locale } from '../locale.ts';

const TAGS: Readonly<Record<Locale, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** A local calendar day `YYYY-MM-DD`: 22/11/2026, 22 November 2026. */
export function formatDay(day: string, locale: Locale): string {
  if (locale === 'vi') return day.split('-').toReversed().join('/');
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

const dayFormat = new Intl.DateTimeFormat(TAGS.en, { dateStyle: 'long', timeZone: 'UTC' });

/** With exactly so many decimals: 1.234,50 and 1,234.50. */
export function formatNumber(value: number, locale: Locale, decimals = 0): string {
  return numberFormat(TAGS[locale], decimals).format(value);
}

/** A share from 0 to 1: 84,09 % and 84.09%. */
export function formatPercent(share: number, locale: Locale, decimals = 2): string {
  return `${formatNumber(share * 100, locale, decimals)}${locale === 'vi' ? ' %' : '%'}`;
}
