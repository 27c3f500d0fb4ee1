import type { Clock } from '../../service/ports.ts';

/** How a chat stands: may we write, had we been silent before, and if not, how long to wait. */
export type Turn = { readonly kind: 'go'; readonly idle: boolean } | { readonly kind: 'wait'; readonly waitMs: number };

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

const BURST = 3;
const REFILL_MS = 1000;
const SWEEP_ABOVE = 4096;

/** One message a second and chat, three at once: a token bucket a chat, in memory, full ones forgotten. */
export class ChatPacer {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();
  #sweepAbove = SWEEP_ABOVE;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  take(address: string): Turn {
    const now = this.#clock.now().getTime();
    const tokens = this.#tokens(address, now);
    if (tokens < 1) return { kind: 'wait', waitMs: Math.ceil((1 - tokens) * REFILL_MS) };
    this.#buckets.set(address, { tokens: tokens - 1, at: now });
    if (this.#buckets.size > this.#sweepAbove) this.#sweep(now);
    return { kind: 'go', idle: tokens === BURST };
  }

  /** The platform wants silence in this chat. */
  hold(address: string, forMs: number): void {
    this.#buckets.set(address, { tokens: 0, at: this.#clock.now().getTime() + forMs - REFILL_MS });
  }

  #tokens(address: string, now: number): number {
    const bucket = this.#buckets.get(address);
    return bucket ? Math.min(BURST, bucket.tokens + (now - bucket.at) / REFILL_MS) : BURST;
  }

  #sweep(now: number): void {
    for (const address of this.#buckets.keys()) if (this.#tokens(address, now) === BURST) this.#buckets.delete(address);
    this.#sweepAbove = Math.max(SWEEP_ABOVE, this.#buckets.size * 2);
  }
}
