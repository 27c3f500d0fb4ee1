import { countMiss, hasGuessedEnough, type Chat } from '../../domain/chat.ts';
import type { Reply } from '../../domain/conversation/reply.ts';
import type { Fingerprint } from '../../domain/ids.ts';
import { proofOf } from '../../domain/ladder.ts';
import type { TypedCode } from '../../lib/short-code.ts';
import { isHeldFrom } from './advance-thread.ts';
import { enter, entranceOf } from './enter-thread.ts';
import { FRESH, sayReplies } from './say-replies.ts';
import type { Scene } from './scene.ts';
import { isAnswerable, isInvited, type Thread } from './thread.ts';

/** Opens the dossier whose slip this chat has in hand; the first that comes holds it. */
export function takeSlip(thread: Thread, chat: Chat, scene: Scene): void {
  if (proofOf(thread.dossier, chat) !== null) return enter(thread, chat, scene);
  if (!isFree(thread, chat)) return sayReplies([{ kind: 'held-elsewhere' }], chat, null, FRESH, scene);
  enter(claim(thread, chat, scene), chat, scene);
}

/**
 * The code on a slip is as good as the slip. Whoever misses goes on guessing only a few times a day; a word that might
 * be none is counted without a reply. Returns the chat where the message is still to be answered, else null.
 */
export function takeCode({ code, marked }: TypedCode, chat: Chat, scene: Scene): Chat | null {
  if (hasGuessedEnough(chat, scene.today)) return marked ? null : chat;
  const thread = theOnly(scene.batch.threadsByCode(code));
  if (thread && (proofOf(thread.dossier, chat) !== null || isFree(thread, chat))) {
    takeSlip(thread, chat, scene);
    return null;
  }
  if (marked) return miss({ kind: thread ? 'held-elsewhere' : 'unknown-slip' }, chat, scene);
  return scene.batch.putChat(countMiss(chat, scene.today));
}

/**
 * A phone number that anybody may have typed is no proof: it is worth as much as the slips of its dossiers, and opens
 * none that another holds or has begun to answer.
 */
export function takeTypedPhone(phone: Fingerprint, chat: Chat, scene: Scene): void {
  if (hasGuessedEnough(chat, scene.today)) return;
  const open = scene.batch.threadsByPhone(phone).filter(isInvited);
  const ours = open
    .filter((thread) => isAnswerable(thread, scene.now) && !isHeldFrom(thread, entranceOf(thread, chat)))
    .filter(({ dossier }) => dossier.slipOwner === null || proofOf(dossier, chat) !== null)
    .toSorted((a, b) => b.invitation.notBefore.getTime() - a.invitation.notBefore.getTime())
    .map((thread) => (proofOf(thread.dossier, chat) === null ? claim(thread, chat, scene) : thread));
  if (ours[0]) enter(ours[0], chat, scene);
  else miss({ kind: 'nothing-for-phone' }, chat, scene);
}

function miss(reply: Reply, chat: Chat, scene: Scene): null {
  sayReplies([reply], scene.batch.putChat(countMiss(chat, scene.today)), null, FRESH, scene);
  return null;
}

/** Two dossiers with the same code are told apart only while one of them is closed. */
function theOnly(threads: readonly Thread[]): Thread | null {
  const open = threads.filter(({ invitation }) => invitation?.status !== 'closed');
  const [thread, another] = open.length > 0 ? open : threads;
  return thread && !another ? thread : null;
}

function isFree(thread: Thread, chat: Chat): boolean {
  const isHeld = isInvited(thread) && isHeldFrom(thread, entranceOf(thread, chat));
  return thread.dossier.slipOwner === null && !isHeld;
}

function claim<T extends Thread>(thread: T, chat: Chat, scene: Scene): T {
  return scene.batch.claimSlip(thread, `chat:${chat.id}`, scene.heardAt);
}
