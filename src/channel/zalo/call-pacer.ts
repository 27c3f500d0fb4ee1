import type { Clock } from '../../service/ports.ts';

const MINUTE_MS = 60_000;
/** A second's worth may go at once. */
const BURST_MS = 1_000;

/** A token bucket over the calls of this process: Zalo counts them per app and minute. */
export class CallPacer {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  /** When the bucket would be full again. */
  #fullAt = 0;

  constructor(clock: Clock, callsPerMinute: number) {
    this.#clock = clock;
    this.#intervalMs = MINUTE_MS / callsPerMinute;
  }

  /** Takes a turn and returns 0, or how long to wait for one. */
  take(): number {
    const now = this.#clock.now().getTime();
    const fullAt = Math.max(this.#fullAt, now) + this.#intervalMs;
    const waitMs = fullAt - now - Math.max(BURST_MS, this.#intervalMs);
    if (waitMs > 0) return Math.ceil(waitMs);
    this.#fullAt = fullAt;
    return 0;
  }
}
