import type { Log } from '../lib/log.ts';

type Close = () => Promise<void> | void;

/** What has been started, to be stopped in reverse order, once; a part that fails to stop holds up no other. */
export class Closers {
  readonly #parts: { readonly name: string; readonly close: Close }[] = [];
  #closed: Promise<void> | null = null;

  add(name: string, close: Close): void {
    this.#parts.push({ name, close });
  }

  close(log: Log): Promise<void> {
    return (this.#closed ??= this.#closeAll(log));
  }

  async #closeAll(log: Log): Promise<void> {
    for (const { name, close } of this.#parts.toReversed()) {
      try {
        await close();
      } catch (error) {
        log.error({ part: name, err: error }, 'a part did not stop cleanly');
      }
    }
  }
}
