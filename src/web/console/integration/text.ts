import { integrationText as en } from '../../../domain/text/en/integration.ts';
import { integrationText as vi, type IntegrationText } from '../../../domain/text/vi/integration.ts';
import type { Locale } from '../../../domain/locale.ts';

export function integrationTextFor(locale: Locale): IntegrationText {
  return locale === 'vi' ? vi : en;
}
