import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import type { OwnNetwork } from '../surroundings/own-network.ts';

/** Long enough for others to take over the work of those who are cut off. */
const LASTS_MS = 15_000;

export function networkCut(network: OwnNetwork): Fault {
  return {
    name: 'network cut between one host and the rest',
    lastsMs: LASTS_MS,
    async strike() {
      await network.cut();
      await sleep(LASTS_MS);
      await network.join();
    },
  };
}
