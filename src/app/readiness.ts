import type { Readiness } from '../web/health.ts';
import type { Parts } from './parts.ts';

const BUDGET_MS = 2_000;

/** Ready means: the database answers and the queue takes jobs. */
export async function readiness(parts: Parts): Promise<Readiness> {
  const [database, queue] = await Promise.all([
    answers(() => parts.references.ping()),
    answers(() => parts.queues.ping()),
  ]);
  return { ok: database && queue, parts: { database, queue } };
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), BUDGET_MS).unref();
  });
  return Promise.race([
    ask().then(
      () => true,
      () => false,
    ),
    late,
  ]);
}
