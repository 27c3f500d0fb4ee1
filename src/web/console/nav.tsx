import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Viewer } from '../auth/viewer.ts';
import { methodTextFor } from '../ui/method-line.tsx';
import { integrationTextFor } from './integration/text.ts';
import { peopleTextFor } from './people/text.ts';
import { may, type Action } from './policy.ts';
import { settingsTextFor } from './settings/text.ts';
import { surveysTextFor } from './surveys/text.ts';
import { channelsTextFor, consoleTextFor, importTextFor, rightsTextFor, signsTextFor } from './text.ts';

interface Entry {
  readonly href: string;
  readonly action: Action;
  readonly label: (locale: Locale) => string;
}

/** What people do every day stands in the bar at the top. */
const DAILY = {
  overview: { href: '/console', action: 'see-rates', label: (locale) => consoleTextFor(locale).nav.overview },
  record: {
    href: '/console/dossiers/new',
    action: 'record-dossier',
    label: (locale) => consoleTextFor(locale).nav.record,
  },
  import: { href: '/console/import', action: 'import-dossiers', label: (locale) => importTextFor(locale).nav },
} satisfies Readonly<Record<string, Entry>>;

/** What is set up once and looked after stands behind one word of the bar, and then in a row of its own. */
const CARE = {
  people: { href: '/console/people', action: 'manage-people', label: (locale) => peopleTextFor(locale).nav },
  surveys: { href: '/console/surveys', action: 'edit-surveys', label: (locale) => surveysTextFor(locale).nav },
  signs: { href: '/console/signs', action: 'review-signs', label: (locale) => signsTextFor(locale).nav },
  requests: { href: '/console/rights', action: 'handle-requests', label: (locale) => rightsTextFor(locale).nav },
  connections: { href: '/console/keys', action: 'manage-keys', label: (locale) => integrationTextFor(locale).nav },
  channels: { href: '/console/channels', action: 'see-channels', label: (locale) => channelsTextFor(locale).nav },
  settings: { href: '/console/settings', action: 'see-settings', label: (locale) => settingsTextFor(locale).nav },
  method: { href: '/console/method', action: 'fix-method', label: (locale) => methodTextFor(locale).nav },
  audit: { href: '/console/audit', action: 'see-audit', label: (locale) => consoleTextFor(locale).nav.audit },
} satisfies Readonly<Record<string, Entry>>;

export type ConsolePage = keyof typeof DAILY | keyof typeof CARE | 'account';

interface NavProps {
  readonly viewer: Viewer;
  readonly locale: Locale;
  readonly page: ConsolePage | null;
}

/** Links of the bar; a single page of care needs no word before it. */
export function NavLinks({ viewer, locale, page }: NavProps): VNode {
  const care = allowed(CARE, viewer);
  const [first] = care;
  return (
    <>
      {allowed(DAILY, viewer).map(([name, { href, label }]) => (
        <a key={name} href={href} aria-current={page === name ? 'page' : undefined}>
          {label(locale)}
        </a>
      ))}
      {first ? (
        <a href={first[1].href} aria-current={isOf(page, care) ? 'true' : undefined}>
          {care.length === 1 ? first[1].label(locale) : consoleTextFor(locale).nav.care}
        </a>
      ) : null}
    </>
  );
}

/** The pages of care, above each of them. */
export function CareTabs({ viewer, locale, page }: NavProps): VNode | null {
  const care = allowed(CARE, viewer);
  if (care.length < 2 || !isOf(page, care)) return null;
  return (
    <nav class="tabs" aria-label={consoleTextFor(locale).nav.care}>
      {care.map(([name, { href, label }]) => (
        <a key={name} href={href} aria-current={page === name ? 'page' : undefined}>
          {label(locale)}
        </a>
      ))}
    </nav>
  );
}

function allowed(entries: Readonly<Record<string, Entry>>, viewer: Viewer): readonly (readonly [string, Entry])[] {
  return Object.entries(entries).filter(([, { action }]) => may(viewer, action));
}

function isOf(page: ConsolePage | null, entries: readonly (readonly [string, Entry])[]): boolean {
  return entries.some(([name]) => name === page);
}
