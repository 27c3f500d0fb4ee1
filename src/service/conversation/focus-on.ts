import type { Chat } from '../../domain/chat.ts';
import type { Scene } from './scene.ts';
import type { InvitedThread } from './thread.ts';

/** Whoever wrote so recently is in the middle of something. */
const TALKING_MS = 30 * 60_000;

/** What is typed from now on concerns the thread we write about, unless the citizen is in the middle of another one. */
export function focusOn({ invitation }: InvitedThread, chat: Chat, scene: Scene): Chat {
  const isTalking = chat.focusId !== null && scene.now.getTime() - chat.lastInboundAt.getTime() < TALKING_MS;
  return isTalking ? chat : scene.batch.putChat({ ...chat, focusId: invitation.id });
}
