import type { Chat } from '../../domain/chat.ts';
import type { Reply } from '../../domain/conversation/reply.ts';
import { acknowledgement, composeMessage, type Envelope } from './compose-message.ts';
import type { Scene } from './scene.ts';
import type { Thread } from './thread.ts';

/** The button press that replies go back to; both null for a typed message. */
export interface Via {
  readonly editMessageId: string | null;
  readonly callbackId: string | null;
}

/** A message of its own. */
export const FRESH: Via = { editMessageId: null, callbackId: null };

const REPLY_LIFE_MS = 24 * 3_600_000;

export function replyEnvelope(via: Via, { now }: Pick<Scene, 'now'>): Envelope {
  return { lane: 'reply', purpose: 'reply', notAfter: new Date(now.getTime() + REPLY_LIFE_MS), ...via };
}

/** One call an answer: the first reply edits the tapped message in place and stops its spinner, where that still turns. */
export function sayReplies(replies: readonly Reply[], chat: Chat, thread: Thread | null, via: Via, scene: Scene): void {
  const envelope = replyEnvelope(via, scene);
  if (replies.length === 0) {
    if (via.callbackId !== null) scene.batch.say(acknowledgement(chat, via.callbackId, envelope, scene));
    return;
  }
  replies.forEach((reply, i) => {
    const own: Envelope = {
      ...envelope,
      purpose: reply.kind === 'farewell' ? 'farewell' : 'reply',
      editMessageId: i === 0 ? via.editMessageId : null,
      callbackId: i === 0 ? via.callbackId : null,
    };
    scene.batch.say(composeMessage(reply, chat, thread, own, scene));
  });
}
