import { setTimeout as sleep } from 'node:timers/promises';

/** The fake's time, in milliseconds; every time-out, retry and expiry goes by it. */
export interface FakeClock {
  now(): number;
  /** Resolves after `ms` of this clock, or at once when `signal` fires. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/** `factor` 60 lets a minute pass in a second. */
export function scaledClock(factor = 1): FakeClock {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * factor,
    async wait(ms, signal) {
      // Any number may wait for one signal, each by one of its own that follows it.
      await sleep(ms / factor, undefined, signal && { signal: AbortSignal.any([signal]) }).catch(() => undefined);
    },
  };
}
