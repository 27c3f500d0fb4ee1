import type { Chat } from '../../domain/chat.ts';
import type { Input } from '../../domain/conversation/step.ts';
import type { ChatId } from '../../domain/ids.ts';
import type { Inbound, InboundEvent } from '../../domain/inbound.ts';
import type { Invitation } from '../../domain/invitation.ts';
import { proofOf } from '../../domain/ladder.ts';
import { readCommand } from '../../domain/typed/read-command.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { newId } from '../../lib/new-id.ts';
import { addressIndex, phoneIndex } from '../fingerprint.ts';
import { tokenHash } from '../survey-token.ts';
import { isHeldFrom, openThread, playThread, type Advanced, type Entrance } from './advance-thread.ts';
import { answerOutside } from './answer-outside.ts';
import { optIn, optOut } from './opt-out.ts';
import { FRESH, sayReplies, type Via } from './say-replies.ts';
import type { Scene } from './scene.ts';
import { isAnswerable, isInvited, localeOf, type InvitedThread, type Thread } from './thread.ts';

/** Lets one update of a chat platform take effect on the batch. */
export function handleChatUpdate(update: Inbound, scene: Scene): void {
  const chat = scene.batch.putChat(chatOf(update, scene));
  const { event } = update;
  switch (event.kind) {
    case 'blocked':
      scene.batch.putChat({ ...chat, blockedAt: scene.now });
      return;
    case 'unblocked':
    case 'opened':
    case 'receipt':
    case 'rating':
      return;
    case 'opted-out':
      optOut(chat, scene);
      return;
    case 'start':
      return event.token === null ? startAgain(chat, scene) : startWithSlip(event.token, chat, scene);
    case 'contact':
      return handleContact(event, chat, scene);
    case 'tap':
      return handleTap(event, chat, scene);
    case 'text':
      return handleText(event.text, chat, scene);
    case 'media':
      return converse({ kind: 'media' }, chat, scene);
    default:
      return assertNever(event);
  }
}

/** Whoever writes to us has unblocked us. */
function chatOf(update: Inbound, scene: Scene): Chat {
  const { channel, account, address } = update;
  const index = addressIndex(scene.vault, channel, account, address);
  const known = scene.batch.chatAt(channel, account, index);
  if (known) return { ...known, blockedAt: null, lastInboundAt: scene.now };
  const id = newId<ChatId>();
  return {
    id,
    channel,
    account,
    addressIndex: index,
    addressSealed: scene.vault.seal('address', id, address),
    // Many Vietnamese run their phones in English: the dossier's language and the citizen's choice count.
    language: 'vi',
    phoneIndex: null,
    blockedAt: null,
    optedOutAt: null,
    focusId: null,
    askedToStop: false,
    lastInboundAt: scene.now,
    templateOnly: false,
    codeMisses: 0,
    codeMissedOn: null,
  };
}

/** Pressing "Start" brings back whoever had opted out. */
function startAgain(found: Chat, scene: Scene): void {
  const chat = found.optedOutAt === null ? found : optIn(found, scene);
  const thread = threadsToAnswer(chat, scene)[0];
  if (thread) return enter(thread, chat, scene);
  sayReplies([{ kind: 'welcome' }], chat, null, FRESH, scene);
}

function startWithSlip(token: string, chat: Chat, scene: Scene): void {
  const thread = scene.batch.threadByToken(tokenHash(token));
  if (!thread) return sayReplies([{ kind: 'unknown-slip' }], chat, null, FRESH, scene);
  if (proofOf(thread.dossier, chat) !== null) return enter(thread, chat, scene);
  const isTaken =
    thread.dossier.slipOwner !== null || (isInvited(thread) && isHeldFrom(thread, entranceOf(thread, chat)));
  if (isTaken) return sayReplies([{ kind: 'held-elsewhere' }], chat, null, FRESH, scene);
  enter(scene.batch.claimSlip(thread, `chat:${chat.id}`), chat, scene);
}

function handleContact(event: Extract<InboundEvent, { kind: 'contact' }>, chat: Chat, scene: Scene): void {
  if (!event.own) return sayReplies([{ kind: 'phone-not-own' }], chat, null, FRESH, scene);
  const known = scene.batch.putChat({ ...chat, phoneIndex: phoneIndex(scene.vault, event.phone) });
  sayReplies([{ kind: 'phone-saved' }], known, null, FRESH, scene);
  const thread = threadsToAnswer(known, scene)[0];
  if (thread) enter(thread, known, scene);
}

/** A button tells its survey by itself, whichever is in focus; one that fits none is only released. */
function handleTap(event: Extract<InboundEvent, { kind: 'tap' }>, chat: Chat, scene: Scene): void {
  const via: Via = { editMessageId: event.messageId, callbackId: event.callbackId };
  for (const thread of scene.batch.threadsOf(chat).filter(isInvited)) {
    const survey = scene.surveys.get(thread.invitation.surveyId);
    const choice = survey && scene.codec.decode(thread.invitation.id, event.payload, survey);
    if (choice) return play(thread, { kind: 'choice', choice }, chat, via, scene);
  }
  sayReplies([], chat, null, via, scene);
}

function handleText(text: string, chat: Chat, scene: Scene): void {
  if (chat.optedOutAt !== null && readCommand(text, 'outside')?.kind === 'resume') {
    return sayReplies([{ kind: 'resumed' }], optIn(chat, scene), null, FRESH, scene);
  }
  const active = activeThread(chat, scene);
  if (active) return play(active, { kind: 'text', text }, chat, FRESH, scene);
  answerOutside(text, chat, scene);
}

function converse(input: Input, chat: Chat, scene: Scene): void {
  const active = activeThread(chat, scene);
  if (active) return play(active, input, chat, FRESH, scene);
  sayReplies([{ kind: 'nothing-open' }], chat, null, FRESH, scene);
}

/** What is typed concerns the survey in focus until it is sealed or over, else another one that this chat was sent. */
function activeThread(chat: Chat, scene: Scene): InvitedThread | null {
  const own = scene.batch.threadsOf(chat).filter(isInvited);
  const isHere = ({ id, chatId }: Invitation) => id === chat.focusId || chatId === chat.id;
  const isActive = ({ invitation }: InvitedThread) =>
    isHere(invitation) && invitation.status !== 'closed' && invitation.notAfter > scene.now;
  return own.find(isActive) ?? null;
}

/** The one in focus first. */
function threadsToAnswer(chat: Chat, scene: Scene): readonly InvitedThread[] {
  const own = scene.batch.threadsOf(chat).filter(isInvited);
  return own.filter((thread) => isAnswerable(thread, scene.now) && !isHeldFrom(thread, entranceOf(thread, chat)));
}

function entranceOf(thread: Thread, chat: Chat): Entrance {
  return {
    channel: chat.channel,
    proof: proofOf(thread.dossier, chat) ?? 'slip',
    chatId: chat.id,
    locale: localeOf(thread.dossier, chat),
  };
}

function enter(thread: Thread, chat: Chat, scene: Scene): void {
  conclude(openThread(thread, entranceOf(thread, chat), scene), chat, FRESH, scene);
}

function play(thread: InvitedThread, input: Input, chat: Chat, via: Via, scene: Scene): void {
  const entrance = entranceOf(thread, chat);
  if (isHeldFrom(thread, entrance)) return sayReplies([{ kind: 'held-elsewhere' }], chat, null, via, scene);
  conclude(playThread(thread, input, entrance, scene), chat, via, scene);
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
