import { isShared, type Chat } from '../../domain/chat.ts';
import type { Input } from '../../domain/conversation/step.ts';
import { proofOf } from '../../domain/ladder.ts';
import { isHeldFrom, isLost, openThread, playThread, type Advanced, type Entrance } from './advance-thread.ts';
import { denySlip, isDenial } from './deny-slip.ts';
import { optOut } from './opt-out.ts';
import { FRESH, sayReplies, type Via } from './say-replies.ts';
import type { Scene } from './scene.ts';
import { isAnswerable, isInvited, localeOf, type InvitedThread, type Thread } from './thread.ts';

export function entranceOf(thread: Thread, chat: Chat): Entrance {
  return {
    channel: chat.channel,
    proof: proofOf(thread.dossier, chat) ?? 'slip',
    chatId: chat.id,
    locale: localeOf(thread.dossier, chat),
  };
}

/** Opens a survey in a chat that is tied to it. */
export function enter(thread: Thread, chat: Chat, scene: Scene): void {
  conclude(openThread(thread, entranceOf(thread, chat), scene), chat, FRESH, scene);
}

/** What a chat taps or types in a survey; where people write to staff too, what no survey understands is for those. */
export function play(thread: InvitedThread, input: Input, chat: Chat, via: Via, scene: Scene): void {
  if (isShared(chat.channel) && input.kind !== 'choice' && isLost(thread, input, scene)) return;
  const entrance = entranceOf(thread, chat);
  if (isDenial(input)) return conclude(denySlip(thread, entrance, scene), chat, via, scene);
  if (isHeldFrom(thread, entrance)) return sayReplies([{ kind: 'held-elsewhere' }], chat, null, via, scene);
  conclude(playThread(thread, input, entrance, scene), chat, via, scene);
}

/** The one in focus first. */
export function threadsToAnswer(chat: Chat, scene: Scene): readonly InvitedThread[] {
  const own = scene.batch.threadsOf(chat).filter(isInvited);
  return own.filter((thread) => isAnswerable(thread, scene.now) && !isHeldFrom(thread, entranceOf(thread, chat)));
}

function conclude({ thread, replies, outcome }: Advanced, chat: Chat, via: Via, scene: Scene): void {
  if (outcome === null) return sayReplies(replies, chat, thread, via, scene);
  const focused = scene.batch.putChat({
    ...chat,
    language: thread.draft?.locale ?? chat.language,
    focusId: outcome === 'open' ? (thread.invitation?.id ?? null) : chat.focusId,
    askedToStop: false,
  });
  const speaker = outcome === 'stopped' ? optOut(focused, scene) : focused;
  sayReplies(replies, speaker, thread, via, scene);
  if (replies.some(({ kind }) => kind === 'farewell')) offerNext(speaker, scene);
}

/** Whoever has just finished one survey is led to the next that waits for them. */
function offerNext(chat: Chat, scene: Scene): void {
  const next = threadsToAnswer(chat, scene).find(({ invitation }) => invitation.exclusion === null);
  if (next) enter(next, chat, scene);
}
