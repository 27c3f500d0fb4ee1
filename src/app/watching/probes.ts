import type { Probe, Reading } from '../../lib/probe.ts';
import { addDays, daysBetween, localDay } from '../../lib/calendar.ts';
import { MIN_INVITED, type RateName, type Rates } from '../../domain/rate.ts';
import { showRates } from '../../service/show-rates.ts';
import type { Parts } from '../parts.ts';

const SCRAPE_MS = 15_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What every process tells, of the whole fleet: cheap to ask, the same answer from each. */
export function fleetProbes(parts: Parts): readonly Probe[] {
  return [queueProbe(parts), messageProbe(parts), setAsideProbe(parts), grantProbe(parts), ballotProbe(parts)];
}

/** What a process tells that citizens and platforms alone reach. */
export function edgeProbes(parts: Parts): readonly Probe[] {
  return [queueProbe(parts)];
}

/** What workers alone ask: it takes longer, or asks outside. */
export function workerProbes(parts: Parts): readonly Probe[] {
  return [rateProbe(parts), quotaProbe(parts)];
}

function queueProbe({ queues }: Parts): Probe {
  return {
    name: 'queues',
    everyMs: SCRAPE_MS,
    gauges: {
      hai_long_inbox_oldest_seconds: { help: 'Age of the oldest update in the queue that is not processed; 0: none' },
      hai_long_queue_jobs: { help: 'Jobs by queue and state', labels: ['queue', 'state'] },
      hai_long_dead_jobs: { help: 'Jobs that failed for good, until somebody looks at them', labels: ['queue'] },
      hai_long_lane_paused_seconds: { help: 'For how long a lane rests still', labels: ['channel', 'lane'] },
      hai_long_lane_pace: { help: 'Messages a second that a lane may send', labels: ['channel', 'lane'] },
    },
    async read() {
      const [state, depths] = await Promise.all([queues.state(), queues.depths()]);
      return [
        one('hai_long_inbox_oldest_seconds', ageOf(state.oldestArrivalAt, new Date())),
        ...depths.flatMap(({ queue, failed, ...counts }) => [
          one('hai_long_dead_jobs', failed, { queue }),
          ...Object.entries(counts).map(([name, count]) => one('hai_long_queue_jobs', count, { queue, state: name })),
        ]),
        ...state.lanes.flatMap(({ channel, lane, perSecond, pausedForMs }) => [
          one('hai_long_lane_paused_seconds', pausedForMs / 1000, { channel, lane }),
          ...(perSecond === null ? [] : [one('hai_long_lane_pace', perSecond, { channel, lane })]),
        ]),
      ];
    },
  };
}

const LANES = ['reply', 'bulk'] as const;

/** Each lane of each channel that sends says something: nothing waiting is an answer too. */
function messageProbe({ watch, channels, clock }: Parts): Probe {
  const lanes = [...channels.keys()].flatMap((channel) => LANES.map((lane) => ({ channel, lane })));
  return {
    name: 'messages',
    everyMs: SCRAPE_MS,
    gauges: {
      hai_long_unsent_messages: { help: 'Messages that are due and not out yet', labels: ['channel', 'lane'] },
      hai_long_unsent_oldest_seconds: { help: 'Age of the oldest of these; 0: none', labels: ['channel', 'lane'] },
    },
    async read() {
      const now = clock.now();
      const unsent = await watch.unsent(now);
      const quiet = lanes.filter(
        (lane) => !unsent.some((found) => found.channel === lane.channel && found.lane === lane.lane),
      );
      return [...unsent, ...quiet.map((lane) => ({ ...lane, count: 0, oldestAt: null }))].flatMap(
        ({ channel, lane, count, oldestAt }) => [
          one('hai_long_unsent_messages', count, { channel, lane }),
          one('hai_long_unsent_oldest_seconds', ageOf(oldestAt, now), { channel, lane }),
        ],
      );
    },
  };
}

function setAsideProbe({ watch }: Parts): Probe {
  return {
    name: 'set-aside',
    everyMs: SCRAPE_MS,
    gauges: { hai_long_dead_updates: { help: 'Updates that were set aside, until somebody looks at them' } },
    read: async () => [one('hai_long_dead_updates', await watch.asideCount())],
  };
}

function grantProbe({ grants, clock }: Parts): Probe {
  return {
    name: 'grants',
    everyMs: MINUTE_MS,
    gauges: {
      hai_long_grant_age_seconds: { help: 'Since the grant of a channel was renewed', labels: ['channel'] },
      hai_long_grant_left_seconds: { help: 'Until the grant of a channel ends; 0: there is none', labels: ['channel'] },
      hai_long_grant_failing: { help: '1: the last renewal failed, or nobody has consented', labels: ['channel'] },
    },
    async read() {
      const now = clock.now();
      const found = await Promise.all([...grants].map(async ([channel, ask]) => ({ channel, grant: await ask() })));
      return found.flatMap(({ channel, grant }) => {
        if (grant.kind === 'lasting') return [];
        if (grant.kind === 'missing') {
          return [one('hai_long_grant_left_seconds', 0, { channel }), one('hai_long_grant_failing', 1, { channel })];
        }
        return [
          one('hai_long_grant_age_seconds', ageOf(grant.refreshedAt, now), { channel }),
          one('hai_long_grant_left_seconds', ageOf(now, grant.expiresAt), { channel }),
          one('hai_long_grant_failing', grant.isFailing ? 1 : 0, { channel }),
        ];
      });
    },
  };
}

/** The whole country's; what one unit has waiting is nobody's business here. */
function ballotProbe({ watch, ledger, clock, zone }: Parts): Probe {
  return {
    name: 'ballots',
    everyMs: MINUTE_MS,
    gauges: {
      hai_long_mix_waiting: { help: 'Sealed answers that wait for others like them' },
      hai_long_mix_oldest_seconds: { help: 'Age of the oldest of these, to the hour; 0: none' },
      hai_long_ledger_lag_days: { help: 'Days that are over and not in the ledger; 0: yesterday is closed' },
    },
    async read() {
      const now = clock.now();
      const [mix, last] = await Promise.all([watch.mix(), ledger.lastDay()]);
      const yesterday = addDays(localDay(now, zone), -1);
      return [
        one('hai_long_mix_waiting', mix.waiting),
        one('hai_long_mix_oldest_seconds', ageOf(mix.oldestAt, now)),
        ...(last === null ? [] : [one('hai_long_ledger_lag_days', Math.max(0, daysBetween(last.day, yesterday)))]),
      ];
    },
  };
}

const RATE_DAYS = 30;
const RATES = ['coverage', 'delivery', 'response', 'completion'] as const satisfies readonly RateName[];

/** Dossiers completed in the last thirty days before today, of the country. */
function rateProbe(parts: Parts): Probe {
  return {
    name: 'rates',
    everyMs: HOUR_MS,
    gauges: { hai_long_rate: { help: 'Rates of the country over 30 days, none over fewer than 10', labels: ['rate'] } },
    async read() {
      const to = addDays(localDay(parts.clock.now(), parts.zone), -1);
      const filter = { from: addDays(to, 1 - RATE_DAYS), to, unit: null, procedure: null, channel: null };
      const rows = await showRates(parts, filter, null, { scope: null, ward: false });
      return rows.flatMap(({ rates }) => (rates.kind === 'hidden' ? [] : readingsOf(rates)));
    },
  };
}

/** Over fewer invitations a rate would tell of people. */
function readingsOf(rates: Extract<Rates, { readonly kind: 'rates' }>): readonly Reading[] {
  return RATES.flatMap((rate) => {
    const { value, denominator } = rates[rate];
    return value === null || denominator < MIN_INVITED ? [] : [one('hai_long_rate', value, { rate })];
  });
}

function quotaProbe({ budgets }: Parts): Probe {
  return {
    name: 'quotas',
    everyMs: MINUTE_MS,
    gauges: {
      hai_long_quota_daily: { help: 'Messages that a channel may start today', labels: ['channel'] },
      hai_long_quota_remaining: { help: 'How many of these are left', labels: ['channel'] },
    },
    async read() {
      const found = await Promise.all(
        [...budgets].map(async ([channel, budget]) => ({ channel, ...(await budget.quota()) })),
      );
      return found.flatMap(({ channel, daily, remaining }) => [
        ...(daily === null ? [] : [one('hai_long_quota_daily', daily, { channel })]),
        ...(remaining === null ? [] : [one('hai_long_quota_remaining', remaining, { channel })]),
      ]);
    },
  };
}

function one(gauge: string, value: number, labels: Readonly<Record<string, string>> = {}): Reading {
  return { gauge, value, labels };
}

/** Seconds from then to now; 0 for what is not there, or not yet. */
function ageOf(then: Date | null, now: Date): number {
  return then === null ? 0 : Math.max(0, now.getTime() - then.getTime()) / 1000;
}
