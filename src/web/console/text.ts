import { consoleText as en } from '../../domain/text/en/console.ts';
import { consoleText as vi, type ConsoleText } from '../../domain/text/vi/console.ts';
import type { Locale } from '../../domain/locale.ts';

export function consoleTextFor(locale: Locale): ConsoleText {
  return locale === 'vi' ? vi : en;
}
