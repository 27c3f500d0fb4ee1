import type { Chat } from '../domain/chat.ts';
import { newDraft } from '../domain/conversation/draft.ts';
import { chooseRung, proofOf } from '../domain/ladder.ts';
import { nextAllowed, type ContactPolicy } from '../domain/contact-policy.ts';
import type { MessageRef } from '../domain/message.ts';
import { close, openingReplies } from './conversation/advance-thread.ts';
import { composeMessage, type Envelope } from './conversation/compose-message.ts';
import { ConversationBatch } from './conversation/conversation-batch.ts';
import type { Scene } from './conversation/scene.ts';
import { isInvited, type InvitedThread } from './conversation/thread.ts';
import { enqueue, setScene, type ConversationParts } from './process-updates.ts';

export interface InviteParts extends ConversationParts {
  readonly policy: ContactPolicy;
  /** Starts stop above so many bulk messages on their way; replies never do. */
  readonly maxBacklog: number;
}

const BATCH = 200;

/**
 * Writes to the citizens whose time has come, a unit at a time in turn; returns how many invitations moved.
 * Outside the window nothing starts. A citizen whom no chat reaches keeps the slip.
 */
export async function sendInvitations(parts: InviteParts): Promise<number> {
  const now = parts.clock.now();
  if (nextAllowed(now, parts.policy).getTime() > now.getTime()) return 0;
  if ((await parts.outbox.backlog('telegram', 'bulk')) > parts.maxBacklog) return 0;
  const surveys = await parts.references.surveys();
  let messages: readonly MessageRef[] = [];
  const moved = await parts.conversations.advance({ kind: 'due', now, limit: BATCH }, (found) => {
    const scene = setScene(parts, new ConversationBatch(found, parts.vault), surveys);
    scene.batch.threads.filter(isInvited).forEach((thread) => invite(thread, scene));
    messages = scene.batch.messages;
    return scene.batch.writes();
  });
  await enqueue(parts, messages);
  return moved;
}

function invite(thread: InvitedThread, scene: Scene): void {
  if (scene.batch.isSuppressed(thread.dossier.phoneIndex)) return exclude(thread, scene);
  const reachable = scene.batch.chats.filter((chat) => proofOf(thread.dossier, chat) !== null);
  const open = reachable.filter((chat) => !scene.batch.isSuppressed(chat.addressIndex));
  if (reachable.length > 0 && open.length === 0) return exclude(thread, scene);
  const rung = chooseRung(thread.dossier, open);
  if (rung.kind === 'chat') write(thread, rung.chat, scene);
  else scene.batch.putInvitation(thread, { status: 'waiting' });
}

function exclude(thread: InvitedThread, scene: Scene): void {
  close(scene.batch.putInvitation(thread, { exclusion: 'opted-out' }), 'excluded', scene);
}

function write(thread: InvitedThread, chat: Chat, scene: Scene): void {
  const queued = scene.batch.putInvitation(thread, {
    status: 'queued',
    channel: chat.channel,
    proof: proofOf(thread.dossier, chat),
    chatId: chat.id,
    invitedAt: scene.now,
  });
  const asked = scene.batch.putDraft(queued, newDraft(queued.invitation.surveyId, chat.language));
  const focused = scene.batch.putChat({ ...chat, focusId: queued.invitation.id });
  for (const reply of openingReplies(queued.invitation)) {
    const purpose = reply.kind === 'apology' ? 'apology' : 'invite';
    const envelope: Envelope = { ...BULK, purpose, notAfter: queued.invitation.notAfter };
    scene.batch.say(composeMessage(reply, focused, asked, envelope, scene));
  }
}

const BULK = { lane: 'bulk', editMessageId: null, callbackId: null } as const;
