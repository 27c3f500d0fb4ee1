import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Viewer } from '../auth/viewer.ts';
import { Button } from '../ui/button.tsx';
import { Layout } from '../ui/layout.tsx';
import { integrationTextFor } from './integration/text.ts';
import { peopleTextFor } from './people/text.ts';
import { may } from './policy.ts';
import { settingsTextFor } from './settings/text.ts';
import { consoleTextFor, importTextFor, signsTextFor } from './text.ts';

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
  readonly page:
    'overview' | 'record' | 'import' | 'people' | 'connections' | 'signs' | 'settings' | 'audit' | 'account' | null;
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
      {children}
    </Layout>
  );
}

function Nav({ viewer, locale, scopeName, page }: Visit & Pick<FrameProps, 'page'>): VNode {
  const text = consoleTextFor(locale);
  return (
    <nav class="nav" aria-label={text.nav.label}>
      <a href="/console" aria-current={page === 'overview' ? 'page' : undefined}>
        {text.nav.overview}
      </a>
      {may(viewer, 'record-dossier') ? (
        <a href="/console/dossiers/new" aria-current={page === 'record' ? 'page' : undefined}>
          {text.nav.record}
        </a>
      ) : null}
      {may(viewer, 'import-dossiers') ? (
        <a href="/console/import" aria-current={page === 'import' ? 'page' : undefined}>
          {importTextFor(locale).nav}
        </a>
      ) : null}
      {may(viewer, 'manage-people') ? (
        <a href="/console/people" aria-current={page === 'people' ? 'page' : undefined}>
          {peopleTextFor(locale).nav}
        </a>
      ) : null}
      {may(viewer, 'manage-keys') ? (
        <a href="/console/keys" aria-current={page === 'connections' ? 'page' : undefined}>
          {integrationTextFor(locale).nav}
        </a>
      ) : null}
      {may(viewer, 'review-signs') ? (
        <a href="/console/signs" aria-current={page === 'signs' ? 'page' : undefined}>
          {signsTextFor(locale).nav}
        </a>
      ) : null}
      {may(viewer, 'see-settings') ? (
        <a href="/console/settings" aria-current={page === 'settings' ? 'page' : undefined}>
          {settingsTextFor(locale).nav}
        </a>
      ) : null}
      {may(viewer, 'see-audit') ? (
        <a href="/console/audit" aria-current={page === 'audit' ? 'page' : undefined}>
          {text.nav.audit}
        </a>
      ) : null}
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
