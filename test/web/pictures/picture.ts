import type { BrowserContextOptions, Page } from 'playwright-core';
import { SCREENS } from '../../support/browser.ts';
import type { Stage } from './stage.ts';

export type Lang = 'vi' | 'en';

/** How a picture is looked at. */
export interface Look {
  readonly name: string;
  readonly lang: Lang;
  readonly options: BrowserContextOptions;
}

export interface Picture {
  readonly name: string;
  /** Brings the page, in a browser of its own, to what the picture shows. */
  readonly reach: (page: Page, stage: Stage, lang: Lang) => Promise<unknown>;
  /** Beside the two usual ones; dark and English where nothing is said. None for states that are reached by Vietnamese words. */
  readonly looks?: readonly Look[];
}

/** An office PC and a phone. */
export const USUAL: readonly Look[] = [
  { name: 'wide', lang: 'vi', options: { viewport: SCREENS.wide, colorScheme: 'light' } },
  { name: 'narrow', lang: 'vi', options: { viewport: SCREENS.narrow, colorScheme: 'light' } },
];

export function looksOf({ looks = DARK_ENGLISH }: Picture): readonly Look[] {
  return [...USUAL, ...looks];
}

export const DARK_ENGLISH: readonly Look[] = [
  { name: 'wide-dark-en', lang: 'en', options: { viewport: SCREENS.wide, colorScheme: 'dark' } },
  { name: 'narrow-dark-en', lang: 'en', options: { viewport: SCREENS.narrow, colorScheme: 'dark' } },
];
