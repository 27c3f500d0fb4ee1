import type { Chat } from '../../domain/chat.ts';
import type { Dossier, SlipOwner } from '../../domain/dossier.ts';
import type { ChatId, DossierId, Fingerprint, InvitationId, MessageId } from '../../domain/ids.ts';
import type { ChannelName, Invitation } from '../../domain/invitation.ts';
import type { NewMessage } from '../../domain/message.ts';
import type { ProcedureTone } from '../../domain/procedure.ts';
import type { Unit, UnitCode } from '../../domain/unit.ts';
import type { BackCheck, SealedBackCheck } from './back-checks.ts';
import type { ReplyClaims } from './messages.ts';

/** A dossier with everything that a conversation about it needs. */
export interface DossierRecord {
  readonly dossier: Dossier;
  readonly unit: Unit;
  readonly tone: ProcedureTone;
  readonly procedureName: string;
  readonly invitation: Invitation | null;
  /** The sealed draft, if one exists. */
  readonly draft: Buffer | null;
}

/** How one update finds its chat and dossier; fingerprints only. */
export interface UpdateLookup {
  readonly channel: ChannelName;
  readonly account: string;
  readonly updateId: string;
  /** Null on the web, where no chat exists, and for receipts, which name nobody. */
  readonly addressIndex: Fingerprint | null;
  /** Of the slip's token or the phone's. */
  readonly tokenHash: Fingerprint | null;
  readonly phoneIndex: Fingerprint | null;
  /** As printed on slips, in capitals. */
  readonly shortCode: string | null;
  /** By which a rating finds our message: a draft's tracking id, and the platform's own id. */
  readonly trackingIndex: Fingerprint | null;
  readonly platformId: string | null;
}

/** What the rating of one update is about. */
export interface RatedMessage {
  readonly updateId: string;
  readonly dossierId: DossierId;
  /** Where it was sent. */
  readonly chatId: ChatId;
}

export interface Conversations {
  readonly chats: readonly Chat[];
  /**
   * Dossiers named by token, short code or phone, rated, held by one of the chats (slip or verified phone), or in focus.
   * Their invitations and drafts are locked.
   */
  readonly records: readonly DossierRecord[];
  readonly rated: readonly RatedMessage[];
  /** Of due dossiers that a link to the phone exists for: the number, sealed. */
  readonly phones: ReadonlyMap<DossierId, Buffer>;
  /** Of dossiers that their slip may have opened: phones with a chat of their own that can be written to. */
  readonly phonesWithChats: ReadonlySet<Fingerprint>;
  /** Back-checks of the chats that are not over. */
  readonly backChecks: readonly BackCheck[];
  /** Fingerprints, among those asked about, that opted out. */
  readonly suppressed: ReadonlySet<Fingerprint>;
}

export interface SealedDraft {
  readonly invitationId: InvitationId;
  readonly sealed: Buffer;
  /** Of its tracking id. */
  readonly trackingIndex: Fingerprint;
}

/** A platform's word that a message of an account has arrived. */
export interface Receipt {
  readonly account: string;
  /** As the platform calls it. */
  readonly messageId: string;
  readonly happenedAt: Date;
}

/** A slip that somebody took into their hands. */
export interface SlipClaim {
  readonly dossierId: DossierId;
  readonly owner: SlipOwner;
  readonly takenEarly: boolean;
}

/** How fast a survey was answered. */
export interface Pace {
  readonly unitCode: UnitCode;
  /** First day of the month of completion. */
  readonly month: string;
  readonly hurried: boolean;
}

export interface ConversationWrites {
  /** Inserted or replaced by id. */
  readonly chats: readonly Chat[];
  readonly invitations: readonly Invitation[];
  readonly drafts: readonly SealedDraft[];
  readonly discardedDrafts: readonly InvitationId[];
  readonly slipClaims: readonly SlipClaim[];
  readonly messages: readonly NewMessage[];
  /** Messages of these invitations that are not out yet are deleted. */
  readonly silenced: readonly InvitationId[];
  /** All messages of these invitations are deleted (sealing). */
  readonly forgotten: readonly InvitationId[];
  readonly suppress: readonly Fingerprint[];
  readonly unsuppress: readonly Fingerprint[];
  /** Into the mix: insert only, nothing is read back. */
  readonly ballots: readonly { readonly unitCode: UnitCode; readonly sealed: Buffer }[];
  /** Inserted or replaced by id. */
  readonly backChecks: readonly BackCheck[];
  /** Into a mix of its own: insert only. */
  readonly backCheckBallots: readonly SealedBackCheck[];
  /** One of each finished survey, added to its unit's month and kept with no dossier. */
  readonly paces: readonly Pace[];
  readonly freezeSurveys: readonly string[];
  /** Kept until their messages are known. */
  readonly receipts: readonly Receipt[];
}

/** Sets of invitations that the clock, not a citizen, moves. */
export type Selection =
  /** Armed, due, not excluded, not to be sent later; round-robin by unit. */
  | { readonly kind: 'due'; readonly now: Date; readonly limit: number }
  /** Sent or started before `sentBefore`, still open, not reminded; on none of the channels that are `held`. */
  | {
      readonly kind: 'to-remind';
      readonly now: Date;
      readonly sentBefore: Date;
      readonly held: readonly ChannelName[];
      readonly limit: number;
    }
  /** Open past `notAfter`, and not waiting on `today` for the phone to be told. */
  | { readonly kind: 'expired'; readonly now: Date; readonly today: string; readonly limit: number }
  /** Answered from the slip, waiting on `today` for their phone, which is not told yet. */
  | { readonly kind: 'to-tell'; readonly today: string; readonly limit: number }
  /**
   * Finished, no farewell still on its way (or `ids`, when the sender knows), and not waiting on `today` for the phone
   * to be told.
   */
  | {
      readonly kind: 'finished';
      readonly ids: readonly InvitationId[] | null;
      readonly today: string;
      readonly limit: number;
    };

export interface ConversationStore {
  /**
   * One transaction: drops updates already processed, locks and loads what the rest touch, writes what
   * `decide` returns. `fresh` holds positions in `lookups`. Returns the messages that were claimed, as far as
   * none of their chat is on the way in other hands: they are the caller's to send.
   */
  process(
    lookups: readonly UpdateLookup[],
    decide: (fresh: readonly number[], found: Conversations) => ConversationWrites,
    claims?: ReplyClaims,
  ): Promise<readonly MessageId[]>;
  /** The same for a selection; rows locked elsewhere are passed over. Returns how many were selected. */
  advance(
    selection: Selection,
    decide: (found: Conversations) => ConversationWrites | Promise<ConversationWrites>,
  ): Promise<number>;
  /** True once the update has been processed. */
  isProcessed(channel: ChannelName, account: string, updateId: string): Promise<boolean>;
  /** By the slip's token or the phone's, for the survey page: read without locks. */
  findByToken(tokenHash: Fingerprint): Promise<DossierRecord | null>;
  setAside(dead: {
    readonly channel: ChannelName;
    readonly account: string;
    readonly updateId: string;
    readonly sealed: Buffer;
    readonly failure: string;
  }): Promise<void>;
  forgetUpdates(before: Date): Promise<number>;
}

/** An update that was set aside, as an operator sees it. */
export interface DeadUpdate {
  readonly id: string;
  readonly channel: ChannelName;
  readonly failure: string;
  readonly setAsideAt: Date;
}

export interface DeadUpdateStore {
  /** Newest first. */
  list(limit: number): Promise<readonly DeadUpdate[]>;
  find(id: string): Promise<{ readonly updateId: string; readonly sealed: Buffer } | null>;
  /** False when there is none. */
  remove(id: string): Promise<boolean>;
  forget(before: Date): Promise<number>;
}
