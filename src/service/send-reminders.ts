import type { Chat } from '../domain/chat.ts';
import { nextAllowed, remindBefore } from '../domain/contact-policy.ts';
import { remainingQuestions } from '../domain/conversation/progress.ts';
import type { Reply } from '../domain/conversation/reply.ts';
import type { Survey } from '../domain/survey.ts';
import { canBeWrittenTo, chooseRung, proofOf } from '../domain/ladder.ts';
import { advanceInvitations } from './conversation/advance-invitations.ts';
import { composeMessage } from './conversation/compose-message.ts';
import { focusOn } from './conversation/focus-on.ts';
import type { Scene } from './conversation/scene.ts';
import { isTemplateAlone, meansFor, templateOf } from './conversation/template-message.ts';
import type { InvitedThread } from './conversation/thread.ts';
import type { InviteParts } from './send-invitations.ts';
import { freeIn, sendingRooms, startedIn } from './sending-room.ts';

const BATCH = 200;

/**
 * One reminder at most, some time after the invitation, to those who have not finished; returns how many moved. Those
 * that a channel has no room for wait until it has.
 */
export async function sendReminders(parts: InviteParts): Promise<number> {
  const now = parts.clock.now();
  if (nextAllowed(now, parts.policy).getTime() > now.getTime()) return 0;
  const rooms = await sendingRooms(parts);
  const held = [...rooms].flatMap(([channel, room]) => (Math.min(room.free, room.reminders) <= 0 ? [channel] : []));
  const selection = {
    kind: 'to-remind',
    now,
    sentBefore: remindBefore(now, parts.policy),
    held,
    limit: Math.min(BATCH, Math.max(1, freeIn(rooms))),
  } as const;
  return advanceInvitations(parts, selection, (thread, scene) => {
    const chat = chatFor(thread, scene);
    const room = chat && rooms.get(chat.channel);
    if (!chat || !room) remind(thread, null, scene);
    else if (startedIn(scene, chat.channel) < Math.min(room.free, room.reminders)) remind(thread, chat, scene);
  });
}

/** The chat that was asked; who goes on by the link to the phone is reached as that phone is. */
function chatFor(thread: InvitedThread, scene: Scene): Chat | null {
  const { chats } = scene.batch;
  const { chatId, channel, proof } = thread.invitation;
  const asked = chats.find(({ id }) => id === chatId);
  if (asked || channel !== 'web' || proof !== 'phone') return asked ?? null;
  const ofPhone = chats.filter((chat) => proofOf(thread.dossier, chat) === 'phone');
  const rung = chooseRung(thread.dossier, ofPhone, { ...meansFor(thread, scene), hasPhone: true });
  return rung.kind === 'slip' ? null : rung.chat;
}

/** Whoever cannot be written to counts as reminded: nobody looks at them again every minute. */
function remind(thread: InvitedThread, chat: Chat | null, scene: Scene): void {
  const reminded = scene.batch.putInvitation(thread, { remindedAt: scene.now });
  const survey = scene.surveys.get(thread.invitation.surveyId);
  const reply = survey && reminderOf(thread, survey);
  if (!reply || chat === null || !canSay(reply, chat, thread, scene)) return;
  const envelope = {
    lane: 'bulk',
    purpose: 'reminder',
    notAfter: thread.invitation.notAfter,
    editMessageId: null,
    callbackId: null,
  } as const;
  const focused = chat.templateOnly ? chat : focusOn(reminded, chat, scene);
  scene.batch.say(composeMessage(reply, focused, reminded, envelope, scene));
}

function reminderOf({ draft }: InvitedThread, survey: Survey): Reply | null {
  return draft && { kind: 'reminder', remaining: remainingQuestions(draft, survey) };
}

function canSay(reply: Reply, chat: Chat, thread: InvitedThread, scene: Scene): boolean {
  const { batch } = scene;
  const hasOptedOut = batch.isSuppressed(chat.addressIndex) || batch.isSuppressed(thread.dossier.phoneIndex);
  const hasWords = !isTemplateAlone(chat, scene) || templateOf(reply, chat, thread, scene) !== null;
  return canBeWrittenTo(chat) && !hasOptedOut && hasWords;
}
