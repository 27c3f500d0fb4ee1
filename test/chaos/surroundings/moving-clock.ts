import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PLAIN, type Surroundings } from './surroundings.ts';

export interface MovingClock extends Surroundings {
  /** Of the services meant, against the true time; holds within the second. */
  moveTo(hours: number, isMeant: (service: string) => boolean): Promise<void>;
}

/** libfaketime looks into its file that often. */
const LOOK_S = 1;

/** The services' wall clocks jump, as after a wrong setting or a long sleep of a machine; servers keep the true time. */
export function movingClock(library: string): MovingClock {
  let folder = '';
  const services = new Set<string>();
  const write = (service: string, hours: number) =>
    writeFile(join(folder, service), `${hours < 0 ? '-' : '+'}${Math.abs(hours)}h\n`);
  return {
    ...PLAIN,
    async prepare(within) {
      folder = join(within, 'clocks');
      services.clear();
      await mkdir(folder);
      return [];
    },
    async environment(service, env) {
      services.add(service);
      await write(service, 0);
      return {
        ...env,
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: join(folder, service),
        FAKETIME_CACHE_DURATION: String(LOOK_S),
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      };
    },
    async moveTo(hours, isMeant) {
      for (const service of [...services].filter(isMeant)) await write(service, hours);
      await sleep(2_000 * LOOK_S);
    },
  };
}
