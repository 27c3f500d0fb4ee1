import { lastDayOf, type Draw } from '../../domain/draw.ts';
import { localDay } from '../../lib/calendar.ts';
import { toHex } from '../../lib/hex.ts';
import type { StoredDraw } from '../ports.ts';
import { drawKey } from './draw-key.ts';
import type { PrepareParts } from './prepare-draws.ts';

/** As everybody may see them, the newest first; a key only once its month is over. */
export async function showDraws(parts: PrepareParts, limit: number): Promise<readonly Draw[]> {
  return (await parts.draws.latest(limit)).map((draw) => published(parts, draw));
}

/** Null for a month without a draw. @param month `YYYY-MM-01` */
export async function showDraw(parts: PrepareParts, month: string): Promise<Draw | null> {
  const [found] = await parts.draws.ofMonths([month]);
  return found ? published(parts, found) : null;
}

function published({ vault, clock, zone }: PrepareParts, draw: StoredDraw): Draw {
  const { month, commitment, rates } = draw;
  const to = lastDayOf(month);
  const isOver = localDay(clock.now(), zone) > to;
  return { from: month, to, commitment, key: isOver ? toHex(drawKey(vault, draw)) : null, rates };
}
