import type { Locale } from '../../domain/locale.ts';
import { citizenText as en } from '../../domain/text/en/citizen.ts';
import { citizenText as vi, type CitizenText } from '../../domain/text/vi/citizen.ts';

export function citizenTextFor(locale: Locale): CitizenText {
  return locale === 'vi' ? vi : en;
}
