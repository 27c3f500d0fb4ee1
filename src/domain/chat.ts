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

/** Accounts on which people write to staff as well: what does not concern a survey is not ours to answer. */
export function isShared(channel: ChannelName): boolean {
  return channel === 'zalo';
}

const MAX_CODE_MISSES = 5;

/** Whoever has missed so often today guesses: nothing more is looked up, and nothing said. */
export function hasGuessedEnough({ codeMisses, codeMissedOn }: Chat, today: string): boolean {
  return codeMissedOn === today && codeMisses >= MAX_CODE_MISSES;
}

export function countMiss(chat: Chat, today: string): Chat {
  const earlier = chat.codeMissedOn === today ? chat.codeMisses : 0;
  return { ...chat, codeMisses: earlier + 1, codeMissedOn: today };
}

/** A survey is answered within minutes: who looks at the last word cares for days, or half an hour. */
const SAME_MOMENT_MS = 60_000;

/** Whether nothing is worth writing down but, perhaps, a word a moment later. */
export function isAsFound(chat: Chat, found: Chat | undefined): boolean {
  if (found === undefined) return false;
  const keys = Object.keys(chat) as (keyof Chat)[];
  const isSame = keys.every((key) => key === 'lastInboundAt' || chat[key] === found[key]);
  return isSame && chat.lastInboundAt.getTime() - found.lastInboundAt.getTime() < SAME_MOMENT_MS;
}
