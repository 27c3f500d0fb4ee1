import type { Chat } from '../../domain/chat.ts';
import type { Reply } from '../../domain/conversation/reply.ts';
import type { Input } from '../../domain/conversation/step.ts';
import type { ChatId } from '../../domain/ids.ts';
import type { Inbound, InboundEvent } from '../../domain/inbound.ts';
import { isOpen } from '../../domain/invitation.ts';
import { proofOf } from '../../domain/ladder.ts';
import { readCommand } from '../../domain/typed/read-command.ts';
import { readYesNo } from '../../domain/typed/read-yes-no.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { newId } from '../../lib/new-id.ts';
import { addressIndex, phoneIndex } from '../fingerprint.ts';
import { tokenHash } from '../survey-token.ts';
import { openThread, stepThread, type Advanced, type Entrance } from './advance-thread.ts';
import type { Scene } from './scene.ts';
import { optIn, optOut } from './opt-out.ts';
import { sayReplies, type Via } from './say-replies.ts';
import { isInvited, type InvitedThread, type Thread } from './thread.ts';

/** Lets one update of a chat platform take effect on the batch. */
export function handleChatUpdate(update: Inbound, scene: Scene): void {
  const chat = scene.batch.putChat(chatOf(update, scene));
  const { event } = update;
  switch (event.kind) {
    case 'blocked':
      scene.batch.putChat({ ...chat, blockedAt: scene.now });
      return;
    case 'unblocked':
      return;
    case 'opened':
      return;
    case 'start':
      return handleStart(event.token, chat, scene);
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
  };
}

function handleStart(token: string | null, chat: Chat, scene: Scene): void {
  if (token !== null) return startWithSlip(token, chat, scene);
  if (chat.optedOutAt !== null) optIn(chat, scene);
  const thread = nextOpenThread(chat, scene);
  if (thread) return enter(thread, chat, scene);
  sayReplies([{ kind: 'welcome' }], chat, null, FRESH, scene);
}

function startWithSlip(token: string, chat: Chat, scene: Scene): void {
  const thread = scene.batch.threadByToken(tokenHash(token));
  if (!thread) return sayReplies([{ kind: 'unknown-slip' }], chat, null, FRESH, scene);
  if (proofOf(thread.dossier, chat) !== null) return enter(thread, chat, scene);
  if (thread.dossier.slipOwner !== null) return sayReplies([{ kind: 'held-elsewhere' }], chat, null, FRESH, scene);
  enter(scene.batch.claimSlip(thread, `chat:${chat.id}`), chat, scene);
}

function handleContact(event: Extract<InboundEvent, { kind: 'contact' }>, chat: Chat, scene: Scene): void {
  if (!event.own) return sayReplies([{ kind: 'phone-not-own' }], chat, null, FRESH, scene);
  const known = scene.batch.putChat({ ...chat, phoneIndex: phoneIndex(scene.vault, event.phone) });
  sayReplies([{ kind: 'phone-saved' }], known, null, FRESH, scene);
  const thread = nextOpenThread(known, scene);
  if (thread) enter(thread, known, scene);
}

function handleTap(event: Extract<InboundEvent, { kind: 'tap' }>, chat: Chat, scene: Scene): void {
  const via: Via = { editMessageId: event.messageId, callbackId: event.callbackId };
  for (const thread of scene.batch.threadsOf(chat)) {
    if (!isInvited(thread)) continue;
    const survey = scene.surveys.get(thread.invitation.surveyId);
    const choice = survey && scene.codec.decode(thread.invitation.id, event.payload, survey);
    if (choice) return play(thread, { kind: 'choice', choice }, chat, via, scene);
  }
  sayReplies([], chat, null, via, scene);
}

function handleText(text: string, chat: Chat, scene: Scene): void {
  const active = activeThread(chat, scene);
  if (chat.optedOutAt !== null && readCommand(text, 'outside')?.kind === 'resume') {
    const resumed = optIn(chat, scene);
    return sayReplies([{ kind: 'resumed' }], resumed, null, FRESH, scene);
  }
  if (active) return play(active, { kind: 'text', text }, chat, FRESH, scene);
  sayReplies([outsideReply(text, chat, scene)], chat, null, FRESH, scene);
}

/** What a text means when no survey is open. */
function outsideReply(text: string, chat: Chat, scene: Scene): Reply {
  const confirmed = chat.askedToStop && readYesNo(text) === true;
  const command = readCommand(text, 'outside');
  if (confirmed || command?.kind === 'stop') {
    optOut(chat, null, scene);
    return { kind: 'stopped' };
  }
  scene.batch.putChat({ ...chat, askedToStop: command?.kind === 'confirm-stop' });
  if (command?.kind === 'confirm-stop') return { kind: 'confirm-stop' };
  if (command?.kind === 'help') return { kind: 'help' };
  if (command?.kind === 'human') return { kind: 'human' };
  return { kind: 'nothing-open' };
}

function converse(input: Input, chat: Chat, scene: Scene): void {
  const active = activeThread(chat, scene);
  if (active) return play(active, input, chat, FRESH, scene);
  sayReplies([{ kind: 'nothing-open' }], chat, null, FRESH, scene);
}

/** The survey in focus, until it is sealed or over. */
function activeThread(chat: Chat, scene: Scene): InvitedThread | null {
  const thread = scene.batch.threadsOf(chat).find((each) => each.invitation?.id === chat.focusId);
  const isOver = !thread || !isInvited(thread) || !thread.draft || thread.invitation.status === 'closed';
  return isOver || thread.invitation.notAfter <= scene.now ? null : thread;
}

function nextOpenThread(chat: Chat, scene: Scene): InvitedThread | null {
  const due = scene.batch.threadsOf(chat).filter(isInvited);
  return due.find((thread) => isAnswerable(thread, scene) && thread.invitation.notBefore <= scene.now) ?? null;
}

function isAnswerable({ invitation }: InvitedThread, scene: Scene): boolean {
  return isOpen(invitation) && invitation.notAfter > scene.now;
}

function enter(thread: Thread, chat: Chat, scene: Scene): void {
  const entrance: Entrance = {
    channel: chat.channel,
    proof: proofOf(thread.dossier, chat) ?? 'slip',
    chatId: chat.id,
    locale: thread.dossier.language === 'en' ? 'en' : chat.language,
  };
  conclude(openThread(thread, entrance, scene), chat, FRESH, scene);
}

function play(thread: InvitedThread, input: Input, chat: Chat, via: Via, scene: Scene): void {
  conclude(stepThread(thread, input, scene), chat, via, scene);
}

function conclude(advanced: Advanced, chat: Chat, via: Via, scene: Scene): void {
  const { thread, replies, outcome } = advanced;
  const open = outcome === 'open' && thread.draft !== null && thread.invitation;
  const focused = scene.batch.putChat({
    ...chat,
    language: thread.draft?.locale ?? chat.language,
    focusId: open ? open.id : chat.focusId,
    askedToStop: false,
  });
  const speaker = outcome === 'stopped' ? optOut(focused, thread, scene) : focused;
  sayReplies(replies, speaker, thread, via, scene);
}

const FRESH: Via = { editMessageId: null, callbackId: null };
