import { consoleText as en } from '../../domain/text/en/console.ts';
import { consoleText as vi, type ConsoleText } from '../../domain/text/vi/console.ts';
import { importText as importEn } from '../../domain/text/en/import.ts';
import { importText as importVi, type ImportText } from '../../domain/text/vi/import.ts';
import type { Locale } from '../../domain/locale.ts';

export function consoleTextFor(locale: Locale): ConsoleText {
  return locale === 'vi' ? vi : en;
}

export function importTextFor(locale: Locale): ImportText {
  return locale === 'vi' ? importVi : importEn;
}
