import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../src/service/ports.ts';

export interface MovableClockOptions {
  /** Now, unless told. */
  readonly start?: string;
  /** False: time stands still until it is moved. */
  readonly runs?: boolean;
}

interface Waiter {
  readonly at: number;
  readonly wake: AbortController;
}

/** The fake's time, in milliseconds: windows, tokens, quotas and retries go by it, and tests move it. */
export class MovableClock {
  readonly #runs: boolean;
  readonly #waiters = new Set<Waiter>();
  #offset: number;

  constructor({ start, runs = false }: MovableClockOptions = {}) {
    this.#runs = runs;
    const begin = start === undefined ? Date.now() : Date.parse(start);
    this.#offset = runs ? begin - Date.now() : begin;
  }

  now(): number {
    return this.#offset + (this.#runs ? Date.now() : 0);
  }

  /** The same time for the service. */
  get asService(): Clock {
    return { now: () => new Date(this.now()) };
  }

  advance(ms: number): void {
    this.#offset += ms;
    for (const waiter of this.#waiters) if (waiter.at <= this.now()) waiter.wake.abort();
  }

  moveTo(instant: string): void {
    this.advance(Date.parse(instant) - this.now());
  }

  /** Resolves after `ms` of this clock, or at once when `signal` fires. */
  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    const waiter: Waiter = { at: this.now() + ms, wake: new AbortController() };
    this.#waiters.add(waiter);
    const ends = signal ? AbortSignal.any([waiter.wake.signal, signal]) : waiter.wake.signal;
    if (this.#runs) await sleep(ms, undefined, { signal: ends, ref: false }).catch(() => undefined);
    else if (!ends.aborted) await new Promise((resolve) => ends.addEventListener('abort', resolve, { once: true }));
    this.#waiters.delete(waiter);
  }
}
