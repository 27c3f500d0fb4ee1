import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations, openBrowser, openPage, SCREENS, type Watched } from '../../support/browser.ts';
import { ADMIN } from '../../support/fixed-secrets.ts';
import { signInByForm } from '../../support/sign-in.ts';
import { UNLINKED_PAGES, unseenPages } from '../pictures/page-routes.ts';
import { CLERK, openStage, type Stage } from '../pictures/stage.ts';

let stage: Stage;
let browser: Browser;

beforeAll(async () => {
  stage = await openStage();
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await stage.close();
});

/** Pages that differ by a code, an id or a day only are one. */
function shapeOf({ pathname }: URL): string {
  return pathname
    .split('/')
    .map((part) => (/\d/.test(part) && !/^v\d$/.test(part) ? ':x' : part))
    .join('/');
}

interface Found {
  readonly visited: readonly string[];
  readonly wrong: readonly string[];
}

/** Follows every link from these pages on, one of each shape; opens what is a page and looks at it. */
async function crawl(watched: Watched, starts: readonly string[]): Promise<Found> {
  const { context, page } = watched;
  const waiting = starts.map((path) => new URL(path, stage.url));
  const seen = new Set<string>();
  const visited: string[] = [];
  const wrong: string[] = [];
  for (let url = waiting.shift(); url; url = waiting.shift()) {
    const shape = shapeOf(url);
    if (seen.has(shape)) continue;
    seen.add(shape);
    const { html, faults } = await look(context, url);
    wrong.push(...faults.map((fault) => `${shape}: ${fault}`));
    if (html === null) continue;
    visited.push(url.pathname);
    await page.goto(url.href);
    wrong.push(...[...(await inlined(page)), ...(await unusable(page))].map((fault) => `${shape}: ${fault}`));
    waiting.push(...(await linksOf(page)));
  }
  wrong.push(...[...watched.hosts].filter((host) => host !== new URL(stage.url).host), ...watched.complaints);
  return { visited, wrong };
}

/** What the server says of it; no HTML when it is a file, a picture or nothing. */
async function look(
  context: BrowserContext,
  url: URL,
): Promise<{ readonly html: string | null; readonly faults: readonly string[] }> {
  // Two links lead elsewhere, for whoever takes them: to Zalo's consent and to the agency's directory.
  const answer = await context.request.get(url.href, { maxRedirects: 0 });
  const policy = answer.headers()['content-security-policy'] ?? '';
  const type = answer.headers()['content-type'] ?? '';
  const faults = [
    ...([200, 303].includes(answer.status()) ? [] : [`answers ${String(answer.status())}`]),
    ...(policy.includes("default-src 'self'") ? [] : ['no content policy']),
    ...(/unsafe|\*|https?:/.test(policy) ? [`a content policy that allows too much: ${policy}`] : []),
  ];
  return { html: type.startsWith('text/html') ? await answer.text() : null, faults };
}

/** Whatever only `unsafe-inline` would allow. */
function inlined(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('*')].flatMap((one) => {
    const written = one.outerHTML.slice(0, 60);
    if (one.matches('style, script:not([src])') && one.type !== 'application/json') return ['inline ' + written];
    return one.getAttributeNames()
      .filter((name) => name === 'style' || name.startsWith('on'))
      .map((name) => name + ' of ' + written);
  })`);
}

/** What axe finds on an office PC by day and on a phone at night, and what is wider than the phone. */
async function unusable(page: Page): Promise<readonly string[]> {
  const byDay = await findViolations(page);
  await page.setViewportSize(SCREENS.narrow);
  await page.emulateMedia({ colorScheme: 'dark' });
  const atNight = await findViolations(page);
  const isWide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
  await page.setViewportSize(SCREENS.wide);
  await page.emulateMedia({ colorScheme: 'light' });
  const faults = [...byDay, ...atNight].map(({ id, targets }) => `${id} at ${targets.join(', ')}`);
  return [...faults, ...(isWide ? ['wider than a phone'] : [])];
}

async function linksOf(page: Page): Promise<readonly URL[]> {
  const links = await page.evaluate<string[]>(`[...document.querySelectorAll('a[href]')].map((one) => one.href)`);
  return links.map((link) => new URL(link)).filter(({ origin }) => origin === new URL(stage.url).origin);
}

describe('every page', { timeout: 400_000 }, () => {
  const visited = new Set<string>();

  async function visitAll(watched: Watched, starts: readonly string[]): Promise<readonly string[]> {
    const found = await crawl(watched, starts);
    for (const path of found.visited) visited.add(path);
    await watched.context.close();
    return found.wrong;
  }

  it.each([ADMIN, CLERK])(
    'of the console contacts nobody else, needs nothing inline and can be used by everybody: $email',
    async ({ email }) => {
      const watched = await openPage(browser);
      await signInByForm(watched.page, stage.url, { email, password: ADMIN.password });
      const { code } = await stage.dossier();
      const starts = ['/console', `/console/dossiers/${code}`, `/console/dossiers/${code}/slip`];
      expect(await visitAll(watched, starts)).toEqual([]);
    },
  );

  it('for citizens contacts nobody else, needs nothing inline and can be used by everybody', async () => {
    const { path } = await stage.dossier();
    const starts = [
      '/',
      '/cong-khai',
      '/cong-khai/rut-tham',
      '/bien-nhan',
      '/xac-minh',
      '/u/99001',
      '/api',
      '/console/sign-in',
      path,
    ];
    expect(await visitAll(await openPage(browser), starts)).toEqual([]);
  });

  it('is visited', () => {
    expect(unseenPages(stage.routes, visited).toSorted()).toEqual(UNLINKED_PAGES.toSorted());
  });
});
