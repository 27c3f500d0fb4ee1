import type { Chat } from '../../domain/chat.ts';
import { close } from './advance-thread.ts';
import type { Scene } from './scene.ts';
import { isInvited } from './thread.ts';

/**
 * Never again, at once: every survey of this chat ends, its draft is discarded, and nothing more is sent. The phone is
 * opted out too when the chat has proved to own it; a slip proves too little for that.
 */
export function optOut(chat: Chat, scene: Scene): Chat {
  scene.batch.suppress(chat.addressIndex);
  if (chat.phoneIndex !== null) scene.batch.suppress(chat.phoneIndex);
  scene.batch.backChecks.refuseAll(chat);
  for (const thread of scene.batch.threadsOf(chat).filter(isInvited)) {
    const { status, chatId } = thread.invitation;
    const isUnderWay = status === 'queued' || (status !== 'closed' && chatId === chat.id);
    if (isUnderWay) close(thread, 'opted-out', scene);
  }
  return scene.batch.putChat({ ...chat, optedOutAt: scene.now, focusId: null, askedToStop: false });
}

/** Later surveys come again; what the opt-out ended stays ended. */
export function optIn(chat: Chat, scene: Scene): Chat {
  scene.batch.unsuppress(chat.addressIndex);
  if (chat.phoneIndex !== null) scene.batch.unsuppress(chat.phoneIndex);
  return scene.batch.putChat({ ...chat, optedOutAt: null, askedToStop: false });
}
