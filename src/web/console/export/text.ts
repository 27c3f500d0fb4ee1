import { exportText as en } from '../../../domain/text/en/export.ts';
import { exportText as vi, type ExportText } from '../../../domain/text/vi/export.ts';
import type { Locale } from '../../../domain/locale.ts';

export function exportTextFor(locale: Locale): ExportText {
  return locale === 'vi' ? vi : en;
}
