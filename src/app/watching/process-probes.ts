import type { Probe } from '../../lib/probe.ts';
import type { PoolState } from '../../store/connect.ts';
import type { Queues } from '../../queue/queues.ts';

/** What each process tells of itself. */
export function processProbes(pools: () => readonly PoolState[], queues: Pick<Queues, 'spool'>): readonly Probe[] {
  return [poolProbe(pools), spoolProbe(queues)];
}

function poolProbe(pools: () => readonly PoolState[]): Probe {
  return {
    name: 'pools',
    everyMs: 0,
    gauges: {
      hai_long_database_connections: {
        help: 'Connections by role: max, busy, idle, and calls waiting for one',
        labels: ['role', 'state'],
      },
    },
    read: async () =>
      pools().flatMap(({ role, ...counts }) =>
        Object.entries(counts).map(([state, value]) => ({
          gauge: 'hai_long_database_connections',
          labels: { role, state },
          value,
        })),
      ),
  };
}

function spoolProbe({ spool }: Pick<Queues, 'spool'>): Probe {
  return {
    name: 'spool',
    everyMs: 0,
    gauges: {
      hai_long_spool_files: { help: 'Packets of updates on disk that wait for the queue' },
      hai_long_spool_corrupt_files: { help: 'Spooled files that could not be read, until somebody looks at them' },
    },
    async read() {
      if (!spool) return [];
      const { waiting, corrupt } = spool.state();
      return [
        { gauge: 'hai_long_spool_files', value: waiting },
        { gauge: 'hai_long_spool_corrupt_files', value: corrupt },
      ];
    },
  };
}
