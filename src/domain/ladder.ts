import type { Chat } from './chat.ts';
import type { Dossier } from './dossier.ts';
import type { Proof } from './invitation.ts';

/** How a dossier can be reached: by a message of ours, or only by whoever opens its slip. */
export type Rung = { readonly kind: 'chat'; readonly chat: Chat; readonly proof: Proof } | { readonly kind: 'slip' };

type Reachable = Pick<Dossier, 'phoneIndex' | 'slipOwner'>;

/**
 * The chat to write to: one whose verified phone is the dossier's, else the one that holds its slip; among several,
 * the chat that was last heard of. Blocked and opted-out chats are passed over.
 */
export function chooseRung(dossier: Reachable, chats: readonly Chat[]): Rung {
  const usable = chats.filter(canBeWrittenTo).toSorted((a, b) => b.lastInboundAt.getTime() - a.lastInboundAt.getTime());
  const byPhone = usable.find((chat) => proofOf(dossier, chat) === 'phone');
  if (byPhone) return { kind: 'chat', chat: byPhone, proof: 'phone' };
  const bySlip = usable.find((chat) => proofOf(dossier, chat) === 'slip');
  return bySlip ? { kind: 'chat', chat: bySlip, proof: 'slip' } : { kind: 'slip' };
}

/** What ties a chat to a dossier; a phone number proves more than a slip. Null when nothing does. */
export function proofOf(dossier: Reachable, chat: Pick<Chat, 'id' | 'phoneIndex'>): Proof | null {
  if (dossier.phoneIndex !== null && dossier.phoneIndex === chat.phoneIndex) return 'phone';
  return dossier.slipOwner === `chat:${chat.id}` ? 'slip' : null;
}

export function canBeWrittenTo(chat: Pick<Chat, 'channel' | 'blockedAt' | 'optedOutAt'>): boolean {
  return chat.channel !== 'web' && chat.blockedAt === null && chat.optedOutAt === null;
}
