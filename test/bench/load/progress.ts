import { setTimeout as sleep } from 'node:timers/promises';
import { cpuBetween, type Product } from './product.ts';
import type { Tap } from './updates.ts';
import { until } from './wait.ts';

/** Of one number that a statement counts. */
export async function countOf({ pool }: Product, sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, [...values]);
  return rows[0]?.n ?? 0;
}

/** What is open has an index of its own: counting costs the same whatever is stored. */
export function nobodyWaits(product: Product): Promise<void> {
  const waiting = `register.invitation i WHERE i.status IN ('armed', 'queued') AND i.exclusion IS NULL`;
  return until(async () => (await countOf(product, waiting)) === 0, 'everybody is invited');
}

/** Every one of these, sent since then, has taken effect; nothing else was sent meanwhile. Counts in the index of days. */
export function tookEffect(product: Product, taps: readonly Tap[], since: Date): Promise<void> {
  const known = 'register.inbound_update u WHERE u.received_at >= $1';
  return until(async () => (await countOf(product, known, [since])) === taps.length, 'all answers are stored');
}

/** As with invitations, what is on its way has an index of its own. */
export function everythingIsSaid(product: Product): Promise<void> {
  const unsaid = `register.message m WHERE m.status IN ('created', 'sending')`;
  return until(async () => (await countOf(product, unsaid)) === 0, 'every reply is out');
}

const LOOK_MS = 2_000;
/** A service that has nothing to do still turns its timers, and its database cleans up. */
const IDLE_SHARE = 0.15;
const QUIET_LOOKS = 3;

/**
 * The service has nothing to do: what every timer does first after a start, for nobody knows when it last ran, is over.
 * Returns the processor seconds that this took.
 */
export async function nothingStirs(product: Product): Promise<number> {
  const begun = await product.usage();
  let before = begun;
  let quiet = 0;
  const looks = async () => {
    await sleep(LOOK_MS);
    const now = await product.usage();
    const share = total(cpuBetween(before, now)) / (LOOK_MS / 1_000);
    before = now;
    quiet = share < IDLE_SHARE ? quiet + 1 : 0;
    return quiet >= QUIET_LOOKS;
  };
  await until(looks, 'the service has nothing to do', STARTED_MS);
  return total(cpuBetween(begun, before));
}

const STARTED_MS = 1_800_000;

export function total(seconds: Readonly<Record<string, number>>): number {
  return Object.values(seconds).reduce((sum, value) => sum + value, 0);
}
