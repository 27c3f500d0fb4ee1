import { mapInTurns } from '../../lib/map-in-turns.ts';
import type { NewMessage } from '../../domain/message.ts';
import type { Selection } from '../ports.ts';
import { ConversationBatch } from './conversation-batch.ts';
import type { Scene } from './scene.ts';
import { enqueue, setScene, type ConversationParts } from './set-scene.ts';
import { isInvited, type InvitedThread } from './thread.ts';

/**
 * Lets the clock move a selection of invitations, in one transaction; returns how many moved. One whose draft cannot
 * be opened stays as it is, for another key may open it, and holds up no other.
 */
export async function advanceInvitations(
  parts: ConversationParts,
  selection: Selection,
  move: (thread: InvitedThread, scene: Scene) => void,
): Promise<number> {
  const surveys = await parts.references.surveys();
  let moved = 0;
  let unreadable = 0;
  let messages: readonly NewMessage[] = [];
  await parts.conversations.advance(selection, async (found) => {
    const { batch, ...scene } = setScene(parts, new ConversationBatch(found, parts.vault), surveys);
    await mapInTurns(batch.threads.filter(isInvited), (thread) => move(thread, { batch, ...scene }));
    ({ movedCount: moved, unreadableCount: unreadable, messages } = batch);
    return batch.writes();
  });
  if (unreadable > 0) parts.log.error({ count: unreadable }, 'drafts cannot be opened with this key');
  await enqueue(parts, messages);
  return moved;
}
