import type { Registry } from 'prom-client';
import { failureCode } from '../../queue/failure.ts';
import { counter, gauge } from '../../lib/metrics.ts';
import { addProbe, type Probe } from '../../lib/probe.ts';
import type { PoolState } from '../../store/connect.ts';
import type { Parts } from '../parts.ts';
import type { Standing } from '../role.ts';
import { edgeProbes, fleetProbes, workerProbes } from './probes.ts';
import { processProbes } from './process-probes.ts';

interface Setting {
  readonly standing: Standing;
  readonly queue: string;
  readonly parts: Parts;
  readonly pools: () => readonly PoolState[];
  readonly metrics: Registry;
}

/** Lets `/metrics` tell how the promises are kept, and not only what this process did. */
export function startWatching({ standing, queue, parts, pools, metrics }: Setting): void {
  gauge(metrics, 'hai_long_info', 'What this process is', ['role', 'queue'], (info) =>
    info.set({ role: standing, queue }, 1),
  );
  const failures = counter(metrics, 'hai_long_probe_failures_total', 'Questions behind these metrics that failed', [
    'probe',
  ]);
  const probes = [...processProbes(pools, parts.queues), ...probesOf(standing, parts)];
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

/** At the edge the database tells nothing of messages and ballots. */
function probesOf(standing: Standing, parts: Parts): readonly Probe[] {
  if (standing === 'edge') return edgeProbes(parts);
  return standing === 'web' ? fleetProbes(parts) : [...fleetProbes(parts), ...workerProbes(parts)];
}
