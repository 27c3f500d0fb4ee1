import { setTimeout as sleep } from 'node:timers/promises';

export interface Batches<Item> {
  /** Returns at once. */
  push(items: readonly Item[]): void;
  /** Resolves when nothing waits or is under way. */
  idle(): Promise<void>;
}

interface Limits {
  /** So long a batch waits for more. */
  readonly lingerMs: number;
  readonly atOnce: number;
}

/** Runs what is pushed in the order given, one batch after the other; `run` must not reject. */
export function inBatches<Item>(
  { lingerMs, atOnce }: Limits,
  run: (items: readonly Item[]) => Promise<void>,
): Batches<Item> {
  const waiting: Item[] = [];
  let running: Promise<void> | null = null;

  async function runAll(): Promise<void> {
    while (waiting.length > 0) {
      await sleep(lingerMs);
      await run(waiting.splice(0, atOnce));
    }
    running = null;
  }

  return {
    push(items) {
      waiting.push(...items);
      if (waiting.length > 0) running ??= runAll();
    },
    idle: async () => void (await running),
  };
}
