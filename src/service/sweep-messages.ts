import type { Clock, MessageStore, Outbox } from './ports.ts';

export interface SweepParts {
  readonly messages: MessageStore;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

const BATCH = 1_000;
/** Longer than a queue takes when all is well. */
const STRANDED_AFTER_MS = 30_000;
/** Longer than a send with its time-out takes. */
const CLAIM_LOST_AFTER_MS = 90_000;

/** Queues again what a crash left between the commit and the queue, or between the claim and its record. */
export async function sweepMessages(parts: SweepParts): Promise<number> {
  const now = parts.clock.now().getTime();
  const stranded = await parts.messages.recover({
    dueBefore: new Date(now - STRANDED_AFTER_MS),
    claimedBefore: new Date(now - CLAIM_LOST_AFTER_MS),
    limit: BATCH,
  });
  if (stranded.length > 0) await parts.outbox.enqueue(stranded);
  return stranded.length;
}
