import type { BackCheckStatus } from '../../domain/back-check.ts';
import type { Chat } from '../../domain/chat.ts';
import type { BackCheckId, ChatId, Fingerprint } from '../../domain/ids.ts';
import type { NewMessage } from '../../domain/message.ts';
import type { UnitCode } from '../../domain/unit.ts';

/** Somebody who is asked back. Once it is over nothing is left but province, month and how it ended. */
export interface BackCheck {
  readonly id: BackCheckId;
  readonly status: BackCheckStatus;
  readonly provinceCode: UnitCode;
  /** Of the dossier's completion, its first day. */
  readonly month: string;
  /** Null until it is asked where the page was used: then it is whatever chat the phone has. */
  readonly chatId: ChatId | null;
  readonly phoneIndex: Fingerprint | null;
  /** For its words: whose survey it was, and the code on the slip. */
  readonly unitCode: UnitCode | null;
  readonly shortCode: string | null;
  /** Of its page's token. */
  readonly tokenHash: Fingerprint | null;
  /** What was said to the first question; null while nothing was. */
  readonly sealed: Buffer | null;
  readonly askAfter: Date;
  readonly expiresAt: Date;
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
  /** Null where the phone has none. */
  readonly chat: Chat | null;
  /** The chat, or its phone, is written to no more. */
  readonly isSuppressed: boolean;
}

/** Role hl_register. */
export interface BackCheckStore {
  /** One transaction over some whose time has come; what is locked elsewhere is passed over. Returns how many. */
  ask(
    query: { readonly now: Date; readonly limit: number },
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
