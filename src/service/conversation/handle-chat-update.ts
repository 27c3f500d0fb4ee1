import { isShared, type Chat } from '../../domain/chat.ts';
import type { Fingerprint } from '../../domain/ids.ts';
import type { Inbound, InboundEvent } from '../../domain/inbound.ts';
import type { Invitation } from '../../domain/invitation.ts';
import { readCommand } from '../../domain/typed/read-command.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { readShortCode } from '../../lib/short-code.ts';
import { askBackCheckAgain, tapBackCheck, typeBackCheck } from '../back-check/answer-in-chat.ts';
import { phoneIndex } from '../fingerprint.ts';
import { tokenHash } from '../survey-token.ts';
import { answerOutside } from './answer-outside.ts';
import { enter, play, threadsToAnswer } from './enter-thread.ts';
import { newChat } from './new-chat.ts';
import { optIn, optOut } from './opt-out.ts';
import { FRESH, sayReplies, type Via } from './say-replies.ts';
import type { Scene } from './scene.ts';
import { takeCode, takeSlip, takeTypedPhone } from './take-slip.ts';
import { isPageOnly } from './template-message.ts';
import { hasBegun, isInvited, type InvitedThread } from './thread.ts';

/** Lets one update of a chat platform take effect on the batch. @param index of its address */
export function handleChatUpdate(update: Inbound, index: Fingerprint, scene: Scene): void {
  const { channel, account, event } = update;
  const known = scene.batch.chatAt(channel, account, index);
  if (known === null && isShared(channel) && !turnsToUs(event, index, scene)) {
    if (event.kind === 'opted-out') scene.batch.suppress(index);
    return;
  }
  // Whoever writes to us has unblocked us.
  const seen = known ? { ...known, blockedAt: null, lastInboundAt: scene.now } : newChat(update, index, scene);
  handleEvent(event, scene.batch.putChat(seen), scene);
}

function handleEvent(event: InboundEvent, chat: Chat, scene: Scene): void {
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
      return handleMedia(chat, scene);
    default:
      return assertNever(event);
  }
}

/** Of those who write to staff on a shared account nothing is kept, until they turn to us. */
function turnsToUs(event: InboundEvent, address: Fingerprint, scene: Scene): boolean {
  switch (event.kind) {
    case 'contact':
      return true;
    case 'text': {
      const command = readCommand(event.text, 'outside')?.kind;
      const comesBack = command === 'resume' && scene.batch.isSuppressed(address);
      return command === 'stop' || comesBack || (command === undefined && readShortCode(event.text) !== null);
    }
    default:
      return false;
  }
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
  if (thread) return takeSlip(thread, chat, scene);
  sayReplies([{ kind: 'unknown-slip' }], chat, null, FRESH, scene);
}

function handleContact(event: Extract<InboundEvent, { kind: 'contact' }>, chat: Chat, scene: Scene): void {
  if (!event.own) return sayReplies([{ kind: 'phone-not-own' }], chat, null, FRESH, scene);
  const phone = phoneIndex(scene.vault, event.phone);
  if (!event.vouched) return takeTypedPhone(phone, chat, scene);
  const known = scene.batch.putChat({ ...chat, phoneIndex: phone });
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
  if (!tapBackCheck(event.payload, chat, via, scene)) sayReplies([], chat, null, via, scene);
}

/** A command goes before a code that reads like it; in a survey that has begun, whatever is typed answers it. */
function handleText(text: string, chat: Chat, scene: Scene): void {
  const command = readCommand(text, 'outside');
  if (chat.optedOutAt !== null && command?.kind === 'resume') {
    return sayReplies([{ kind: 'resumed' }], optIn(chat, scene), null, FRESH, scene);
  }
  const active = activeThread(chat, scene);
  if (!active && command?.kind !== 'stop' && typeBackCheck(text, chat, scene)) return;
  const code = command === null && !(active && hasBegun(active)) ? readShortCode(text) : null;
  const speaker = code === null ? chat : takeCode(code, chat, scene);
  if (speaker === null) return;
  if (active) return play(active, { kind: 'text', text }, speaker, FRESH, scene);
  if (command === null && code === null && askBackCheckAgain(text, speaker, scene)) return;
  answerOutside(text, speaker, scene);
}

function handleMedia(chat: Chat, scene: Scene): void {
  const active = activeThread(chat, scene);
  if (active) return play(active, { kind: 'media' }, chat, FRESH, scene);
  if (!isShared(chat.channel)) sayReplies([{ kind: 'nothing-open' }], chat, null, FRESH, scene);
}

/** What is typed concerns the survey in focus until it is sealed or over, else another one that this chat was sent. */
function activeThread(chat: Chat, scene: Scene): InvitedThread | null {
  if (isPageOnly(chat.channel, scene)) return null;
  const own = scene.batch.threadsOf(chat).filter(isInvited);
  const isHere = ({ id, chatId }: Invitation) => id === chat.focusId || chatId === chat.id;
  const isActive = ({ invitation }: InvitedThread) =>
    isHere(invitation) && invitation.notAfter > scene.now && isUnderWay(invitation, chat);
  return own.find(isActive) ?? null;
}

/** Where people write to staff too, nothing that they type answers an invitation that is not out yet. */
function isUnderWay({ status }: Invitation, { channel }: Chat): boolean {
  if (status === 'closed') return false;
  return !isShared(channel) || status === 'sent' || status === 'started' || status === 'finished';
}
