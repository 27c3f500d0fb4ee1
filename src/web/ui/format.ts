import { pageText as en } from '../../domain/text/en/page.ts';
import { pageText as vi, type PageText } from '../../domain/text/vi/page.ts';
import { COUNTRY, type Unit, type UnitCode } from '../../domain/unit.ts';
import type { Locale } from '../../domain/locale.ts';
import { localDay, minutesOfDay } from '../../lib/calendar.ts';
import { numberFormat } from '../../lib/number-format.ts';

const TAGS: Readonly<Record<Locale, string>> = { vi: 'vi-VN', en: 'en-GB' };
const NO_BREAK = '\u00a0';

export function pageTextFor(locale: Locale): PageText {
  return locale === 'vi' ? vi : en;
}

/** 1234567 is "1.234.567" in Vietnamese, "1,234,567" in English. */
export function formatCount(count: number, locale: Locale): string {
  return numberFormat(TAGS[locale], 0).format(count);
}

export function formatNumber(value: number, locale: Locale, digits: number): string {
  return numberFormat(TAGS[locale], digits).format(value);
}

/** 84.09 is "84,09 %" in Vietnamese, "84.09%" in English. */
export function formatPercent(percent: number, locale: Locale, digits = 2): string {
  return `${formatNumber(percent, locale, digits)}${locale === 'vi' ? NO_BREAK : ''}%`;
}

/** A fraction from 0 to 1 as per cent. */
export function formatShare(share: number, locale: Locale, digits = 1): string {
  return formatPercent(share * 100, locale, digits);
}

/** A local day `YYYY-MM-DD`: "22/11/2026" in Vietnamese, "22 Nov 2026" in English. */
export function formatDay(day: string, locale: Locale): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (locale === 'vi') return day.split('-').toReversed().join('/');
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    date,
  );
}

/** "14:05 22/11/2026" in Vietnamese, "22 Nov 2026, 14:05" in English. */
export function formatInstant(instant: Date, zone: string, locale: Locale): string {
  const day = formatDay(localDay(instant, zone), locale);
  const minutes = minutesOfDay(instant, zone);
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return locale === 'vi' ? `${time} ${day}` : `${day}, ${time}`;
}

/** A month `YYYY-MM…` within a sentence: "tháng 11/2026" in Vietnamese, "Nov 2026" in English. */
export function formatMonth(month: string, locale: Locale): string {
  return locale === 'vi' ? `tháng ${formatBareMonth(month, locale)}` : formatBareMonth(month, locale);
}

/** A month `YYYY-MM…` where a heading says that it is one: "11/2026" in Vietnamese, "Nov 2026" in English. */
export function formatBareMonth(month: string, locale: Locale): string {
  const [year, number] = month.split('-');
  if (locale === 'vi') return `${number ?? ''}/${year ?? ''}`;
  const date = new Date(`${month.slice(0, 7)}-01T00:00:00Z`);
  return new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(date);
}

/** A month `YYYY-MM…` without its year: "T11" in Vietnamese, "Nov" in English. */
export function formatShortMonth(month: string, locale: Locale): string {
  if (locale === 'vi') return `T${String(Number(month.slice(5, 7)))}`;
  const date = new Date(`${month.slice(0, 7)}-01T00:00:00Z`);
  return new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' }).format(date);
}

/** "Phường Cầu Giấy", "Cầu Giấy ward". */
export function formatUnit(unit: Pick<Unit, 'name' | 'type'>, locale: Locale): string {
  return pageTextFor(locale).unitTypes[unit.type](unit.name);
}

export function unitLabel(code: UnitCode | null, units: ReadonlyMap<UnitCode, Unit>, locale: Locale): string {
  if (code === null || code === COUNTRY) return pageTextFor(locale).country;
  const unit = units.get(code);
  return unit ? formatUnit(unit, locale) : code;
}

/** Names in Vietnamese order. */
export function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name.localeCompare(right.name, 'vi');
}

/** Rows about units by the units' names; one that nobody knows by its code. */
export function byUnitName<Row>(units: ReadonlyMap<UnitCode, Unit>, codeOf: (row: Row) => UnitCode) {
  const named = (row: Row) => ({ name: units.get(codeOf(row))?.name ?? codeOf(row) });
  return (left: Row, right: Row) => byName(named(left), named(right));
}
