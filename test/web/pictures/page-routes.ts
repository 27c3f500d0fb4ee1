import type { RouteEntry } from '../../../src/web/access.ts';

/** Answers with something else than a page of its own: files, data, parts of pages, ways to elsewhere. */
const NOT_PAGES = [
  /^\/(?:assets|webhooks|healthz|readyz|metrics|api\/v1)(?:\/|$)/,
  /^\/console\/export\//,
  /\.(?:csv|xlsx|docx|svg|png|json|txt|html|webmanifest)$/,
  /^\/console\/(?:figures|dossiers|dossiers\/check|import\/:id\/progress)$/,
  /^\/(?:oauth\/zalo|console\/sign-in\/agency(?:\/return)?)$/,
];

/** Reached by the answer to a form, a link in a letter or a platform alone; tests of their own look at them. */
export const UNLINKED_PAGES: readonly string[] = [
  '/hoi-lai/:token',
  '/console/links/:token',
  '/console/sign-in/code',
  '/console/keys/webhooks/:id',
  '/console/improvements/:id',
  '/console/rights/:id',
  '/console/import/:id',
  '/console/import/:id/columns',
  '/console/surveys/draft',
  '/console/surveys/draft/publish',
  '/oauth/zalo/callback',
];

/** Page routes of which no visited path was one. */
export function unseenPages(routes: readonly RouteEntry[], seen: ReadonlySet<string>): readonly string[] {
  const pages = routes.filter(({ method, url }) => method === 'GET' && !NOT_PAGES.some((other) => other.test(url)));
  // The most exact route takes a path: `/console/dossiers/new` is no dossier.
  const taken = new Set([...seen].map((path) => bestOf(pages, path)));
  return [...new Set(pages.map(({ url }) => url))].filter((url) => !taken.has(url));
}

function bestOf(pages: readonly RouteEntry[], path: string): string | undefined {
  const fitting = pages.filter(({ url }) => patternOf(url).test(path)).map(({ url }) => url);
  return fitting.toSorted((a, b) => a.split(':').length - b.split(':').length)[0];
}

function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
