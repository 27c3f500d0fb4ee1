import { setTimeout as pause } from 'node:timers/promises';
import type { ConversationStore } from '../../service/ports.ts';

const FIRST_PAUSE_MS = 15;
const LONGEST_PAUSE_MS = 100;

/**
 * Waits until an update that the queue holds has taken effect; false when the time is over. A database that cannot be
 * asked says nothing about the update, which is safe in the queue.
 */
export async function isSettled(
  conversations: Pick<ConversationStore, 'isProcessed'>,
  updateId: string,
  waitMs: number,
): Promise<boolean> {
  const deadline = performance.now() + waitMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    if (await conversations.isProcessed('web', 'web', updateId).catch(() => false)) return true;
    if (performance.now() + pauseMs > deadline) return false;
    await pause(pauseMs);
  }
}
