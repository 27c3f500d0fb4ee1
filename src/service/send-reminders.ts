import { nextAllowed, remindBefore } from '../domain/contact-policy.ts';
import { remainingQuestions } from '../domain/conversation/progress.ts';
import type { MessageRef } from '../domain/message.ts';
import { composeMessage } from './conversation/compose-message.ts';
import { ConversationBatch } from './conversation/conversation-batch.ts';
import type { Scene } from './conversation/scene.ts';
import { isInvited, type InvitedThread } from './conversation/thread.ts';
import { enqueue, setScene } from './process-updates.ts';
import type { InviteParts } from './send-invitations.ts';

const BATCH = 200;

/** One reminder at most, 48 hours after the invitation, to those who have not finished. */
export async function sendReminders(parts: InviteParts): Promise<number> {
  const now = parts.clock.now();
  if (nextAllowed(now, parts.policy).getTime() > now.getTime()) return 0;
  const surveys = await parts.references.surveys();
  let messages: readonly MessageRef[] = [];
  const moved = await parts.conversations.advance(
    { kind: 'to-remind', now, sentBefore: remindBefore(now), limit: BATCH },
    (found) => {
      const scene = setScene(parts, new ConversationBatch(found, parts.vault), surveys);
      scene.batch.threads.filter(isInvited).forEach((thread) => remind(thread, scene));
      messages = scene.batch.messages;
      return scene.batch.writes();
    },
  );
  await enqueue(parts, messages);
  return moved;
}

function remind(thread: InvitedThread, scene: Scene): void {
  const reminded = scene.batch.putInvitation(thread, { remindedAt: scene.now });
  const chat = scene.batch.chats.find(({ id }) => id === thread.invitation.chatId);
  const survey = scene.surveys.get(thread.invitation.surveyId);
  const draft = thread.draft;
  if (!chat || !survey || !draft || chat.blockedAt || scene.batch.isSuppressed(chat.addressIndex)) return;
  const envelope = {
    lane: 'bulk',
    purpose: 'reminder',
    notAfter: thread.invitation.notAfter,
    editMessageId: null,
    callbackId: null,
  } as const;
  const remaining = remainingQuestions(draft, survey);
  const focused = scene.batch.putChat({ ...chat, focusId: thread.invitation.id });
  scene.batch.say(composeMessage({ kind: 'reminder', remaining }, focused, reminded, envelope, scene));
}
