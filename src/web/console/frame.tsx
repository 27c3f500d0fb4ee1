import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Viewer } from '../auth/viewer.ts';
import { Button } from '../ui/button.tsx';
import { Layout } from '../ui/layout.tsx';
import { integrationTextFor } from './integration/text.ts';
import { peopleTextFor } from './people/text.ts';
import { may } from './policy.ts';
import { settingsTextFor } from './settings/text.ts';
import { channelsTextFor, consoleTextFor, importTextFor, signsTextFor } from './text.ts';

/** Everything about a visit that a page of the console needs. */
export interface Visit {
  readonly viewer: Viewer;
  readonly locale: Locale;
  /** "Phường Cầu Giấy", or the whole country. */
  readonly scopeName: string;
  /** The query of the page. */
  readonly search: string;
}

/** In this order; each for those who may see it. */
const SECTIONS = [
  ['overview', '/console', 'see-rates'],
  ['record', '/console/dossiers/new', 'record-dossier'],
  ['import', '/console/import', 'import-dossiers'],
  ['people', '/console/people', 'manage-people'],
  ['connections', '/console/keys', 'manage-keys'],
  ['signs', '/console/signs', 'review-signs'],
  ['settings', '/console/settings', 'see-settings'],
  ['channels', '/console/channels', 'see-channels'],
  ['audit', '/console/audit', 'see-audit'],
] as const;
type Section = (typeof SECTIONS)[number][0];

interface FrameProps extends Visit {
  readonly title: string;
  readonly page: Section | 'account' | null;
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
  const words = sectionWords(locale);
  return (
    <nav class="nav" aria-label={text.nav.label}>
      {SECTIONS.filter(([, , action]) => may(viewer, action)).map(([section, href]) => (
        <a key={section} href={href} aria-current={page === section ? 'page' : undefined}>
          {words[section]}
        </a>
      ))}
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

function sectionWords(locale: Locale): Readonly<Record<Section, string>> {
  const { nav } = consoleTextFor(locale);
  return {
    ...nav,
    import: importTextFor(locale).nav,
    people: peopleTextFor(locale).nav,
    connections: integrationTextFor(locale).nav,
    signs: signsTextFor(locale).nav,
    settings: settingsTextFor(locale).nav,
    channels: channelsTextFor(locale).nav,
  };
}
