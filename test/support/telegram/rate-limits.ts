import { tooManyRequests } from './api-error.ts';
import type { FakeClock } from './fake-clock.ts';

export interface Limits {
  readonly perChat: { readonly perSecond: number; readonly burst: number };
  /** Messages to people who did nothing for a minute. */
  readonly broadcast: { readonly perSecond: number; readonly burst: number };
}

export const USUAL_LIMITS: Limits = {
  perChat: { perSecond: 1, burst: 5 },
  broadcast: { perSecond: 30, burst: 30 },
};

interface Bucket {
  tokens: number;
  at: number;
}

/** Sends and edits share a chat's limit; what nobody asked for shares the bot's. `limits` may be changed or null. */
export class RateLimits {
  limits: Limits | null;
  readonly #clock: FakeClock;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limits: Limits | null, clock: FakeClock) {
    this.limits = limits;
    this.#clock = clock;
  }

  /** @throws ApiError 429 */
  spend(chatId: number, isBroadcast: boolean): void {
    if (this.limits === null) return;
    this.#spend(`chat:${chatId}`, this.limits.perChat);
    if (isBroadcast) this.#spend('broadcast', this.limits.broadcast);
  }

  #spend(key: string, { perSecond, burst }: { readonly perSecond: number; readonly burst: number }): void {
    const now = this.#clock.now();
    const bucket = this.#buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    this.#buckets.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at: now });
    if (tokens < 1) throw tooManyRequests(Math.ceil((1 - tokens) / perSecond));
  }
}
