import type { Clock, MessageStore } from './ports.ts';

export interface ReceiptParts {
  readonly messages: Pick<MessageStore, 'matchReceipts'>;
  readonly clock: Clock;
}

const BATCH = 5_000;
/** Longer than any platform repeats itself; what has no message by then is about one that is forgotten. */
const KEPT_MS = 2 * 86_400_000;

/** Learns from the platforms' receipts which invitations have arrived; returns how many receipts it took. */
export async function matchReceipts({ messages, clock }: ReceiptParts): Promise<number> {
  const now = clock.now();
  return messages.matchReceipts({ now, forgetBefore: new Date(now.getTime() - KEPT_MS), limit: BATCH });
}
