import type { Product } from './product.ts';
import type { Tap } from './updates.ts';
import { until } from './wait.ts';

/** Of one number that a statement counts. */
export async function countOf({ pool }: Product, sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, [...values]);
  return rows[0]?.n ?? 0;
}

export function nobodyWaits(product: Product): Promise<void> {
  const waiting = `register.invitation i WHERE i.status IN ('armed', 'queued') AND i.exclusion IS NULL`;
  return until(async () => (await countOf(product, waiting)) === 0, 'everybody is invited');
}

/** Every one of these, sent since then, has taken effect; nothing else was sent meanwhile. */
export function tookEffect(product: Product, taps: readonly Tap[], since: Date): Promise<void> {
  const known = 'register.inbound_update u WHERE u.received_at >= $1';
  return until(async () => (await countOf(product, known, [since])) === taps.length, 'all answers are stored');
}

export function everythingIsSaid(product: Product): Promise<void> {
  const unsaid = `register.message m WHERE m.status IN ('created', 'sending')`;
  return until(async () => (await countOf(product, unsaid)) === 0, 'every reply is out');
}
