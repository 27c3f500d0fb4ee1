import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import { exportTextFor } from './text.ts';

export interface ExportLinksProps {
  /** Without extension: `/console/export/overview`. */
  readonly path: string;
  /** The filters of the page, so that the file holds what is on screen. */
  readonly query: string;
  /** Of the sheets that can be had as CSV; none when there is only one. */
  readonly tables?: readonly { readonly key: string; readonly name: string }[];
  readonly locale: Locale;
}

/** A quiet line of links to what is on screen as a file. */
export function ExportLinks({ path, query, tables = [], locale }: ExportLinksProps): VNode {
  const text = exportTextFor(locale).links;
  const address = (extension: string, sheet?: string) => {
    const all = new URLSearchParams(query);
    all.delete('lang');
    if (sheet !== undefined) all.set('sheet', sheet);
    return `${path}.${extension}${all.size > 0 ? `?${all.toString()}` : ''}`;
  };
  const csv =
    tables.length === 0
      ? [{ name: text.csv, href: address('csv') }]
      : tables.map(({ key, name }) => ({ name: text.csvOf(name), href: address('csv', key) }));
  return (
    <div class="exports screen-only" role="group" aria-label={text.label}>
      <span class="exports__label">{text.label}</span>
      <ul class="exports__list">
        {[{ name: text.xlsx, href: address('xlsx') }, ...csv].map(({ name, href }) => (
          <li key={href}>
            <a href={href} download>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
