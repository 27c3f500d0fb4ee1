import { hasAnswer } from '../domain/conversation/progress.ts';
import type { CloseReason } from '../domain/invitation.ts';
import { close } from './conversation/advance-thread.ts';
import { ConversationBatch } from './conversation/conversation-batch.ts';
import type { Scene } from './conversation/scene.ts';
import { isInvited, type InvitedThread } from './conversation/thread.ts';
import { setScene, type ConversationParts } from './process-updates.ts';

const BATCH = 500;

/** Ends what its seven days have passed: at least one answer is sealed as partial, the rest is closed with a reason. */
export async function closeInvitations(parts: ConversationParts): Promise<number> {
  const surveys = await parts.references.surveys();
  return parts.conversations.advance({ kind: 'expired', now: parts.clock.now(), limit: BATCH }, (found) => {
    const scene = setScene(parts, new ConversationBatch(found, parts.vault), surveys);
    scene.batch.threads.filter(isInvited).forEach((thread) => expire(thread, scene));
    return scene.batch.writes();
  });
}

function expire(thread: InvitedThread, scene: Scene): void {
  if (thread.draft !== null && hasAnswer(thread.draft)) return scene.batch.seal(thread, 'partial', scene.today);
  close(thread, expiryReason(thread), scene);
}

function expiryReason({ invitation }: InvitedThread): CloseReason {
  if (invitation.exclusion !== null) return 'excluded';
  return invitation.deliveredAt === null && invitation.status !== 'sent' ? 'no-contact' : 'expired';
}
