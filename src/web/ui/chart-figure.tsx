import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { pageTextFor } from './format.ts';

export interface ChartFigureProps {
  /** Says what the chart shows. */
  readonly title: string;
  readonly note: string;
  /** Two drawings of the same: style sheets show the one that fits. Made by `renderChart`. */
  readonly wide: string;
  readonly narrow: string;
  readonly locale: Locale;
  /** Where it can be had as a picture; none where the viewer may not take figures away. */
  readonly files?: ChartFiles | null;
  /** The figures behind it, as a table. */
  readonly children: ComponentChildren;
}

export interface ChartFiles {
  readonly svg: string;
  readonly png: string;
}

/** Readers of screens get the table, everyone else may. */
export function ChartFigure({ title, note, wide, narrow, locale, files = null, children }: ChartFigureProps): VNode {
  return (
    <figure class="chart">
      <figcaption>
        <h3 class="chart__title">{title}</h3>
        <p class="quiet">{note}</p>
      </figcaption>
      <div class="chart__wide" dangerouslySetInnerHTML={{ __html: wide }} />
      <div class="chart__narrow" dangerouslySetInnerHTML={{ __html: narrow }} />
      <details>
        <summary>{pageTextFor(locale).asTable}</summary>
        {children}
      </details>
      <ChartFileLinks title={title} files={files} locale={locale} />
    </figure>
  );
}

type LinksProps = Pick<ChartFigureProps, 'title' | 'locale'> & { readonly files: ChartFiles | null };

/** The chart as a picture. */
export function ChartFileLinks({ title, files, locale }: LinksProps): VNode | null {
  if (files === null) return null;
  const text = pageTextFor(locale);
  return (
    <p class="chart__files screen-only">
      {text.asPicture}{' '}
      <a href={files.png} download aria-label={text.pictureOf('PNG', title)}>
        PNG
      </a>{' '}
      <a href={files.svg} download aria-label={text.pictureOf('SVG', title)}>
        SVG
      </a>
    </p>
  );
}
