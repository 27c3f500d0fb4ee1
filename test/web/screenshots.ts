import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Browser } from 'playwright-core';
import { openBrowser, openPage } from '../support/browser.ts';
import { API_PICTURES } from './pictures/api-pictures.ts';
import { CITIZEN_PICTURES } from './pictures/citizen-pictures.ts';
import { EVIDENCE_PICTURES } from './pictures/evidence-pictures.ts';
import { CONNECTION_PICTURES, SETTINGS_PICTURES } from './pictures/connection-pictures.ts';
import { CONSOLE_PICTURES } from './pictures/console-pictures.ts';
import { USUAL, type Look, type Picture } from './pictures/picture.ts';
import { openStage, type Stage } from './pictures/stage.ts';

const USAGE = 'node dist/test/web/screenshots.js FOLDER [PART OF A NAME]';

/** Takes every page and state of the web, or those whose name holds the second argument. */
async function main(): Promise<void> {
  const [folder, part = ''] = process.argv.slice(2);
  if (folder === undefined) throw new Error(USAGE);
  await mkdir(folder, { recursive: true });
  const stage = await openStage();
  const browser = await openBrowser();
  try {
    for (const picture of [
      ...CONSOLE_PICTURES,
      ...CONNECTION_PICTURES,
      ...SETTINGS_PICTURES,
      ...CITIZEN_PICTURES,
      ...EVIDENCE_PICTURES,
      ...API_PICTURES,
    ].filter(({ name }) => name.includes(part))) {
      for (const look of [...USUAL, ...(picture.looks ?? [])]) await take(browser, stage, picture, look, folder);
    }
  } finally {
    await browser.close();
    await stage.close();
  }
}

async function take(browser: Browser, stage: Stage, picture: Picture, look: Look, folder: string): Promise<void> {
  const name = `${picture.name}-${look.name}`;
  const { context, page, complaints } = await openPage(browser, look.options);
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
