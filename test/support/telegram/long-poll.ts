import { once } from 'node:events';
import { ApiError, TEXTS } from './api-error.ts';
import type { Call } from './call-schemas.ts';
import type { FakeClock } from './fake-clock.ts';
import type { UpdateQueue } from './update-queue.ts';

const MAX_TIMEOUT_S = 50;

/** getUpdates: one at a time, the newer ends the older. */
export class LongPoll {
  readonly #queue: UpdateQueue;
  readonly #clock: FakeClock;
  #current: AbortController | null = null;

  constructor(queue: UpdateQueue, clock: FakeClock) {
    this.#queue = queue;
    this.#clock = clock;
  }

  get isPending(): boolean {
    return this.#current !== null;
  }

  /** `gone` fires when the caller hangs up. @throws ApiError 409 */
  async poll(
    { offset = 0, limit = 100, timeout = 0, allowed_updates }: Call<'getUpdates'>,
    gone: AbortSignal,
  ): Promise<unknown[]> {
    this.#current?.abort();
    const mine = new AbortController();
    this.#current = mine;
    if (allowed_updates) this.#queue.allowed = allowed_updates.length > 0 ? allowed_updates : null;
    if (offset > 0) this.#queue.confirmBefore(offset);
    try {
      await this.#untilUpdates(Math.min(timeout, MAX_TIMEOUT_S) * 1000, AbortSignal.any([mine.signal, gone]));
      if (mine.signal.aborted) throw new ApiError(409, TEXTS.otherPoller);
      return gone.aborted ? [] : this.#take(limit);
    } finally {
      if (this.#current === mine) this.#current = null;
    }
  }

  /** Handed out, not yet confirmed: they come again until a later offset is asked for. */
  #take(limit: number): unknown[] {
    return this.#queue
      .list()
      .slice(0, limit)
      .map((update) => {
        update.isStray = false;
        return update.body;
      });
  }

  async #untilUpdates(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const deadline = this.#clock.now() + timeoutMs;
    while (this.#queue.list().length === 0 && this.#clock.now() < deadline && !signal.aborted) {
      const done = new AbortController();
      const either = AbortSignal.any([signal, done.signal]);
      const change = once(this.#queue, 'change', { signal: either }).catch(() => undefined);
      await Promise.race([change, this.#clock.wait(deadline - this.#clock.now(), either)]);
      done.abort();
    }
  }
}
