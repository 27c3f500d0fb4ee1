import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { dailyTextFor } from './text.ts';

/** What else a desk does in a day. */
export function DeskLinks({ locale }: { readonly locale: Locale }): VNode {
  const text = dailyTextFor(locale);
  return (
    <div class="panel">
      <h2>{text.links}</h2>
      <ul class="bullets">
        <li>
          <a href="/console/daily">{text.title}</a>
        </li>
        <li>
          <a href="/console/why-no-message">{text.help.title}</a>
        </li>
        <li>
          <a href="/console/poster">{text.poster.title}</a>
        </li>
      </ul>
    </div>
  );
}
