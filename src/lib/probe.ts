import type { Gauge, Registry } from 'prom-client';
import { gauge } from './metrics.ts';

/** What a gauge shows; with labels one reading a combination. */
export interface Reading<Name extends string = string> {
  readonly gauge: Name;
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface GaugeSpec {
  readonly help: string;
  readonly labels?: readonly string[];
}

/** One question whose answer fills several gauges. */
export interface Probe<Name extends string = string> {
  readonly name: string;
  /** Asked at most so often, however many look; at 0 by each. */
  readonly everyMs: number;
  readonly gauges: Readonly<Record<Name, GaugeSpec>>;
  readonly read: () => Promise<readonly Reading<Name>[]>;
}

export interface ProbeSetting {
  readonly registry: Registry;
  /** Told of each question that was not answered. */
  readonly onFailed: (probe: string, error: unknown) => void;
  /** Whoever reads the metrics waits no longer than this. */
  readonly budgetMs?: number;
}

const BUDGET_MS = 2_000;

/**
 * Asks when somebody reads the metrics. What is not known shows no value at all, for an old one would hide the fault:
 * a question that fails empties its gauges, one that is late leaves them empty until it is answered.
 */
export function addProbe<Name extends string>(probe: Probe<Name>, setting: ProbeSetting): void {
  const { registry, budgetMs = BUDGET_MS } = setting;
  const gauges = new Map<Name, Gauge>();
  const asked = createAsking(probe, setting, (readings) => show(gauges, readings));
  for (const name of Object.keys(probe.gauges) as Name[]) {
    const { help, labels = [] } = probe.gauges[name];
    const collect = () => Promise.race([asked(), after(budgetMs)]);
    gauges.set(name, gauge(registry, name, help, labels, collect));
  }
  show(gauges, []);
}

/** Those who look while a question is under way share it. */
function createAsking<Name extends string>(
  { name, everyMs, read }: Probe<Name>,
  { onFailed }: ProbeSetting,
  tell: (readings: readonly Reading<Name>[]) => void,
): () => Promise<void> {
  let underWay: Promise<void> | null = null;
  let answeredAt = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<void> {
    try {
      tell([]);
      tell(await read());
      answeredAt = performance.now();
    } catch (error) {
      onFailed(name, error);
    } finally {
      underWay = null;
    }
  }

  return () => {
    if (underWay === null && performance.now() - answeredAt < everyMs) return Promise.resolve();
    return (underWay ??= ask());
  };
}

function show<Name extends string>(gauges: ReadonlyMap<Name, Gauge>, readings: readonly Reading<Name>[]): void {
  for (const one of gauges.values()) {
    one.reset();
    one.remove({});
  }
  for (const { gauge: name, labels = {}, value } of readings) gauges.get(name)?.set({ ...labels }, value);
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
