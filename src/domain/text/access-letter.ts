import type { Locale } from '../locale.ts';
import { peopleText as en } from './en/people.ts';
import { peopleText as vi } from './vi/people.ts';

export interface LetterFacts {
  readonly purpose: 'join' | 'reset';
  readonly name: string;
  readonly url: string;
  readonly hours: number;
}

/** The letter with a link for a password. */
export function accessLetter(
  locale: Locale,
  { purpose, name, url, hours }: LetterFacts,
): { readonly subject: string; readonly text: string } {
  const { letter } = locale === 'vi' ? vi : en;
  const lines = [letter.greeting(name), letter.body[purpose], url, letter.validity(hours), letter.warning];
  return { subject: letter.subject[purpose], text: lines.join('\n\n') };
}
