import type { VNode } from 'preact';
import type { Viewer } from '../auth/viewer.ts';
import type { Locale } from '../../domain/locale.ts';
import { addressOf, type OverviewFilter } from './overview-filter.ts';
import { may, type Action } from './policy.ts';
import { questionsTextFor } from './text.ts';

export const COVERAGE_PATH = '/console/coverage';

/** Pages that show the same unit and period in another way. */
const TABS = [
  { name: 'overview', path: '/console', action: 'see-rates' },
  { name: 'units', path: '/console/units', action: 'see-indices' },
  { name: 'coverage', path: COVERAGE_PATH, action: 'see-rates' },
  { name: 'questions', path: '/console/questions', action: 'see-indices' },
  { name: 'comments', path: '/console/comments', action: 'see-comments' },
  { name: 'improvements', path: '/console/improvements', action: 'see-indices' },
] as const satisfies readonly { readonly name: string; readonly path: string; readonly action: Action }[];

export type FigureTab = (typeof TABS)[number]['name'];

export const FIGURE_PATHS = Object.fromEntries(TABS.map(({ name, path }) => [name, path])) as Readonly<
  Record<FigureTab, string>
>;

interface TabsProps {
  readonly viewer: Viewer;
  readonly current: FigureTab;
  readonly filter: OverviewFilter;
  readonly locale: Locale;
}

/** Leads from one to the other with the filter kept; nothing where there is no choice. */
export function FigureTabs({ viewer, current, filter, locale }: TabsProps): VNode | null {
  const text = questionsTextFor(locale).tabs;
  const open = TABS.filter(({ action }) => may(viewer, action));
  if (open.length < 2) return null;
  return (
    <nav class="tabs" aria-label={text.label}>
      {open.map(({ name, path }) => (
        <a key={name} href={addressOf(path, filter)} aria-current={name === current ? 'page' : undefined}>
          {text[name]}
        </a>
      ))}
    </nav>
  );
}
