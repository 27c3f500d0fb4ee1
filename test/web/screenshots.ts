import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Browser } from 'playwright-core';
import { openBrowser, openPage } from '../support/browser.ts';
import { ALL_PICTURES } from './pictures/all-pictures.ts';
import { unseenPages } from './pictures/page-routes.ts';
import { looksOf, type Look, type Picture } from './pictures/picture.ts';
import { openStage, type Stage } from './pictures/stage.ts';

const USAGE = 'node dist/test/web/screenshots.js FOLDER [PART OF A NAME]';

/** Takes every page and state of the web, or those whose name holds the second argument. */
async function main(): Promise<void> {
  const [folder, part = ''] = process.argv.slice(2);
  if (folder === undefined) throw new Error(USAGE);
  await mkdir(folder, { recursive: true });
  const stage = await openStage();
  const browser = await openBrowser();
  const seen = new Set<string>();
  try {
    for (const picture of ALL_PICTURES.filter(({ name }) => name.includes(part))) {
      for (const look of looksOf(picture)) await take({ browser, stage, seen }, picture, look, folder);
    }
    if (part === '') reportUnseen(unseenPages(stage.routes, seen));
  } finally {
    await browser.close();
    await stage.close();
  }
}

/** A page without a picture fails the run: whoever adds one adds its picture. */
function reportUnseen(routes: readonly string[]): void {
  for (const route of routes) process.stdout.write(`${route}  HAS NO PICTURE\n`);
  if (routes.length > 0) process.exitCode = 1;
}

interface Studio {
  readonly browser: Browser;
  readonly stage: Stage;
  /** Paths that answered with a page. */
  readonly seen: Set<string>;
}

async function take({ browser, stage, seen }: Studio, picture: Picture, look: Look, folder: string): Promise<void> {
  const name = `${picture.name}-${look.name}`;
  const { context, page, complaints } = await openPage(browser, look.options);
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest() && response.ok();
    if (isPage) seen.add(new URL(response.url()).pathname);
  });
  try {
    await picture.reach(page, stage, look.lang);
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    process.stdout.write(`${name}  ${String(height)} px${complaints.map((one) => `  ${one}`).join('')}\n`);
  } catch (error) {
    process.exitCode = 1;
    process.stdout.write(`${name}  FAILED: ${error instanceof Error ? error.message.split('\n', 1).join('') : ''}\n`);
  } finally {
    await context.close();
  }
}

await main();
