import type { Locale } from '../../../domain/locale.ts';
import { surveysText as en } from '../../../domain/text/en/surveys.ts';
import { surveysText as vi, type SurveysText } from '../../../domain/text/vi/surveys.ts';

export function surveysTextFor(locale: Locale): SurveysText {
  return locale === 'vi' ? vi : en;
}
