import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import type { MovingClock } from '../surroundings/moving-clock.ts';

const LASTS_MS = 5_000;

export function clockJumps(clock: MovingClock): readonly Fault[] {
  return [1, -1].map((hours) => ({
    name: `clock an hour ${hours > 0 ? 'ahead' : 'back'}, and right again`,
    lastsMs: LASTS_MS,
    async strike() {
      await clock.moveTo(hours);
      await sleep(LASTS_MS);
      await clock.moveTo(0);
    },
  }));
}
