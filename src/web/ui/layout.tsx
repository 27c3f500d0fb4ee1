import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { assets } from './assets.ts';
import { pageTextFor } from './format.ts';
import { LanguageSwitch } from './language-switch.tsx';

export interface LayoutProps {
  readonly locale: Locale;
  readonly title: string;
  /** Links of the bar at the top; none for citizens. */
  readonly nav?: ComponentChildren;
  readonly width?: 'narrow' | 'wide';
  /** With htmx, for pages that refresh themselves. */
  readonly live?: boolean;
  /** Where the product's name leads. */
  readonly home?: string;
  /** The query of the page, kept when the language changes. */
  readonly search?: string;
  /** Zalo's code for this domain. */
  readonly siteVerification?: string | null;
  /** Beside the foot's own words. */
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** No style elements (the content policy refuses them); an opened table stays open when its page refreshes. */
const HTMX_CONFIG = JSON.stringify({
  includeIndicatorCSS: false,
  history: 'reload',
  morphIgnore: ['data-htmx-powered', 'open'],
});

/** The frame of every page: language, title, skip link, navigation, content, foot. */
export function Layout(props: LayoutProps): VNode {
  const text = pageTextFor(props.locale);
  return (
    <html lang={text.lang}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {text.skip}
        </a>
        <header class="top">
          <div class="top__in">
            <a class="brand" href={props.home ?? '/'}>
              <span class="brand__mark" aria-hidden="true" />
              <span lang="vi">{text.product}</span>
            </a>
            {props.nav}
            <LanguageSwitch locale={props.locale} search={props.search ?? ''} />
          </div>
        </header>
        <main id="main" class={props.width === 'narrow' ? 'main main--narrow' : 'main'} tabIndex={-1}>
          {props.children}
        </main>
        <footer class="foot">
          <p>{text.footer}</p>
          {props.foot}
        </footer>
      </body>
    </html>
  );
}

/** Pages name it either way. */
export function SiteVerification({ code }: { readonly code: string }): VNode {
  const name = 'zalo-platform-site-verification';
  return <meta name={name} property={name} content={code} />;
}

function Head({ locale, title, live, siteVerification }: LayoutProps): VNode {
  const { styles, script, htmx } = assets();
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      {siteVerification ? <SiteVerification code={siteVerification} /> : null}
      <title>{`${title} · ${pageTextFor(locale).product}`}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href={styles.url} />
      <script src={script.url} defer />
      {live ? <meta name="htmx-config" content={HTMX_CONFIG} /> : null}
      {live ? <script src={htmx.url} defer /> : null}
    </head>
  );
}
