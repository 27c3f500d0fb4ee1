import type { Readiness } from '../web/health.ts';
import type { Parts } from './parts.ts';

type ReadinessParts = {
  readonly watch: Pick<Parts['watch'], 'write'>;
  readonly queues: Pick<Parts['queues'], 'ping' | 'spool'>;
};

const BUDGET_MS = 2_000;
/** Whoever asks more often gets the last answer, for each question writes. */
const KEPT_MS = 1_000;

/** Ready means: the database takes writes, and so does the queue, or the spool in its place. */
export function readinessOf(parts: ReadinessParts): () => Promise<Readiness> {
  let last: { readonly at: number; readonly answer: Promise<Readiness> } | null = null;
  return () => {
    const now = performance.now();
    if (last === null || now - last.at >= KEPT_MS) last = { at: now, answer: ask(parts) };
    return last.answer;
  };
}

async function ask({ watch, queues }: ReadinessParts): Promise<Readiness> {
  const [database, queue, spool] = await Promise.all([
    succeeds(() => watch.write()),
    succeeds(() => queues.ping()),
    queues.spool === null ? false : succeeds(queues.spool.probe),
  ]);
  const ways = { database, queue, ...(queues.spool === null ? {} : { spool }) };
  return { ok: database && (queue || spool), parts: ways };
}

async function succeeds(work: () => Promise<unknown>): Promise<boolean> {
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), BUDGET_MS).unref();
  });
  return Promise.race([
    work().then(
      () => true,
      () => false,
    ),
    late,
  ]);
}
