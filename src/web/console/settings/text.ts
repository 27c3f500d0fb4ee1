import { settingsText as en } from '../../../domain/text/en/settings.ts';
import { settingsText as vi, type SettingsText } from '../../../domain/text/vi/settings.ts';
import type { Locale } from '../../../domain/locale.ts';

export function settingsTextFor(locale: Locale): SettingsText {
  return locale === 'vi' ? vi : en;
}
