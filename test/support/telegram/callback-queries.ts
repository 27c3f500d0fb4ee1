import { randomInt } from 'node:crypto';
import type { FakeClock } from './fake-clock.ts';

/** The window is undocumented; users report about 15 s. */
const ANSWER_WINDOW_MS = 15_000;

/** Button presses that wait for their answer: once, and soon. */
export class CallbackQueries {
  readonly #clock: FakeClock;
  readonly #open = new Map<string, { readonly personId: number; readonly at: number }>();

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  open(personId: number): string {
    const id = `${personId}${randomInt(1_000_000_000, 9_999_999_999)}`;
    this.#open.set(id, { personId, at: this.#clock.now() });
    return id;
  }

  /** Whose press it was; null when unknown, answered before or too old. */
  answer(id: string): number | null {
    const query = this.#open.get(id);
    this.#open.delete(id);
    return query && this.#clock.now() - query.at <= ANSWER_WINDOW_MS ? query.personId : null;
  }
}
