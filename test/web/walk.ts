import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findViolations } from '../support/browser.ts';

/** Expects that axe finds no fault and nothing scrolls sideways; with `targets`, that a finger hits everything as well. */
export async function examine(page: Page, name: string, { targets = false } = {}): Promise<void> {
  expect([name, await findViolations(page)]).toEqual([name, []]);
  expect([name, await page.evaluate('document.documentElement.scrollWidth - innerWidth')]).toEqual([name, 0]);
  if (targets) expect([name, await smallTargets(page)]).toEqual([name, []]);
}

export interface Stop {
  readonly name: string;
  /** What a keyboard user would stumble over here; empty is good. */
  readonly faults: readonly string[];
}

/** What has the focus: hidden, covered by something else, or without a visible ring (WCAG 2.4.7, 2.4.11). */
const LOOK = `(() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const place = focused.getBoundingClientRect();
  const style = getComputedStyle(focused);
  const x = place.left + place.width / 2;
  // Of what is higher than the screen, such as a long table, only a part can be seen.
  const top = Math.max(place.top, 0);
  const y = top + Math.min((place.bottom - top) / 2, 20);
  const hit = document.elementFromPoint(x, y);
  const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const label = focused.labels?.[0]?.textContent ?? focused.getAttribute('aria-label') ?? focused.textContent;
  const faults = [];
  if (!ringed && focused.id !== 'main') faults.push('no ring');
  if (y < 0 || y > innerHeight || x < 0 || x > innerWidth) faults.push('out of sight');
  else if (!hit || !(focused.contains(hit) || hit.contains(focused) || hit.control === focused)) faults.push('covered');
  if (label.trim() === '') faults.push('no name');
  return { name: label.trim(), faults };
})()`;

/** Everything that Tab leads to, in order, from where the focus is until it leaves the page. */
export async function walkByTab(page: Page, limit = 60): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (let i = 0; i < limit; i += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<Stop | null>(LOOK);
    if (stop === null) break;
    stops.push(stop);
  }
  return stops;
}

/** Targets smaller than 24 by 24 px (WCAG 2.5.8); links within sentences and hidden ones do not count. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('a, button, input, select, textarea, summary')]
    .filter((one) => one.checkVisibility() && !one.closest('.sr-only') && !one.matches('.skip, p a, li a, th a'))
    .filter((one) => {
      const { width, height } = (['radio', 'checkbox'].includes(one.type) ? (one.closest('label') ?? one) : one).getBoundingClientRect();
      return width < 24 || height < 24;
    })
    .map((one) => one.outerHTML.slice(0, 80))`);
}
