import { factorText as enFactor } from '../../../domain/text/en/factor.ts';
import { peopleText as enPeople } from '../../../domain/text/en/people.ts';
import { factorText as viFactor, type FactorText } from '../../../domain/text/vi/factor.ts';
import { peopleText as viPeople, type PeopleText } from '../../../domain/text/vi/people.ts';
import type { Locale } from '../../../domain/locale.ts';

export function peopleTextFor(locale: Locale): PeopleText {
  return locale === 'vi' ? viPeople : enPeople;
}

export function factorTextFor(locale: Locale): FactorText {
  return locale === 'vi' ? viFactor : enFactor;
}
