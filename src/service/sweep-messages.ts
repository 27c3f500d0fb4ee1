import type { ChannelName } from '../domain/invitation.ts';
import type { MessageRef } from '../domain/message.ts';
import { groupBy } from '../lib/group-by.ts';
import { MAX_ATTEMPTS } from './delivery/settle-delivery.ts';
import type { Clock, MessageStore, Outbox } from './ports.ts';

export interface SweepParts {
  readonly messages: MessageStore;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** How long a message may be due, and how long claimed, before it counts as left behind. */
export interface Patience {
  readonly dueMs: number;
  readonly claimedMs: number;
}

/** Longer than a queue takes when all is well, and than a send with its time-out takes. */
const USUAL: Patience = { dueMs: 30_000, claimedMs: 90_000 };
/** While no worker runs anywhere, nothing is under way. */
export const AT_ONCE: Patience = { dueMs: 0, claimedMs: 0 };

const BATCH = 1_000;

/**
 * Queues again what a crash left between the commit and the queue, or between the claim and its record; returns how
 * many. What is still waiting its turn looks the same, so one round at a time is enough.
 */
export async function sweepMessages(parts: SweepParts, { dueMs, claimedMs } = USUAL): Promise<number> {
  const now = parts.clock.now().getTime();
  const found = await parts.messages.recover({
    dueBefore: new Date(now - dueMs),
    claimedBefore: new Date(now - claimedMs),
    maxAttempts: MAX_ATTEMPTS,
    limit: BATCH,
  });
  const stranded = await withoutWaiting(parts.outbox, found);
  if (stranded.length > 0) await parts.outbox.enqueueAgain(stranded);
  return stranded.length;
}

/** Bulk messages wait their turn in a paced queue: while it holds any, those found have not been lost. */
async function withoutWaiting(outbox: Outbox, found: readonly MessageRef[]): Promise<readonly MessageRef[]> {
  const busy = new Set<ChannelName>();
  const bulk = found.filter(({ lane }) => lane === 'bulk');
  for (const channel of groupBy(bulk, (ref) => ref.channel).keys()) {
    if ((await outbox.backlog(channel, 'bulk')) > 0) busy.add(channel);
  }
  return found.filter(({ lane, channel }) => lane === 'reply' || !busy.has(channel));
}
