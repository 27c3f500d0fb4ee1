import { CodedError } from '../lib/coded-error.ts';
import type { Departures } from './departures.ts';

export interface GroupCommit<Item> {
  /** Resolves when the group that carries `item` is committed; rejects with what its commit failed with. */
  push(item: Item): Promise<void>;
  /** Refuses further items and waits for those that are under way. */
  close(): Promise<void>;
}

interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupLimits<Item> {
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly bytesOf: (item: Item) => number;
  /** Beyond so many waiting items the caller is told to come back later. */
  readonly maxWaiting: number;
}

/** One commit at a time, and no sooner than it may leave; whatever arrives until then shares it. */
export function createGroupCommit<Item>(
  commit: (items: readonly Item[]) => Promise<void>,
  limits: GroupLimits<Item>,
  departures: Pick<Departures, 'depart'>,
): GroupCommit<Item> {
  let waiting: Waiting<Item>[] = [];
  let running: Promise<void> | null = null;
  let closed = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) await departures.depart(commitNext);
    running = null;
  }

  function commitNext(): Promise<void> {
    const group = waiting.slice(0, groupSize(waiting, limits));
    waiting = waiting.slice(group.length);
    return settle(group, commit);
  }

  return {
    push(item) {
      if (closed) return Promise.reject(new CodedError('inbox-closed', 'The inbox is closing.'));
      if (waiting.length >= limits.maxWaiting) {
        return Promise.reject(new CodedError('inbox-full', 'Too many updates wait for the queue.'));
      }
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        running ??= run();
      });
    },
    async close() {
      closed = true;
      await running;
    },
  };
}

async function settle<Item>(
  group: readonly Waiting<Item>[],
  commit: (items: readonly Item[]) => Promise<void>,
): Promise<void> {
  try {
    await commit(group.map(({ item }) => item));
    for (const { resolve } of group) resolve();
  } catch (error) {
    for (const { reject } of group) reject(error);
  }
}

/** At least one, so that a single large item goes alone. */
function groupSize<Item>(
  waiting: readonly Waiting<Item>[],
  { maxItems, maxBytes, bytesOf }: GroupLimits<Item>,
): number {
  let bytes = 0;
  const tooMuch = waiting.findIndex(({ item }, i) => {
    bytes += bytesOf(item);
    return i > 0 && (i >= maxItems || bytes > maxBytes);
  });
  return tooMuch === -1 ? waiting.length : tooMuch;
}
