import type { ChannelName } from './invitation.ts';
import type { ChatId, Fingerprint, InvitationId } from './ids.ts';
import type { Locale } from './locale.ts';

/** A citizen's chat on a platform, known by the fingerprint of its address. */
export interface Chat {
  readonly id: ChatId;
  readonly channel: ChannelName;
  readonly account: string;
  readonly addressIndex: Fingerprint;
  readonly addressSealed: Buffer;
  readonly language: Locale;
  /** The phone number that the platform vouched for. */
  readonly phoneIndex: Fingerprint | null;
  readonly blockedAt: Date | null;
  readonly optedOutAt: Date | null;
  /** The invitation that taps and texts concern now. */
  readonly focusId: InvitationId | null;
  /** Asked "Ông/bà muốn ngừng nhận khảo sát?" outside a survey. */
  readonly askedToStop: boolean;
  readonly lastInboundAt: Date;
  /** A telephone number, not an account: only messages that the platform approved beforehand reach it. */
  readonly templateOnly: boolean;
  /** Short codes and numbers typed on `codeMissedOn` that led nowhere: guessing ends after a few a day. */
  readonly codeMisses: number;
  /** Local calendar day. */
  readonly codeMissedOn: string | null;
}

/** The address of a telephone number on a channel that reaches numbers. */
export function phoneAddress(e164: string): string {
  return `phone:${e164}`;
}
