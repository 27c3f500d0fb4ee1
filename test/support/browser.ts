import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** Debian's; `pretest` installs it. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A 1366x768 office PC, and a phone. */
export const SCREENS = {
  wide: { width: 1366, height: 768 },
  narrow: { width: 390, height: 844 },
} as const;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--force-color-profile=srgb',
    ],
  });
}

export interface Watched {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Hosts that pages asked for anything, whatever came of it. */
  readonly hosts: ReadonlySet<string>;
  /** Errors of scripts and refusals of the content policy. */
  readonly complaints: readonly string[];
}

export async function openPage(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: SCREENS.wide, locale: 'vi-VN', ...options });
  const page = await context.newPage();
  const hosts = new Set<string>();
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) hosts.add(new URL(request.url()).host);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  return { context, page, hosts, complaints };
}

export interface Violation {
  readonly id: string;
  readonly targets: readonly string[];
}

/** What axe-core finds on the page, by rule and element. Runs past the page's own content policy. */
export async function findViolations(page: Page): Promise<readonly Violation[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate<Violation[]>(`
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target.join(' ')) })))`);
}
