import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { pageTextFor } from './format.ts';

/** For forms that show their answer within the page: the link follows the address. */
export const LANGUAGE_ID = 'language';

/** The same page in the other language; `search` keeps the page's own filters. */
export function LanguageSwitch({ locale, search }: { readonly locale: Locale; readonly search: string }): VNode {
  const other: Locale = locale === 'vi' ? 'en' : 'vi';
  const query = new URLSearchParams(search);
  query.set('lang', other);
  const text = pageTextFor(locale);
  return (
    <nav class="language" id={LANGUAGE_ID} aria-label={text.languages}>
      <a href={`?${query.toString()}`} lang={other} hrefLang={other}>
        {text.otherLanguage}
      </a>
    </nav>
  );
}
