import { nextAllowed, type ContactPolicy } from '../domain/contact-policy.ts';
import type { MessageId } from '../domain/ids.ts';
import { groupBy } from '../lib/group-by.ts';
import { inParallel } from '../lib/in-parallel.ts';
import { followSettled, recordSettled, type RecordParts } from './delivery/record-settled.ts';
import { Rests } from './delivery/rests.ts';
import { sendToChat, type SendParts } from './delivery/send-to-chat.ts';
import type { ClaimedMessage } from './ports.ts';

export interface DeliverParts extends SendParts, RecordParts {
  readonly policy: ContactPolicy;
}

/** Sends in flight at once for one job: a platform drops clients that open a socket a message. */
const CHATS_AT_ONCE = 20;

/**
 * Sends the messages that this call wins by compare-and-set; a second job with the same ids finds nothing to do.
 * One chat's messages go out one after the other, and a chat that has to wait holds back only its own.
 */
export async function deliverMessages(parts: DeliverParts, ids: readonly MessageId[]): Promise<void> {
  const claimed = await parts.messages.claim(ids, parts.clock.now());
  if (claimed.length === 0) return;
  const restraint = { rests: new Rests(), allowedFrom: (message: ClaimedMessage) => allowedFrom(parts, message) };
  const chats = [...groupBy(claimed, (message) => message.chatId).values()];
  const settled = await inParallel(chats, CHATS_AT_ONCE, (chat) => sendToChat(parts, restraint, chat));
  await recordSettled(parts, settled.flat());
  await followSettled(parts, settled.flat());
}

/** What we start ourselves goes out in the window. */
function allowedFrom({ policy, clock }: DeliverParts, { lane }: ClaimedMessage): Date | null {
  const now = clock.now();
  const allowed = lane === 'bulk' ? nextAllowed(now, policy) : now;
  return allowed > now ? allowed : null;
}
