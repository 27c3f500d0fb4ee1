import type { ChatId, InvitationId } from '../../domain/ids.ts';
import { sendsReceipts, type ChannelName } from '../../domain/invitation.ts';
import type { Lane, MessageRef } from '../../domain/message.ts';
import { assertNever } from '../../lib/assert-never.ts';
import type { ClaimedMessage, DeliveryRecord, MarkedChat, Refusal, ReturnedInvitation, SendResult } from '../ports.ts';

/** What one attempt to send means for the message, its invitation, its chat and its channel. */
export interface Settled {
  readonly chatId: ChatId;
  readonly channel: ChannelName;
  readonly lane: Lane;
  readonly record: DeliveryRecord;
  readonly delivered: { readonly invitationId: InvitationId; readonly at: Date | null } | null;
  readonly returned: ReturnedInvitation | null;
  readonly blockedChat: MarkedChat | null;
  readonly optedOutChat: MarkedChat | null;
  readonly retry: { readonly ref: MessageRef; readonly until: Date } | null;
  /** The whole channel rests for so long. */
  readonly pauseMs: number | null;
  /** A finished survey whose farewell needs no more waiting. */
  readonly sealable: InvitationId | null;
}

/** Of a reply, also of one whose outcome is never recorded: nobody is told the same without end. */
export const MAX_ATTEMPTS = 8;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 15 * 60_000;
const UNAUTHORISED_PAUSE_MS = 5 * 60_000;

export function settleDelivery(message: ClaimedMessage, result: SendResult, now: Date): Settled {
  switch (result.kind) {
    case 'sent':
      return settled(message, outOf(message, result.platformId, now), {
        delivered: isInvite(message) ? { invitationId: message.invitationId, at: deliveredAt(message, now) } : null,
        sealable: farewellOf(message),
      });
    case 'rate-limited':
      return wait(message, result.retryAfterMs, now, result.scope === 'account');
    case 'refused':
      return refuse(message, result.reason, now);
    case 'failed':
      return retryOrFail(message, result.reason, now);
    case 'unknown':
      return message.lane === 'bulk' ? uncertain(message, result.reason) : retryOrFail(message, result.reason, now);
    default:
      return assertNever(result);
  }
}

/** What a platform still tells of, and what reminders and ratings refer to, is kept. */
function outOf({ id, lane, channel }: ClaimedMessage, platformId: string | null, at: Date): DeliveryRecord {
  const isOver = lane === 'reply' && !sendsReceipts(channel);
  return isOver ? { kind: 'said', id } : { kind: 'sent', id, platformId, at };
}

/** Nothing was tried: the message keeps its attempts and its place before those that come after it. */
export function putOff(message: ClaimedMessage, until: Date): Settled {
  return defer(message, until, false, null);
}

/** The platform speaks of the chat, not of the message: whatever follows in this chat would be refused too. */
export function isAboutChat(result: SendResult): boolean {
  return result.kind === 'refused' && ABOUT_CHAT[result.reason];
}

/** Where a window is closed, the next message may bring a template along. */
const ABOUT_CHAT: Readonly<Record<Refusal, boolean>> = {
  blocked: true,
  deactivated: true,
  'not-started': true,
  'opted-out': true,
  'window-closed': false,
  'bad-request': false,
  unauthorised: false,
};

/** Null where the platform itself says when a message has arrived. */
function deliveredAt({ channel }: ClaimedMessage, now: Date): Date | null {
  return sendsReceipts(channel) ? null : now;
}

/** Nobody knows whether an invitation arrived: it is never sent again, the reminder covers it. */
function uncertain(message: ClaimedMessage, failure: string): Settled {
  return settled(
    message,
    { kind: 'unknown', id: message.id, failure },
    {
      delivered: isInvite(message) ? { invitationId: message.invitationId, at: null } : null,
    },
  );
}

function refuse(message: ClaimedMessage, reason: Refusal, now: Date): Settled {
  const chat = { chatId: message.chatId, at: now };
  switch (reason) {
    case 'unauthorised':
      return wait(message, UNAUTHORISED_PAUSE_MS, now, true);
    case 'bad-request':
      return fail(message, reason);
    // Until the citizen writes, nothing reaches this chat: the invitation goes on to the telephone, or to the slip.
    case 'window-closed':
      return isInvite(message) ? leave(message, reason, { blockedChat: chat }) : fail(message, reason);
    case 'opted-out':
      return leave(message, reason, { optedOutChat: chat });
    case 'blocked':
    case 'deactivated':
    case 'not-started':
      return leave(message, reason, { blockedChat: chat });
    default:
      return assertNever(reason);
  }
}

function retryOrFail(message: ClaimedMessage, reason: string, now: Date): Settled {
  if (message.attempts + 1 >= MAX_ATTEMPTS) return fail(message, reason);
  const afterMs = Math.min(FIRST_RETRY_MS * 2 ** message.attempts, LONGEST_RETRY_MS);
  return defer(message, later(now, afterMs), true, null);
}

/** The chat stays as it is, and would be chosen again: an invitation that fails in it is left to the slip. */
function fail(message: ClaimedMessage, failure: string): Settled {
  return end(message, failure, { returned: isInvite(message) ? backTo('waiting', message) : null });
}

/** This chat is gone, and marked so: an invitation goes on down the ladder. What was answered before stays. */
function leave(message: ClaimedMessage, failure: string, mark: Pick<Partial<Settled>, 'blockedChat' | 'optedOutChat'>) {
  return end(message, failure, { ...mark, returned: isOpening(message) ? backTo('armed', message) : null });
}

function end(message: ClaimedMessage, failure: string, facts: Partial<Settled>): Settled {
  const record = { kind: 'failed', id: message.id, failure } as const;
  return settled(message, record, { ...facts, sealable: farewellOf(message) });
}

function backTo(status: ReturnedInvitation['to'], message: OfInvitation): ReturnedInvitation {
  return { invitationId: message.invitationId, chatId: message.chatId, to: status };
}

function wait(message: ClaimedMessage, forMs: number, now: Date, wholeChannel: boolean): Settled {
  return defer(message, later(now, forMs), false, wholeChannel ? forMs : null);
}

function defer(message: ClaimedMessage, until: Date, burned: boolean, pauseMs: number | null): Settled {
  const { id, channel, lane } = message;
  return settled(
    message,
    { kind: 'deferred', id, until, burned },
    { retry: { ref: { id, channel, lane }, until }, pauseMs },
  );
}

function later(now: Date, byMs: number): Date {
  return new Date(now.getTime() + byMs);
}

function settled(message: ClaimedMessage, record: DeliveryRecord, facts: Partial<Settled>): Settled {
  return {
    chatId: message.chatId,
    channel: message.channel,
    lane: message.lane,
    record,
    delivered: null,
    returned: null,
    blockedChat: null,
    optedOutChat: null,
    retry: null,
    pauseMs: null,
    sealable: null,
    ...facts,
  };
}

type OfInvitation = ClaimedMessage & { readonly invitationId: InvitationId };

function isInvite(message: ClaimedMessage): message is OfInvitation {
  return message.purpose === 'invite' && message.invitationId !== null;
}

/** The apology of a late dossier comes before its invitation, which then is not even tried. */
function isOpening(message: ClaimedMessage): message is OfInvitation {
  return isInvite(message) || (message.purpose === 'apology' && message.invitationId !== null);
}

function farewellOf(message: ClaimedMessage): InvitationId | null {
  return message.purpose === 'farewell' ? message.invitationId : null;
}
