import type { Chat } from '../domain/chat.ts';
import { newDraft } from '../domain/conversation/draft.ts';
import { chooseRung, proofOf } from '../domain/ladder.ts';
import { nextAllowed, type ContactPolicy } from '../domain/contact-policy.ts';
import { advanceInvitations } from './conversation/advance-invitations.ts';
import { openingReplies } from './conversation/advance-thread.ts';
import { composeMessage, type Envelope } from './conversation/compose-message.ts';
import { focusOn } from './conversation/focus-on.ts';
import type { Scene } from './conversation/scene.ts';
import type { ConversationParts } from './conversation/set-scene.ts';
import { localeOf, type InvitedThread } from './conversation/thread.ts';
import type { ChannelName } from '../domain/invitation.ts';
import type { Channel, SendingBudget } from './ports.ts';
import { newId } from '../lib/new-id.ts';

export interface InviteParts extends ConversationParts {
  readonly policy: ContactPolicy;
  /** Starts stop above so many bulk messages on their way; replies never do. */
  readonly maxBacklog: number;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  /** Of channels that limit what we may start. */
  readonly budgets: ReadonlyMap<ChannelName, SendingBudget>;
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
  return advanceInvitations(parts, { kind: 'due', now, limit: BATCH }, invite);
}

function invite(thread: InvitedThread, scene: Scene): void {
  const { batch } = scene;
  const chats = batch.chats.filter((chat) => proofOf(thread.dossier, chat) !== null);
  const open = chats.filter((chat) => !batch.isSuppressed(chat.addressIndex));
  const hasOptedOut = batch.isSuppressed(thread.dossier.phoneIndex) || (chats.length > 0 && open.length === 0);
  const rung = chooseRung(thread.dossier, open);
  if (hasOptedOut) batch.putInvitation(thread, { status: 'waiting', exclusion: 'opted-out' });
  else if (rung.kind === 'chat') write(thread, rung.chat, scene);
  else batch.putInvitation(thread, { status: 'waiting' });
}

function write(thread: InvitedThread, chat: Chat, scene: Scene): void {
  const queued = scene.batch.putInvitation(thread, {
    status: 'queued',
    channel: chat.channel,
    proof: proofOf(thread.dossier, chat),
    chatId: chat.id,
    invitedAt: scene.now,
  });
  const { surveyId, notAfter } = queued.invitation;
  const asked = scene.batch.putDraft(queued, newDraft(surveyId, localeOf(thread.dossier, chat), newId<string>()));
  const focused = focusOn(asked, chat, scene);
  for (const reply of openingReplies(queued.invitation)) {
    const purpose = reply.kind === 'apology' ? 'apology' : 'invite';
    const envelope: Envelope = { ...BULK, purpose, notAfter };
    scene.batch.say(composeMessage(reply, focused, asked, envelope, scene));
  }
}

const BULK = { lane: 'bulk', editMessageId: null, callbackId: null } as const;
