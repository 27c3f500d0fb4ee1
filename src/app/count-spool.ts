import type { Registry } from 'prom-client';
import { gauge } from '../lib/metrics.ts';
import type { Queues } from '../queue/queues.ts';

/** What waits on disk for the queue, and what nobody could read. */
export function countSpool(metrics: Registry, { spool }: Pick<Queues, 'spool'>): void {
  if (!spool) return;
  const { state } = spool;
  gauge(metrics, 'hai_long_spool_files', 'Packets of updates on disk that wait for the queue', [], (each) =>
    each.set(state().waiting),
  );
  gauge(metrics, 'hai_long_spool_corrupt_files', 'Spooled files that could not be read', [], (each) =>
    each.set(state().corrupt),
  );
}
