import type { Registry } from 'prom-client';
import { failureCode } from '../../queue/failure.ts';
import { counter, gauge } from '../../lib/metrics.ts';
import { addProbe } from '../../lib/probe.ts';
import type { PoolState } from '../../store/connect.ts';
import type { Parts } from '../parts.ts';
import type { Role } from '../role.ts';
import { edgeProbes, fleetProbes, workerProbes } from './probes.ts';
import { processProbes } from './process-probes.ts';

interface Setting {
  readonly role: Role;
  /** Its database tells it nothing of messages and ballots. */
  readonly atEdge: boolean;
  readonly queue: string;
  readonly parts: Parts;
  readonly pools: () => readonly PoolState[];
  readonly metrics: Registry;
}

/** Lets `/metrics` tell how the promises are kept, and not only what this process did. */
export function startWatching({ role, atEdge, queue, parts, pools, metrics }: Setting): void {
  gauge(metrics, 'hai_long_info', 'What this process is', ['role', 'queue'], (info) => info.set({ role, queue }, 1));
  const failures = counter(metrics, 'hai_long_probe_failures_total', 'Questions behind these metrics that failed', [
    'probe',
  ]);
  const ofWorker = role === 'web' ? [] : workerProbes(parts);
  const probes = [
    ...processProbes(pools, parts.queues),
    ...(atEdge ? edgeProbes(parts) : fleetProbes(parts)),
    ...ofWorker,
  ];
  for (const probe of probes) {
    addProbe(probe, {
      registry: metrics,
      onFailed(name, error) {
        failures.inc({ probe: name });
        parts.log.warn({ probe: name, code: failureCode(error) }, 'a question for the metrics was not answered');
      },
    });
  }
}
