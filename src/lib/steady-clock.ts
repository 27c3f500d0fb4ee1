/** What another clock showed, less the age of this process at that moment: between these two, for asking took time. */
export interface Reading {
  readonly earliest: number;
  readonly latest: number;
}

/** Of a clock that counts whole milliseconds. */
const GRAIN_MS = 1;

/** Asks a clock for its time. */
export async function readClock(ask: () => Promise<Date>): Promise<Reading> {
  const askedAt = performance.now();
  const shown = (await ask()).getTime();
  return { earliest: shown - performance.now(), latest: shown + GRAIN_MS - askedAt };
}

/** Runs on by what nobody can set, and is put right only as far as a reading of another clock proves it wrong. */
export class SteadyClock {
  #start: number;

  constructor({ earliest, latest }: Reading) {
    this.#start = (earliest + latest) / 2;
  }

  readonly now = (): Date => new Date(this.#start + performance.now());

  heed({ earliest, latest }: Reading): void {
    this.#start = Math.min(latest, Math.max(earliest, this.#start));
  }
}
