import type { FilingChannel } from './dossier.ts';
import type { ChatId, DossierId, Fingerprint, InvitationId } from './ids.ts';
import type { UnitCode } from './unit.ts';

/**
 * armed    waiting for its time
 * waiting  its time has come, but we can write to nobody: the slip can be opened, or a chat be bound
 * queued   our message is in the outbox
 * sent     the platform took our message, or the citizen opened the page
 * started  the first answer came
 * finished every question has been dealt with; the farewell is on its way, the draft not yet sealed
 * closed   terminal, with a reason; nothing leads to the answers any more
 */
export type InvitationStatus = 'armed' | 'waiting' | 'queued' | 'sent' | 'started' | 'finished' | 'closed';

/**
 * finished, partial     a response was sealed
 * declined, opted-out   the citizen said no to this survey, or to all
 * wrong-number          "không phải hồ sơ của tôi"
 * expired               reached, never started (or nothing answered)
 * no-contact            nothing could be sent, or whatever we tried was refused, and the slip stayed unopened
 * excluded              never to be asked, see `Exclusion`
 */
export type CloseReason =
  'finished' | 'partial' | 'declined' | 'opted-out' | 'wrong-number' | 'expired' | 'no-contact' | 'excluded';

/**
 * The published reasons for which we ask nobody by ourselves; each is reported as a rate. All but `not-drawn`, which
 * the month's draw left out, make a dossier not eligible.
 */
export type Exclusion =
  'organisation' | 'bereavement' | 'withdrawn' | 'staff-phone' | 'opted-out' | 'recently-asked' | 'not-drawn';

export type ChannelName = 'telegram' | 'zalo' | 'web';

/** Whether the platform says by itself when a message has arrived; elsewhere its acceptance counts. */
export function sendsReceipts(channel: ChannelName): boolean {
  return channel === 'zalo';
}

/** A slip proves less than a phone, for staff hold it first: the two are reported apart. */
export type Proof = 'slip' | 'phone';

/** Attribution (unit to completedOn) is frozen at completion; the rest follows the ask. */
export interface Invitation {
  readonly id: InvitationId;
  readonly dossierId: DossierId;
  readonly surveyId: string;
  readonly unitCode: UnitCode;
  readonly provinceCode: UnitCode;
  readonly procedureCode: string;
  readonly filedVia: FilingChannel;
  readonly late: boolean;
  /** Local calendar days, `YYYY-MM-DD`; the month is its first day. */
  readonly completedMonth: string;
  readonly completedOn: string;
  readonly phoneIndex: Fingerprint | null;
  readonly status: InvitationStatus;
  readonly closeReason: CloseReason | null;
  readonly exclusion: Exclusion | null;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly channel: ChannelName | null;
  readonly proof: Proof | null;
  readonly chatId: ChatId | null;
  readonly invitedAt: Date | null;
  readonly deliveredAt: Date | null;
  /** Days only: the register keeps no time at which somebody answered. */
  readonly startedOn: string | null;
  /** Of the words by which the answers are kept (`CONSENT_VERSION`); null when there are none, or no longer. */
  readonly consentVersion: string | null;
  readonly closedOn: string | null;
  readonly remindedAt: Date | null;
  /** A channel had no room: we write no earlier. The slip does not wait. */
  readonly sendAfter: Date | null;
  /** Answered from the slip and sealed on this day, so that the phone on file can be told before: see slip-notice.ts. */
  readonly sealOn: string | null;
  /** The phone was told that somebody answered from the slip, at most once. */
  readonly slipToldOn: string | null;
  /** The phone said that it was somebody else: the slip opens nothing any more. */
  readonly slipDeniedOn: string | null;
}

export function isOpen(invitation: Pick<Invitation, 'status'>): boolean {
  return invitation.status !== 'closed' && invitation.status !== 'finished';
}
