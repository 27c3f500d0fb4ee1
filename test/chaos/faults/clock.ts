import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import type { MovingClock } from '../surroundings/moving-clock.ts';

const LASTS_MS = 5_000;

const EVERY = { name: 'clock', isMeant: () => true } as const;
const ONE_HOST = { name: 'clock of one host', isMeant: (service: string) => service.endsWith('-2') } as const;

/** Whoever wrote while it was wrong wrote times that everybody reads when it is right again. */
export function clockJumps(clock: MovingClock): readonly Fault[] {
  return [EVERY, ONE_HOST].flatMap(({ name, isMeant }) =>
    [1, -1].map((hours) => ({
      name: `${name} an hour ${hours > 0 ? 'ahead' : 'back'}, and right again`,
      lastsMs: LASTS_MS,
      async strike() {
        await clock.moveTo(hours, isMeant);
        await sleep(LASTS_MS);
        await clock.moveTo(0, isMeant);
      },
    })),
  );
}
