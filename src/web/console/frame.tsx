import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Viewer } from '../auth/viewer.ts';
import { Button } from '../ui/button.tsx';
import { Layout } from '../ui/layout.tsx';
import { CareTabs, NavLinks, type ConsolePage } from './nav.tsx';
import { consoleTextFor } from './text.ts';

/** Everything about a visit that a page of the console needs. */
export interface Visit {
  readonly viewer: Viewer;
  readonly locale: Locale;
  /** "Phường Cầu Giấy", or the whole country. */
  readonly scopeName: string;
  /** The query of the page. */
  readonly search: string;
}

interface FrameProps extends Visit {
  readonly title: string;
  readonly page: ConsolePage | null;
  readonly live?: boolean;
  readonly children: ComponentChildren;
}

export function ConsoleFrame({ title, page, live = false, children, ...visit }: FrameProps): VNode {
  const { locale, search } = visit;
  return (
    <Layout
      locale={locale}
      title={title}
      live={live}
      home="/console"
      search={search}
      nav={<Nav {...visit} page={page} />}
    >
      <CareTabs viewer={visit.viewer} locale={locale} page={page} />
      {children}
    </Layout>
  );
}

function Nav({ viewer, locale, scopeName, page }: Visit & Pick<FrameProps, 'page'>): VNode {
  const text = consoleTextFor(locale);
  return (
    <nav class="nav" aria-label={text.nav.label}>
      <NavLinks viewer={viewer} locale={locale} page={page} />
      <form class="who" method="post" action="/console/sign-out">
        <a class="who__self" href="/console/account" aria-current={page === 'account' ? 'page' : undefined}>
          <span>{viewer.name}</span>
          <small>
            {text.roles[viewer.role]} · {scopeName}
          </small>
        </a>
        <Button kind="quiet">{text.nav.signOut}</Button>
      </form>
    </nav>
  );
}
