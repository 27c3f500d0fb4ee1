import type { Chat } from '../domain/chat.ts';
import { nextAllowed } from '../domain/contact-policy.ts';
import type { Reply } from '../domain/conversation/reply.ts';
import { chooseRung, proofOf } from '../domain/ladder.ts';
import { lastDayOf, sealsOnTold } from '../domain/slip-notice.ts';
import { localDay, startOfDay } from '../lib/calendar.ts';
import { advanceInvitations } from './conversation/advance-invitations.ts';
import { chatOfRung } from './conversation/chat-of-rung.ts';
import { composeMessage } from './conversation/compose-message.ts';
import type { Scene } from './conversation/scene.ts';
import { meansToTell } from './conversation/template-message.ts';
import type { InvitedThread } from './conversation/thread.ts';
import type { InviteParts } from './send-invitations.ts';
import { freeIn, sendingRooms, startedIn, type Rooms } from './sending-room.ts';

const BATCH = 200;

/**
 * Tells phones on file that somebody answered from the slip: once, inside the window, and nothing of the answers.
 * Returns how many moved; those that a channel has no room for wait until it has, or until the survey is sealed.
 */
export async function tellPhones(parts: InviteParts): Promise<number> {
  const now = parts.clock.now();
  if (nextAllowed(now, parts.policy).getTime() > now.getTime()) return 0;
  const rooms = await sendingRooms(parts);
  const limit = Math.min(BATCH, Math.max(1, freeIn(rooms)));
  const today = localDay(now, parts.zone);
  return advanceInvitations(parts, { kind: 'to-tell', today, limit }, (thread, scene) => {
    const chat = chatFor(thread, rooms, scene);
    if (chat === null) scene.batch.putInvitation(thread, { sealOn: today });
    else if (hasRoom(chat, rooms, scene)) tell(thread, chat, scene);
  });
}

/** Null where nobody can be told, and where the phone's own chat is the one that answered. */
function chatFor(thread: InvitedThread, rooms: Rooms, scene: Scene): Chat | null {
  const { batch } = scene;
  const { dossier, invitation } = thread;
  if (batch.isSuppressed(dossier.phoneIndex)) return null;
  const ofPhone = batch.chats.filter(
    (chat) => proofOf(dossier, chat) === 'phone' && rooms.has(chat.channel) && !batch.isSuppressed(chat.addressIndex),
  );
  if (ofPhone.some(({ id }) => id === invitation.chatId)) return null;
  return chatOfRung(thread, chooseRung(dossier, ofPhone, meansToTell(thread, scene)), scene);
}

function hasRoom({ channel }: Chat, rooms: Rooms, scene: Scene): boolean {
  const room = rooms.get(channel);
  return room === undefined || startedIn(scene, channel) < Math.min(room.free, room.reminders);
}

function tell(thread: InvitedThread, found: Chat, scene: Scene): void {
  const { batch, today, zone } = scene;
  const sealOn = sealsOnTold(today);
  const chat = found.templateOnly ? batch.putChat(found) : found;
  const told = batch.putInvitation(thread, { sealOn, slipToldOn: today });
  const reply: Reply = { kind: 'slip-answered', until: lastDayOf(sealOn) };
  const envelope = {
    lane: 'bulk',
    purpose: 'slip-notice',
    notAfter: startOfDay(sealOn, zone),
    editMessageId: null,
    callbackId: null,
  } as const;
  // Not even the language of the answers is told.
  batch.say(composeMessage(reply, chat, { ...told, draft: null }, envelope, scene));
}
