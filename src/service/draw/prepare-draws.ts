import { nextMonth } from '../../domain/draw.ts';
import { localDay, monthOf } from '../../lib/calendar.ts';
import type { Clock } from '../ports.ts';
import { newDraw } from './draw-key.ts';
import type { DrawParts } from './drawn-test.ts';

export interface PrepareParts extends DrawParts {
  readonly clock: Clock;
  readonly zone: string;
}

/**
 * Commits to the keys of this month and the next, so that each is published before its first day; shares go on from
 * month to month. Returns how many draws were made: none but once a month.
 */
export async function prepareDraws({ draws, vault, clock, zone }: PrepareParts): Promise<number> {
  const month = monthOf(localDay(clock.now(), zone));
  const known = await draws.ofMonths([month, nextMonth(month)]);
  const current = known.find((draw) => draw.month === month);
  const earlier = (await draws.latest(1))[0]?.rates ?? {};
  const rates = current?.rates ?? earlier;
  const missing = [month, nextMonth(month)].filter((each) => !known.some((draw) => draw.month === each));
  const added = await Promise.all(missing.map((each) => draws.add(newDraw(vault, each, rates))));
  return added.filter(Boolean).length;
}
