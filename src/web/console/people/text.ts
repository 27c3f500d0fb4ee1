import { peopleText as en } from '../../../domain/text/en/people.ts';
import { peopleText as vi, type PeopleText } from '../../../domain/text/vi/people.ts';
import type { Locale } from '../../../domain/locale.ts';

export function peopleTextFor(locale: Locale): PeopleText {
  return locale === 'vi' ? vi : en;
}
