import type { FastifyRateLimitStore } from '@fastify/rate-limit';

interface Span {
  readonly startedAt: number;
  readonly count: number;
}

type Tell = Parameters<FastifyRateLimitStore['incr']>[1];

/** Beyond so many callers those that came first are forgotten. */
const MOST_CALLERS = 5_000;

/**
 * Counts requests by what nobody can set: the plugin's own store goes by the machine's clock, and one that is set back by
 * an hour would refuse for an hour whoever has used up a minute.
 */
export class SteadyRateStore implements FastifyRateLimitStore {
  readonly #spans = new Map<string, Span>();

  incr(caller: string, tell: Tell, spanMs: number): void {
    const now = performance.now();
    const last = this.#spans.get(caller);
    const isOver = last === undefined || now - last.startedAt >= spanMs;
    const span = isOver ? { startedAt: now, count: 1 } : { ...last, count: last.count + 1 };
    if (isOver) this.#spans.delete(caller);
    this.#spans.set(caller, span);
    if (this.#spans.size > MOST_CALLERS) this.#forgetFirst();
    tell(null, { current: span.count, ttl: span.startedAt + spanMs - now });
  }

  /** Of one route. */
  child(): SteadyRateStore {
    return new SteadyRateStore();
  }

  #forgetFirst(): void {
    const [first] = this.#spans.keys();
    if (first !== undefined) this.#spans.delete(first);
  }
}
