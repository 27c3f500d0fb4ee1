import { CodedError } from './coded-error.ts';

/** Reads a stream of pieces in parts of the length one wants. */
export class ExactReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** @throws CodedError `cut-short` when there is less. */
  async read(length: number): Promise<Buffer> {
    const parts = [this.#held];
    for (let have = this.#held.length; have < length;) {
      const next = await this.#pieces.next();
      if (next.done === true) throw new CodedError('cut-short', 'The file ends before it should.');
      parts.push(Buffer.from(next.value));
      have += next.value.length;
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts);
    this.#held = all.subarray(length);
    return all.subarray(0, length);
  }

  /** Whether nothing follows any more. */
  async isAtEnd(): Promise<boolean> {
    while (this.#held.length === 0) {
      const next = await this.#pieces.next();
      if (next.done === true) return true;
      this.#held = Buffer.from(next.value);
    }
    return false;
  }
}
