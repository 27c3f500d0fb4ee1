import type { ChatId, InvitationId, MessageId } from '../../domain/ids.ts';
import type { ChannelName } from '../../domain/invitation.ts';
import type { Lane, MessageBody, MessagePurpose, MessageRef } from '../../domain/message.ts';

export interface ClaimedMessage extends MessageRef {
  readonly chatId: ChatId;
  readonly invitationId: InvitationId | null;
  readonly purpose: MessagePurpose;
  readonly addressSealed: Buffer;
  readonly sealed: Buffer;
  /** What is sealed, where it was heard or written a moment ago. */
  readonly address?: string | undefined;
  readonly body?: MessageBody;
  readonly attempts: number;
  readonly notAfter: Date;
}

/** Which replies whoever writes them claims for itself, as they are written. */
export interface ReplyClaims {
  wants(message: MessageRef & { readonly chatId: ChatId }): boolean;
  /** Whether one that is on the way is in the same hands: what comes after it in its chat can follow it there. */
  holds(id: MessageId): boolean;
}

/** Sends replies without a detour over the queue. */
export interface ReplySender {
  /** What it takes now: of channels that do not rest and where not too many wait. */
  claims(): Promise<ReplyClaims>;
  /** Returns at once; a chat's go out one after the other. */
  send(messages: readonly ClaimedMessage[]): void;
  /** Ends what is under way; what has not been begun within so long goes to the queue. */
  close(budgetMs?: number): Promise<void>;
}

export type DeliveryRecord =
  | { readonly kind: 'sent'; readonly id: MessageId; readonly platformId: string | null; readonly at: Date }
  /** A reply that is out, of which nothing more will be heard: no row of it stays. */
  | { readonly kind: 'said'; readonly id: MessageId }
  /** Back to `created`, to be claimed from `until` on; `burned` counts an attempt. */
  | { readonly kind: 'deferred'; readonly id: MessageId; readonly until: Date; readonly burned: boolean }
  | { readonly kind: 'failed'; readonly id: MessageId; readonly failure: string }
  /** Nobody knows whether it arrived; an invitation is never sent again. */
  | { readonly kind: 'unknown'; readonly id: MessageId; readonly failure: string };

/**
 * An invitation that certainly did not arrive in this chat, if it is still `queued` for it: its draft and what was
 * still to be said go. `armed`: another way is tried; `waiting`: only the slip is left.
 */
export interface ReturnedInvitation {
  readonly invitationId: InvitationId;
  readonly chatId: ChatId;
  readonly to: 'armed' | 'waiting';
}

export interface MarkedChat {
  readonly chatId: ChatId;
  readonly at: Date;
}

export interface DeliveryWrites {
  readonly records: readonly DeliveryRecord[];
  /** `queued` invitations whose message is out; `at` is null when nobody knows whether it arrived. */
  readonly delivered: readonly { readonly invitationId: InvitationId; readonly at: Date | null }[];
  readonly returned: readonly ReturnedInvitation[];
  readonly blockedChats: readonly MarkedChat[];
  /** On the platform's own page: the chat, its address and its phone are written to no more. */
  readonly optedOutChats: readonly MarkedChat[];
}

/** How a channel's messages get on. */
export interface Traffic {
  readonly channel: ChannelName;
  /** Due and not out yet. */
  readonly waiting: number;
  /** When the oldest of these was written. */
  readonly oldestAt: Date | null;
  /** What we started that went out since the asked moment, as far as it is still kept. */
  readonly sent: number;
}

export interface MessageStore {
  /**
   * Compare-and-set `created -> sending`, in order of creation, one statement. Messages past `notAfter` or of a
   * closed invitation become `expired`; those that were put off are left alone until then, and so are those that would
   * overtake an earlier one of their chat and lane that is not among `ids`.
   */
  claim(ids: readonly MessageId[], now: Date): Promise<readonly ClaimedMessage[]>;
  record(writes: DeliveryWrites): Promise<void>;
  /** Messages of these chats and this lane that are `created` and due, in order of creation. */
  findDue(chats: readonly ChatId[], lane: Lane, now: Date): Promise<readonly MessageRef[]>;
  /**
   * What a crash left between the stores: `created` and due since `dueBefore` (returned, to be queued again);
   * `sending` since before `claimedBefore`: replies go back to `created`, an attempt poorer, and are returned, or fail
   * with their last one; bulk becomes `unknown`. `limit` counts for each lane of each channel: what waits its turn in
   * one hides nothing in another.
   */
  recover(query: {
    readonly dueBefore: Date;
    readonly claimedBefore: Date;
    readonly maxAttempts: number;
    readonly limit: number;
  }): Promise<readonly MessageRef[]>;
  /**
   * Deletes what was due before `dueBefore`, belongs to no invitation (whose messages go when it is sealed), and is
   * sent, failed, unknown or expired. Returns how many, `limit` at the most.
   */
  forget(query: { readonly dueBefore: Date; readonly limit: number }): Promise<number>;
  /**
   * Takes receipts whose messages are known, marks invitations that arrived and were not known to have, and gives up
   * receipts from before `forgetBefore`. Returns how many receipts were taken, at most `limit`.
   */
  matchReceipts(query: { readonly now: Date; readonly forgetBefore: Date; readonly limit: number }): Promise<number>;
  /** Of every channel with messages; `since` at most a day back. */
  traffic(query: { readonly now: Date; readonly since: Date }): Promise<readonly Traffic[]>;
}
