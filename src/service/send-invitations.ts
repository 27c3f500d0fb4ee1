import type { Chat } from '../domain/chat.ts';
import { nextAllowed, type ContactPolicy } from '../domain/contact-policy.ts';
import { newDraft } from '../domain/conversation/draft.ts';
import type { Reply } from '../domain/conversation/reply.ts';
import { chooseRung, proofOf, type Rung } from '../domain/ladder.ts';
import { addDays, localDay, startOfDay } from '../lib/calendar.ts';
import { newId } from '../lib/new-id.ts';
import { advanceInvitations } from './conversation/advance-invitations.ts';
import { openingReplies } from './conversation/advance-thread.ts';
import { chatOfRung } from './conversation/chat-of-rung.ts';
import { composeMessage, type Envelope } from './conversation/compose-message.ts';
import { focusOn } from './conversation/focus-on.ts';
import type { Scene } from './conversation/scene.ts';
import type { ConversationParts } from './conversation/set-scene.ts';
import { isTemplateAlone, meansFor } from './conversation/template-message.ts';
import { localeOf, type InvitedThread } from './conversation/thread.ts';
import { freeIn, sendingRooms, startedIn, type RoomParts, type Rooms } from './sending-room.ts';

export interface InviteParts extends ConversationParts, RoomParts {
  readonly policy: ContactPolicy;
}

/** When what cannot start now is looked at again. */
interface Waits {
  readonly rooms: Rooms;
  /** A lane is full. */
  readonly soon: Date;
  /** A day's quota is used up. */
  readonly tomorrow: Date;
}

const BATCH = 200;
const FULL_LANE_MS = 1_000;

/**
 * Writes to the citizens whose time has come, a unit at a time in turn; returns how many invitations moved.
 * Outside the window nothing starts. What a channel has no room for waits without holding up the others. A citizen
 * whom nothing reaches keeps the slip.
 */
export async function sendInvitations(parts: InviteParts): Promise<number> {
  const { policy, zone } = parts;
  const now = parts.clock.now();
  if (nextAllowed(now, policy).getTime() > now.getTime()) return 0;
  const rooms = await sendingRooms(parts);
  const limit = rooms.size > 0 ? Math.min(BATCH, freeIn(rooms)) : BATCH;
  if (limit === 0) return 0;
  const waits: Waits = {
    rooms,
    soon: new Date(now.getTime() + FULL_LANE_MS),
    tomorrow: nextAllowed(startOfDay(addDays(localDay(now, zone), 1), zone), policy),
  };
  return advanceInvitations(parts, { kind: 'due', now, limit }, (thread, scene) => {
    invite(thread, waits, scene);
  });
}

function invite(thread: InvitedThread, waits: Waits, scene: Scene): void {
  const { batch } = scene;
  const chats = batch.chats.filter((chat) => proofOf(thread.dossier, chat) !== null);
  const open = chats.filter((chat) => !batch.isSuppressed(chat.addressIndex));
  const hasOptedOut = batch.isSuppressed(thread.dossier.phoneIndex) || (chats.length > 0 && open.length === 0);
  if (hasOptedOut) {
    batch.putInvitation(thread, { status: 'waiting', exclusion: 'opted-out' });
    return;
  }
  const inUse = open.filter(({ channel }) => waits.rooms.has(channel));
  climb(thread, chooseRung(thread.dossier, inUse, meansFor(thread, scene)), waits, scene);
}

function climb(thread: InvitedThread, rung: Rung, waits: Waits, scene: Scene): void {
  const chat = chatOfRung(thread, rung, scene);
  if (chat === null) {
    scene.batch.putInvitation(thread, { status: 'waiting' });
    return;
  }
  const until = waitFor(chat, waits, scene);
  if (until === null) write(thread, chat, scene);
  else if (until < thread.invitation.notAfter) scene.batch.putInvitation(thread, { sendAfter: until });
  else scene.batch.putInvitation(thread, { status: 'waiting' });
}

/** Null when the invitation may start now; only templates are counted by the day. */
function waitFor(chat: Chat, { rooms, soon, tomorrow }: Waits, scene: Scene): Date | null {
  const room = rooms.get(chat.channel);
  if (room === undefined) return null;
  const started = startedIn(scene, chat.channel);
  if (started >= room.free) return soon;
  return started >= room.invitations && isTemplateAlone(chat, scene) ? tomorrow : null;
}

function write(thread: InvitedThread, found: Chat, scene: Scene): void {
  const chat = found.templateOnly ? scene.batch.putChat(found) : found;
  const queued = scene.batch.putInvitation(thread, {
    status: 'queued',
    channel: chat.channel,
    proof: proofOf(thread.dossier, chat),
    chatId: chat.id,
    invitedAt: scene.now,
  });
  const { surveyId, notAfter } = queued.invitation;
  const draft = newDraft(surveyId, localeOf(thread.dossier, chat), newId<string>());
  const asked = scene.batch.putDraft(queued, draft);
  const focused = chat.templateOnly ? chat : focusOn(asked, chat, scene);
  for (const reply of repliesTo(chat, asked, scene)) {
    const purpose = reply.kind === 'apology' ? 'apology' : 'invite';
    const envelope: Envelope = { ...BULK, purpose, notAfter };
    scene.batch.say(composeMessage(reply, focused, asked, envelope, scene));
  }
}

/** A template holds its apology itself. */
function repliesTo(chat: Chat, { invitation }: InvitedThread, scene: Scene): readonly Reply[] {
  return isTemplateAlone(chat, scene) ? [{ kind: 'invite' }] : openingReplies(invitation);
}

const BULK = { lane: 'bulk', editMessageId: null, callbackId: null } as const;
