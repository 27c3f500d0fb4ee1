import { nextAllowed, remindBefore } from '../domain/contact-policy.ts';
import { remainingQuestions } from '../domain/conversation/progress.ts';
import { advanceInvitations } from './conversation/advance-invitations.ts';
import { composeMessage } from './conversation/compose-message.ts';
import { focusOn } from './conversation/focus-on.ts';
import type { Scene } from './conversation/scene.ts';
import type { InvitedThread } from './conversation/thread.ts';
import type { InviteParts } from './send-invitations.ts';

const BATCH = 200;

/** One reminder at most, 48 hours after the invitation, to those who have not finished; returns how many moved. */
export async function sendReminders(parts: InviteParts): Promise<number> {
  const now = parts.clock.now();
  if (nextAllowed(now, parts.policy).getTime() > now.getTime()) return 0;
  return advanceInvitations(parts, { kind: 'to-remind', now, sentBefore: remindBefore(now), limit: BATCH }, remind);
}

function remind(thread: InvitedThread, scene: Scene): void {
  const { dossier, draft, invitation } = thread;
  const reminded = scene.batch.putInvitation(thread, { remindedAt: scene.now });
  const chat = scene.batch.chats.find(({ id }) => id === invitation.chatId);
  const survey = scene.surveys.get(invitation.surveyId);
  if (!chat || !survey || !draft || chat.blockedAt) return;
  if (scene.batch.isSuppressed(chat.addressIndex) || scene.batch.isSuppressed(dossier.phoneIndex)) return;
  const envelope = {
    lane: 'bulk',
    purpose: 'reminder',
    notAfter: invitation.notAfter,
    editMessageId: null,
    callbackId: null,
  } as const;
  const remaining = remainingQuestions(draft, survey);
  scene.batch.say(
    composeMessage({ kind: 'reminder', remaining }, focusOn(reminded, chat, scene), reminded, envelope, scene),
  );
}
