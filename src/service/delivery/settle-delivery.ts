import type { ChatId, InvitationId } from '../../domain/ids.ts';
import type { ChannelName, CloseReason } from '../../domain/invitation.ts';
import type { MessageRef } from '../../domain/message.ts';
import { assertNever } from '../../lib/assert-never.ts';
import type { ClaimedMessage, DeliveryRecord, Refusal, SendResult } from '../ports.ts';

/** What one attempt to send means for the message, its invitation, its chat and its channel. */
export interface Settled {
  readonly channel: ChannelName;
  readonly record: DeliveryRecord;
  readonly delivered: { readonly invitationId: InvitationId; readonly at: Date | null } | null;
  readonly closed: { readonly invitationId: InvitationId; readonly reason: CloseReason; readonly on: string } | null;
  readonly blockedChat: { readonly chatId: ChatId; readonly at: Date } | null;
  readonly retry: { readonly ref: MessageRef; readonly until: Date } | null;
  /** The whole channel rests for so long. */
  readonly pauseMs: number | null;
  /** A finished survey whose farewell needs no more waiting. */
  readonly sealable: InvitationId | null;
}

const MAX_ATTEMPTS = 8;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 15 * 60_000;
const UNAUTHORISED_PAUSE_MS = 5 * 60_000;

export function settleDelivery(message: ClaimedMessage, result: SendResult, now: Date, today: string): Settled {
  switch (result.kind) {
    case 'sent':
      return settled(
        message,
        { kind: 'sent', id: message.id, platformId: result.platformId, at: now },
        {
          delivered: isInvite(message) ? { invitationId: message.invitationId, at: now } : null,
          sealable: farewellOf(message),
        },
      );
    case 'rate-limited':
      return wait(message, result.retryAfterMs, now, result.scope === 'account');
    case 'refused':
      return refuse(message, result.reason, now, today);
    case 'failed':
      return retryOrFail(message, result.reason, now, today);
    case 'unknown':
      return message.lane === 'bulk'
        ? uncertain(message, result.reason)
        : retryOrFail(message, result.reason, now, today);
    default:
      return assertNever(result);
  }
}

/** Nothing was tried: the message keeps its attempts and its place before those that come after it. */
export function putOff(message: ClaimedMessage, until: Date): Settled {
  return defer(message, until, false, null);
}

/** The platform speaks of the chat, not of the message: whatever follows in this chat would be refused too. */
export function isAboutChat(result: SendResult): boolean {
  return result.kind === 'refused' && result.reason !== 'bad-request' && result.reason !== 'unauthorised';
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

function refuse(message: ClaimedMessage, reason: Refusal, now: Date, today: string): Settled {
  if (reason === 'unauthorised') return wait(message, UNAUTHORISED_PAUSE_MS, now, true);
  const isGone = reason !== 'bad-request';
  return fail(message, reason, today, isGone ? { chatId: message.chatId, at: now } : null);
}

function retryOrFail(message: ClaimedMessage, reason: string, now: Date, today: string): Settled {
  if (message.attempts + 1 >= MAX_ATTEMPTS) return fail(message, reason, today, null);
  const afterMs = Math.min(FIRST_RETRY_MS * 2 ** message.attempts, LONGEST_RETRY_MS);
  return defer(message, later(now, afterMs), true, null);
}

function fail(message: ClaimedMessage, failure: string, today: string, blockedChat: Settled['blockedChat']): Settled {
  const { invitationId, purpose } = message;
  const ends = invitationId !== null && purpose !== 'farewell' && (purpose === 'invite' || blockedChat !== null);
  return settled(
    message,
    { kind: 'failed', id: message.id, failure },
    {
      closed: ends ? { invitationId, reason: 'unreachable', on: today } : null,
      blockedChat,
      sealable: farewellOf(message),
    },
  );
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
    channel: message.channel,
    record,
    delivered: null,
    closed: null,
    blockedChat: null,
    retry: null,
    pauseMs: null,
    sealable: null,
    ...facts,
  };
}

function isInvite(message: ClaimedMessage): message is ClaimedMessage & { readonly invitationId: InvitationId } {
  return message.purpose === 'invite' && message.invitationId !== null;
}

function farewellOf(message: ClaimedMessage): InvitationId | null {
  return message.purpose === 'farewell' ? message.invitationId : null;
}
