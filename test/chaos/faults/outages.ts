import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import type { Fleet } from '../fleet.ts';
import type { Part } from '../part.ts';

type Server = 'redis' | 'postgres';

const NAMES: Readonly<Record<Server, string>> = { redis: 'Redis', postgres: 'PostgreSQL' };
const SERVERS = ['redis', 'postgres'] as const;
const SHORT_MS = 5_000;
const LONG_MS = 300_000;

/** Stopped, and started again so much later. */
function away(server: Server, lastsMs: number): Fault {
  const long = lastsMs >= 60_000 ? `${lastsMs / 60_000} min` : `${lastsMs / 1000} s`;
  return {
    name: `${NAMES[server]} away for ${long}`,
    lastsMs,
    async strike(fleet) {
      await fleet[server].stop();
      await sleep(lastsMs);
      await fleet[server].start();
    },
  };
}

/** It keeps its connections and says nothing. */
function silent(server: Server): Fault {
  return {
    name: `${NAMES[server]} silent for 5 s`,
    lastsMs: SHORT_MS,
    async strike(fleet: Fleet) {
      const part: Part = fleet[server];
      const pids = await part.pids();
      signal(pids, 'SIGSTOP');
      await sleep(SHORT_MS);
      signal(pids.toReversed(), 'SIGCONT');
    },
  };
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // A connection's process of PostgreSQL may have ended meanwhile.
    }
  }
}

export const OUTAGES: readonly Fault[] = [...SERVERS.map((server) => away(server, SHORT_MS)), ...SERVERS.map(silent)];
export const LONG_OUTAGES: readonly Fault[] = SERVERS.map((server) => away(server, LONG_MS));

/** Longer than Telegram keeps taps that are refused. */
export const LONG_OUTAGE_UNSPOOLED: Fault = {
  ...away('redis', LONG_MS),
  name: 'Redis away for 5 min, and no spool',
};
