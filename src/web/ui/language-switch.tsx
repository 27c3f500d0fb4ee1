import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { pageTextFor } from './format.ts';

/** The same page in the other language; `search` keeps the page's own filters. */
export function LanguageSwitch({ locale, search }: { readonly locale: Locale; readonly search: string }): VNode {
  const other: Locale = locale === 'vi' ? 'en' : 'vi';
  const query = new URLSearchParams(search);
  query.set('lang', other);
  const text = pageTextFor(locale);
  return (
    <nav class="language" aria-label={text.languages}>
      <a href={`?${query.toString()}`} lang={other} hrefLang={other}>
        {text.otherLanguage}
      </a>
    </nav>
  );
}
