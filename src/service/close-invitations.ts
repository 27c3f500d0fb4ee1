import { hasAnswer, isComplete } from '../domain/conversation/progress.ts';
import type { CloseReason } from '../domain/invitation.ts';
import { advanceInvitations } from './conversation/advance-invitations.ts';
import { close } from './conversation/advance-thread.ts';
import { holdForPhone } from './conversation/hold-for-phone.ts';
import type { Scene } from './conversation/scene.ts';
import type { InvitedThread } from './conversation/thread.ts';
import { localDay } from '../lib/calendar.ts';
import { drawBackCheck } from './back-check/draw-back-check.ts';
import type { ConversationParts } from './conversation/set-scene.ts';

const BATCH = 500;

/**
 * Ends what its seven days have passed: answers are sealed, as finished when only the comment was open, else as
 * partial, and those from a slip not before the phone on file could be told; what holds none is closed with a reason.
 * Returns how many moved.
 */
export async function closeInvitations(parts: ConversationParts): Promise<number> {
  const now = parts.clock.now();
  const today = localDay(now, parts.zone);
  return advanceInvitations(parts, { kind: 'expired', now, today, limit: BATCH }, expire);
}

function expire(thread: InvitedThread, scene: Scene): void {
  const { draft, invitation } = thread;
  if (draft === null || !hasAnswer(draft)) {
    close(thread, expiryReason(thread), scene);
    return;
  }
  const sealOn = invitation.sealOn === null ? holdForPhone(thread, scene) : null;
  if (sealOn !== null) {
    scene.batch.putInvitation(thread, { sealOn });
    return;
  }
  const survey = scene.surveys.get(invitation.surveyId);
  const isFinished = survey !== undefined && isComplete(draft, survey);
  if (isFinished) drawBackCheck(thread, scene);
  scene.batch.seal(thread, isFinished ? 'finished' : 'partial', scene.today);
}

function expiryReason({ invitation }: InvitedThread): CloseReason {
  if (invitation.exclusion !== null) return 'excluded';
  return invitation.deliveredAt === null && invitation.status !== 'sent' ? 'no-contact' : 'expired';
}
