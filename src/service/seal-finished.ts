import type { InvitationId } from '../domain/ids.ts';
import { ConversationBatch } from './conversation/conversation-batch.ts';
import { isInvited } from './conversation/thread.ts';
import { setScene, type ConversationParts } from './process-updates.ts';

const BATCH = 500;

/**
 * Seals finished surveys whose farewell is out: invitation closed, draft and messages deleted, answers into the mix,
 * in one transaction. With `ids` null it takes whatever a crash left behind.
 */
export async function sealFinished(parts: ConversationParts, ids: readonly InvitationId[] | null): Promise<number> {
  const surveys = await parts.references.surveys();
  return parts.conversations.advance({ kind: 'finished', ids, limit: BATCH }, (found) => {
    const scene = setScene(parts, new ConversationBatch(found, parts.vault), surveys);
    for (const thread of scene.batch.threads) {
      if (isInvited(thread)) scene.batch.seal(thread, 'finished', scene.today);
    }
    return scene.batch.writes();
  });
}
