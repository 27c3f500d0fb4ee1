import { setTimeout as sleep } from 'node:timers/promises';

/** Tells the jobs under way that the process closes. Any number of them may pause: each wakes by a signal of its own. */
export class Closing {
  readonly #pausing = new Set<AbortController>();
  #hasBegun = false;

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  begin(): void {
    this.#hasBegun = true;
    for (const wake of this.#pausing) wake.abort();
  }

  /** Resolves to true after `ms`, and to false as soon as closing has begun. */
  async pause(ms: number): Promise<boolean> {
    if (this.#hasBegun) return false;
    const wake = new AbortController();
    this.#pausing.add(wake);
    await sleep(ms, undefined, { signal: wake.signal }).catch(() => undefined);
    this.#pausing.delete(wake);
    return !this.#hasBegun;
  }
}
