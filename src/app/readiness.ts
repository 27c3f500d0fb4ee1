import type { Readiness } from '../web/health.ts';
import type { Parts } from './parts.ts';

const BUDGET_MS = 2_000;

/** Ready means: the database answers, and the queue takes updates, or the spool does in its place. */
export async function readiness(parts: Parts): Promise<Readiness> {
  const [database, queue] = await Promise.all([
    answers(() => parts.references.ping()),
    answers(() => parts.queues.ping()),
  ]);
  const spool = parts.queues.spool !== null;
  return { ok: database && (queue || spool), parts: { database, queue, spool } };
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
