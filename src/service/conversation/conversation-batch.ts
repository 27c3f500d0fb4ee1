import { isAsFound, type Chat } from '../../domain/chat.ts';
import type { Draft } from '../../domain/conversation/draft.ts';
import type { SlipOwner } from '../../domain/dossier.ts';
import type { DossierId, Fingerprint, InvitationId } from '../../domain/ids.ts';
import type { ChannelName, Invitation } from '../../domain/invitation.ts';
import type { NewMessage } from '../../domain/message.ts';
import { CodedError } from '../../lib/coded-error.ts';
import type { Vault } from '../../lib/vault.ts';
import { isTakenEarly } from '../../domain/interference/pace.ts';
import { newId } from '../../lib/new-id.ts';
import { BackCheckBatch } from '../back-check/back-check-batch.ts';
import { trackingIndex } from '../fingerprint.ts';
import type {
  Conversations,
  ConversationWrites,
  RatedMessage,
  Pace,
  Receipt,
  SealedDraft,
  SlipClaim,
} from '../ports.ts';
import { phoneToken, surveyToken, tokenHash } from '../survey-token.ts';
import { paceOf, sealBallot } from './seal-ballot.ts';
import { ThreadIndex } from './thread-index.ts';
import type { InvitedThread, Thread } from './thread.ts';

type ChatKey = `${ChannelName}:${string}:${Fingerprint}`;

/**
 * What one transaction loaded, as it changes update by update, and what it will write. Later updates of a batch
 * see what earlier ones did.
 */
export class ConversationBatch {
  readonly #vault: Vault;
  readonly #chats = new Map<ChatKey, Chat>();
  readonly #found: ReadonlyMap<ChatKey, Chat>;
  readonly #threads = new Map<DossierId, Thread>();
  readonly #index: ThreadIndex;
  readonly #rated: ReadonlyMap<string, RatedMessage>;
  readonly #unreadable = new Set<DossierId>();
  readonly #suppressed: Set<Fingerprint>;
  readonly #changedInvitations = new Set<DossierId>();
  readonly #changedDrafts = new Set<DossierId>();
  readonly #discardedDrafts = new Set<InvitationId>();
  readonly #claims = new Map<DossierId, Omit<SlipClaim, 'dossierId'>>();
  readonly #silenced = new Set<InvitationId>();
  readonly #forgotten = new Set<InvitationId>();
  readonly #suppress = new Set<Fingerprint>();
  readonly #unsuppress = new Set<Fingerprint>();
  readonly #ballots: { readonly unitCode: string; readonly sealed: Buffer }[] = [];
  readonly #paces: Pace[] = [];
  readonly #frozenSurveys = new Set<string>();
  readonly #receipts: Receipt[] = [];
  readonly #phones: ReadonlyMap<DossierId, Buffer>;
  readonly #phonesWithChats: ReadonlySet<Fingerprint>;
  readonly backChecks: BackCheckBatch;
  #messages: NewMessage[] = [];

  constructor(found: Conversations, vault: Vault) {
    this.#vault = vault;
    this.#index = new ThreadIndex((id) => ({
      slip: tokenHash(surveyToken(vault, id)),
      phone: tokenHash(phoneToken(vault, id)),
    }));
    this.#suppressed = new Set(found.suppressed);
    this.#phones = found.phones;
    this.#phonesWithChats = found.phonesWithChats;
    this.backChecks = new BackCheckBatch(found.backChecks);
    this.#rated = new Map(found.rated.map((one) => [one.updateId, one]));
    this.#found = new Map(found.chats.map((chat) => [keyOf(chat), chat]));
    for (const [key, chat] of this.#found) this.#chats.set(key, chat);
    for (const { draft, ...record } of found.records) {
      this.#index.add(record.dossier);
      this.#threads.set(record.dossier.id, { ...record, draft: this.#open(record, draft) });
    }
  }

  get chats(): readonly Chat[] {
    return [...this.#chats.values()];
  }

  /** All whose drafts can be opened. */
  get threads(): readonly Thread[] {
    return [...this.#threads.values()].filter(({ dossier }) => !this.#unreadable.has(dossier.id));
  }

  get unreadableCount(): number {
    return this.#unreadable.size;
  }

  /** How many invitations have changed. */
  get movedCount(): number {
    return this.#changedInvitations.size;
  }

  get messages(): readonly NewMessage[] {
    return this.#messages;
  }

  chatAt(channel: ChannelName, account: string, address: Fingerprint): Chat | null {
    return this.#chats.get(`${channel}:${account}:${address}`) ?? null;
  }

  /** By the slip's token. */
  threadByToken(hash: Fingerprint): Thread | null {
    return this.#threadsAt([this.#index.bySlip(hash)])[0] ?? null;
  }

  /** By the token of any link, the slip's or one that we sent; `visitorOf` tells what it proves. */
  threadByLink(hash: Fingerprint): Thread | null {
    return this.#threadsAt([this.#index.bySlip(hash) ?? this.#index.byPhoneLink(hash)])[0] ?? null;
  }

  /** Dossiers on whose slips this code is printed. */
  threadsByCode(code: string): readonly Thread[] {
    return this.#threadsAt(this.#index.byCode(code));
  }

  /** Dossiers in which this phone stands, whoever asks. */
  threadsByPhone(phone: Fingerprint): readonly Thread[] {
    return this.#threadsAt(this.#index.byPhone(phone));
  }

  /** What an update's platform rated: the dossier, and the chat that was asked to. */
  ratedBy(updateId: string): { readonly thread: Thread; readonly chat: Chat } | null {
    const rated = this.#rated.get(updateId);
    const thread = rated && this.#threads.get(rated.dossierId);
    const chat = rated && this.chats.find(({ id }) => id === rated.chatId);
    return thread && chat ? { thread, chat } : null;
  }

  /** Dossiers that this chat may answer for, the one in focus first. */
  threadsOf(chat: Chat): readonly Thread[] {
    return this.#threadsAt(this.#index.ofChat(chat)).toSorted((a, b) => rank(b, chat) - rank(a, chat));
  }

  /** The number on file of a due dossier, E.164; null where there is none, no link for it, or no key to read it. */
  phoneOf(id: DossierId): string | null {
    const sealed = this.#phones.get(id);
    try {
      return sealed ? this.#vault.open('phone', id, sealed).toString() : null;
    } catch {
      return null;
    }
  }

  /** Whether a chat has proved to own this phone and can be written to. */
  hasChat(phone: Fingerprint): boolean {
    return this.#phonesWithChats.has(phone);
  }

  isSuppressed(fingerprint: Fingerprint | null): boolean {
    return fingerprint !== null && this.#suppressed.has(fingerprint);
  }

  putChat(chat: Chat): Chat {
    this.#chats.set(keyOf(chat), chat);
    return chat;
  }

  putInvitation(thread: InvitedThread, changes: Partial<Invitation>): InvitedThread {
    const next = { ...thread, invitation: { ...thread.invitation, ...changes } };
    this.#threads.set(thread.dossier.id, next);
    this.#changedInvitations.add(thread.dossier.id);
    return next;
  }

  /** @throws CodedError `draft-unreadable` rather than to overwrite answers that another key may open */
  putDraft(thread: InvitedThread, draft: Draft): InvitedThread {
    if (this.#unreadable.has(thread.dossier.id)) throw unreadable();
    const next = { ...thread, draft };
    this.#threads.set(thread.dossier.id, next);
    this.#changedDrafts.add(thread.dossier.id);
    this.#discardedDrafts.delete(thread.invitation.id);
    if (Object.keys(draft.answers).length > 0) this.#frozenSurveys.add(draft.surveyId);
    return next;
  }

  discardDraft(thread: InvitedThread): InvitedThread {
    const next = { ...thread, draft: null };
    this.#threads.set(thread.dossier.id, next);
    this.#changedDrafts.delete(thread.dossier.id);
    this.#discardedDrafts.add(thread.invitation.id);
    return next;
  }

  /** @param at when the citizen, or whoever has the slip, came with it */
  claimSlip<T extends Thread>(thread: T, owner: SlipOwner, at: Date): T {
    const slipTakenEarly = isTakenEarly(thread.dossier, at);
    const next = { ...thread, dossier: { ...thread.dossier, slipOwner: owner, slipTakenEarly } };
    this.#threads.set(thread.dossier.id, next);
    this.#index.hold(owner, thread.dossier.id);
    this.#claims.set(thread.dossier.id, { owner, takenEarly: slipTakenEarly });
    return next;
  }

  say(message: NewMessage): void {
    this.#messages.push(message);
  }

  /** Deletes what is not out yet; messages said after this call stay. */
  silence(invitationId: InvitationId): void {
    this.#silenced.add(invitationId);
    this.#messages = this.#messages.filter((message) => message.invitationId !== invitationId);
  }

  suppress(fingerprint: Fingerprint): void {
    this.#suppressed.add(fingerprint);
    this.#suppress.add(fingerprint);
    this.#unsuppress.delete(fingerprint);
  }

  unsuppress(fingerprint: Fingerprint): void {
    this.#suppressed.delete(fingerprint);
    this.#unsuppress.add(fingerprint);
    this.#suppress.delete(fingerprint);
  }

  /** Says that messages of ours have arrived; which ones is found out later, for a receipt may outrun its message. */
  keepReceipts(receipts: readonly Receipt[]): void {
    this.#receipts.push(...receipts);
  }

  /** The draft goes into the mix, and with its messages out of the register. */
  seal(thread: InvitedThread, disposition: 'finished' | 'partial', today: string): void {
    const ballot = sealBallot(thread, disposition, this.#vault);
    if (ballot !== null) this.#ballots.push(ballot);
    if (ballot !== null && disposition === 'finished') this.#paces.push(paceOf(thread));
    this.#forgotten.add(thread.invitation.id);
    this.#messages = this.#messages.filter((message) => message.invitationId !== thread.invitation.id);
    const ended = { status: 'closed', closeReason: disposition, closedOn: today, sealOn: null } as const;
    const closed = this.putInvitation(thread, ended);
    this.discardDraft(closed);
  }

  writes(): ConversationWrites {
    return {
      chats: this.chats.filter((chat) => !isAsFound(chat, this.#found.get(keyOf(chat)))),
      invitations: [...this.#changedInvitations].flatMap((id) => this.#threads.get(id)?.invitation ?? []),
      drafts: [...this.#changedDrafts].flatMap((id) => this.#sealedDraft(id)),
      discardedDrafts: [...this.#discardedDrafts],
      slipClaims: [...this.#claims].map(([dossierId, claim]) => ({ dossierId, ...claim })),
      messages: this.#messages,
      silenced: [...this.#silenced],
      forgotten: [...this.#forgotten],
      suppress: [...this.#suppress],
      unsuppress: [...this.#unsuppress],
      ballots: this.#ballots,
      paces: this.#paces,
      freezeSurveys: [...this.#frozenSurveys],
      receipts: this.#receipts,
      ...this.backChecks.writes(),
    };
  }

  #threadsAt(ids: Iterable<DossierId | undefined>): readonly Thread[] {
    return [...ids].flatMap((id) => (id && this.#threads.get(id)) ?? []);
  }

  #open({ dossier, invitation }: Omit<Thread, 'draft'>, sealed: Buffer | null): Draft | null {
    if (sealed === null || invitation === null) return null;
    try {
      return openDraft(sealed, invitation.id, this.#vault);
    } catch {
      this.#unreadable.add(dossier.id);
      return null;
    }
  }

  #sealedDraft(id: DossierId): SealedDraft[] {
    const thread = this.#threads.get(id);
    if (!thread?.invitation || !thread.draft) return [];
    const { invitation, draft } = thread;
    const sealed = this.#vault.seal('draft', invitation.id, JSON.stringify(draft));
    return [{ invitationId: invitation.id, sealed, trackingIndex: trackingIndex(this.#vault, draft.trackingId) }];
  }
}

function keyOf(chat: Chat): ChatKey {
  return `${chat.channel}:${chat.account}:${chat.addressIndex}`;
}

function rank(thread: Thread, chat: Chat): number {
  return thread.invitation !== null && thread.invitation.id === chat.focusId ? 1 : 0;
}

function unreadable(): CodedError {
  return new CodedError('draft-unreadable', 'A draft cannot be opened with this key.');
}

/** As an earlier version may have written it. */
type Stored = Omit<Draft, 'trackingId' | 'rating' | 'receipt' | 'answerTimes'> & Partial<Draft>;

/** @throws CodedError `sealed-unreadable` */
export function openDraft(sealed: Buffer, invitationId: InvitationId, vault: Vault): Draft {
  const draft: Stored = JSON.parse(vault.open('draft', invitationId, sealed).toString());
  const { rating = null, trackingId = newId<string>(), receipt = null, answerTimes = [] } = draft;
  return { ...draft, rating, trackingId, receipt, answerTimes };
}
