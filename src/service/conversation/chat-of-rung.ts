import type { Chat } from '../../domain/chat.ts';
import type { Rung } from '../../domain/ladder.ts';
import { newPhoneChat } from './new-chat.ts';
import type { Scene } from './scene.ts';
import type { InvitedThread } from './thread.ts';

/** The chat to write to; a telephone number's is made when it is first needed. */
export function chatOfRung({ dossier }: InvitedThread, rung: Rung, scene: Scene): Chat | null {
  if (rung.kind === 'slip') return null;
  if (rung.kind === 'chat' || rung.chat) return rung.chat;
  const number = scene.batch.phoneOf(dossier.id);
  const policy = scene.templates.get(rung.channel);
  return number && policy ? newPhoneChat(rung.channel, policy.account, number, scene) : null;
}
