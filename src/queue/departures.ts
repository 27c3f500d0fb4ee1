import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { isDoneWithin } from '../lib/is-done-within.ts';

/** Of every second departure an update waits so long at most, and far fewer jobs carry as much. */
const APART_MS = 5;
/** What is held up by its own server holds the others up no longer. */
const PATIENCE_MS = 25;

/** What is begun by `begin` is written to the server in one piece, where that can be. */
export type Together = (begin: () => void) => void;

/**
 * What several shards commit leaves together and shares a round trip, and an fsync of the server; at once where it is
 * quiet, else when those before it are done. It waits for the end of the event loop's turn, so that requests read
 * together are committed together.
 */
export class Departures {
  readonly #together: Together;
  #waiting: (() => Promise<void>)[] = [];
  #underWay: Promise<unknown> = Promise.resolve();
  #leftAt = Number.NEGATIVE_INFINITY;

  constructor(together: Together) {
    this.#together = together;
  }

  /** Settles as `commit` does. */
  depart(commit: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => commit().then(resolve, reject));
      if (this.#waiting.length === 1) void this.#leave();
    });
  }

  async #leave(): Promise<void> {
    await this.#underWay;
    const early = this.#leftAt + APART_MS - performance.now();
    if (early > 0) await sleep(early);
    await turn();
    const leaving = this.#waiting;
    this.#waiting = [];
    this.#leftAt = performance.now();
    this.#together(() => {
      this.#underWay = isDoneWithin(Promise.all(leaving.map((begin) => begin())), PATIENCE_MS);
    });
  }
}
