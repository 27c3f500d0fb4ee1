import { clusteredRedis } from './clustered-redis.ts';
import type { FaultGroup } from './fault.ts';
import { CHANNEL_FAULTS } from './faults/channel.ts';
import { clockJumps } from './faults/clock.ts';
import { fullDisks, SLOW_DISK } from './faults/disks.ts';
import { databaseFailover, queueFailover } from './faults/failover.ts';
import { KILLS } from './faults/kills.ts';
import { networkCut } from './faults/network.ts';
import { LONG_OUTAGES, LONG_OUTAGE_UNSPOOLED, OUTAGES } from './faults/outages.ts';
import { needs } from './programs.ts';
import { replicatedPostgres } from './replicated-postgres.ts';
import { movingClock } from './surroundings/moving-clock.ts';
import { ownNetwork } from './surroundings/own-network.ts';
import { smallDisks } from './surroundings/small-disk.ts';
import { PLAIN } from './surroundings/surroundings.ts';

const FAKETIME = 'libfaketime.so.1';

const disks = smallDisks();
const clock = movingClock(`/usr/$LIB/faketime/${FAKETIME}`);
const pair = replicatedPostgres();
const cluster = clusteredRedis();
const network = ownNetwork((service) => service.endsWith('-2'));

const USUAL = { webs: 2, workers: 2, spools: true, surroundings: PLAIN, missing: async () => null } as const;

const PLAIN_GROUPS: readonly FaultGroup[] = [
  { ...USUAL, name: 'processes', faults: KILLS },
  { ...USUAL, name: 'slow disk', missing: () => needs('strace', 'strace', '-V'), faults: [SLOW_DISK] },
];

const AWAY_GROUPS: readonly FaultGroup[] = [
  { ...USUAL, name: 'outages', faults: OUTAGES },
  {
    ...USUAL,
    name: 'full disk',
    surroundings: disks,
    missing: () => needs('a disk in memory', 'mount', '--version'),
    faults: fullDisks(disks),
  },
  {
    ...USUAL,
    name: 'failover',
    database: pair.start,
    queue: cluster.start,
    faults: [databaseFailover(pair), queueFailover(cluster)],
  },
];

const MACHINE_GROUPS: readonly FaultGroup[] = [
  {
    ...USUAL,
    name: 'clock',
    surroundings: clock,
    missing: () => needs('libfaketime', 'faketime', '--version'),
    faults: clockJumps(clock),
  },
  {
    ...USUAL,
    name: 'network',
    surroundings: network,
    missing: () => needs('a network namespace', 'ip', 'netns', 'list'),
    faults: [networkCut(network)],
  },
];

const CHANNEL_GROUPS: readonly FaultGroup[] = [{ ...USUAL, name: 'channel', faults: CHANNEL_FAULTS }];

const SMALL = { ...USUAL, webs: 1, workers: 1 } as const;

/** Each takes minutes, in which little happens. */
const LONG_GROUPS: readonly FaultGroup[] = [
  ...LONG_OUTAGES.map((fault) => ({ ...SMALL, name: fault.name, faults: [fault] })),
  { ...SMALL, name: LONG_OUTAGE_UNSPOOLED.name, spools: false, faults: [LONG_OUTAGE_UNSPOOLED] },
];

/** Side by side, for each waits more than it works; the groups of a lane one after the other. */
export const LANES: readonly (readonly FaultGroup[])[] = [
  PLAIN_GROUPS,
  AWAY_GROUPS,
  MACHINE_GROUPS,
  CHANNEL_GROUPS,
  ...LONG_GROUPS.map((group) => [group]),
];
