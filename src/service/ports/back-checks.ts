import type { BackCheckStatus } from '../../domain/back-check.ts';
import type { Chat } from '../../domain/chat.ts';
import type { BackCheckId, ChatId, Fingerprint } from '../../domain/ids.ts';
import type { ChannelName } from '../../domain/invitation.ts';
import type { NewMessage } from '../../domain/message.ts';
import type { UnitCode } from '../../domain/unit.ts';

/** Somebody who is asked back. Once it is over nothing is left but province, month and how it ended. */
export interface BackCheck {
  readonly id: BackCheckId;
  readonly status: BackCheckStatus;
  readonly provinceCode: UnitCode;
  /** Of the dossier's completion, its first day. */
  readonly month: string;
  /** Where it was answered, and once asked where it was asked; null until then where the page was used. */
  readonly chatId: ChatId | null;
  /** Where page or slip was used: a chat of this phone is asked before any other. Null once asked. */
  readonly phoneIndex: Fingerprint | null;
  /** For its words: whose survey it was, and the code on the slip. */
  readonly unitCode: UnitCode | null;
  readonly shortCode: string | null;
  /** Of its page's token. */
  readonly tokenHash: Fingerprint | null;
  /** What was said to the first question; null while nothing was. */
  readonly sealed: Buffer | null;
  /** Both null once it is over. */
  readonly askAfter: Date | null;
  readonly expiresAt: Date | null;
}

/** Both answers, sealed; into a mix of its own. */
export interface SealedBackCheck {
  readonly provinceCode: UnitCode;
  readonly sealed: Buffer;
}

export interface WaitingSealedBackCheck extends SealedBackCheck {
  readonly id: string;
}

export interface DueBackCheck {
  readonly check: BackCheck;
  /** Null where the phone has none, and nobody answered in another. */
  readonly chat: Chat | null;
  /** The chat, or its phone, is written to no more. */
  readonly isSuppressed: boolean;
}

export interface AskQuery {
  readonly now: Date;
  readonly limit: number;
  /** Channels on which a bare telephone number can be asked. */
  readonly byTemplate: readonly ChannelName[];
  /** Channels that have no room: theirs wait, and keep no others waiting. */
  readonly full: readonly ChannelName[];
}

/** Role hl_register. */
export interface BackCheckStore {
  /** One transaction over some whose time has come; what is locked elsewhere is passed over. Returns how many. */
  ask(
    query: AskQuery,
    decide: (due: readonly DueBackCheck[]) => {
      readonly checks: readonly BackCheck[];
      readonly messages: readonly NewMessage[];
    },
  ): Promise<number>;
  /** Ends what its time is over for; returns how many, `limit` at the most. */
  expire(query: { readonly now: Date; readonly limit: number }): Promise<number>;
  /** One that was asked and can still answer. */
  findByToken(tokenHash: Fingerprint, now: Date): Promise<BackCheck | null>;
  /** Ends it with both answers; false when it is over already. */
  answer(id: BackCheckId, now: Date, ballot: SealedBackCheck): Promise<boolean>;
}
