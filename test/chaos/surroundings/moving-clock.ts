import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PLAIN, type Surroundings } from './surroundings.ts';

export interface MovingClock extends Surroundings {
  /** Of every service, against the true time; holds within the second. */
  moveTo(hours: number): Promise<void>;
}

/** libfaketime looks into its file that often. */
const LOOK_S = 1;

/** The services' wall clock jumps, as after a wrong setting or a long sleep of the machine; servers keep the true time. */
export function movingClock(library: string): MovingClock {
  let file = '';
  const write = (hours: number) => writeFile(file, `${hours < 0 ? '-' : '+'}${Math.abs(hours)}h\n`);
  return {
    ...PLAIN,
    async prepare(folder) {
      file = join(folder, 'clock');
      await write(0);
      return [];
    },
    environment: async (_, env) => ({
      ...env,
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: String(LOOK_S),
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    }),
    async moveTo(hours) {
      await write(hours);
      await sleep(2_000 * LOOK_S);
    },
  };
}
