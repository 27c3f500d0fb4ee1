import type { Chat } from '../../domain/chat.ts';
import type { Scene } from './scene.ts';
import type { Thread } from './thread.ts';

/**
 * Never again, at once: whatever is on its way to this chat is silenced. The phone of the dossier is opted out too
 * when the chat has proved to own it; a slip proves too little for that.
 */
export function optOut(chat: Chat, thread: Thread | null, scene: Scene): Chat {
  scene.batch.suppress(chat.addressIndex);
  if (chat.phoneIndex !== null) scene.batch.suppress(chat.phoneIndex);
  for (const other of scene.batch.threadsOf(chat)) {
    if (other.invitation !== null && other.dossier.id !== thread?.dossier.id) scene.batch.silence(other.invitation.id);
  }
  return scene.batch.putChat({ ...chat, optedOutAt: scene.now, askedToStop: false });
}

export function optIn(chat: Chat, scene: Scene): Chat {
  scene.batch.unsuppress(chat.addressIndex);
  if (chat.phoneIndex !== null) scene.batch.unsuppress(chat.phoneIndex);
  return scene.batch.putChat({ ...chat, optedOutAt: null, askedToStop: false });
}

/** The phone behind a page is opted out only when the thread was proved by phone. */
export function optOutPage(thread: Thread, scene: Scene): void {
  const { phoneIndex } = thread.dossier;
  if (thread.invitation?.proof === 'phone' && phoneIndex !== null) scene.batch.suppress(phoneIndex);
}
