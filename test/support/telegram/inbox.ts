import { EventEmitter, once } from 'node:events';
import type { Inbound } from '../../../src/domain/inbound.ts';

/** An inbox that remembers, and that refuses when told. */
export class TestInbox {
  readonly accepted: Inbound[] = [];
  /** How many of the next updates are refused. */
  refusals = 0;
  readonly #changes = new EventEmitter();

  readonly accept = async (update: Inbound): Promise<void> => {
    if (this.refusals > 0) {
      this.refusals -= 1;
      throw new Error('The inbox is away.');
    }
    this.accepted.push(update);
    this.#changes.emit('change');
  };

  get texts(): readonly string[] {
    return this.accepted.flatMap(({ event }) => (event.kind === 'text' ? [event.text] : []));
  }

  /** Resolves once `count` updates have been accepted. */
  async until(count: number): Promise<readonly Inbound[]> {
    while (this.accepted.length < count) await once(this.#changes, 'change');
    return this.accepted;
  }
}
