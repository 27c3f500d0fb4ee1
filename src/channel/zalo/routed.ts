import type { Inbound } from '../../domain/inbound.ts';

/** What every arrival has. `updateId` is the same for all deliveries of one event. */
export interface Arrival {
  readonly account: string;
  readonly updateId: string;
  /** ISO 8601. */
  readonly receivedAt: string;
}

/** `unfollow` and `user_withdraw`: nothing of ours may reach this address any more. */
export interface OptOut extends Arrival {
  readonly kind: 'opt-out';
  readonly address: string;
  readonly reason: 'unfollow' | 'withdrawal';
}

/** A message arrived or was seen. The citizen is left out: a template's receipt names a telephone number. */
export interface Receipt extends Arrival {
  readonly kind: 'receipt';
  readonly via: 'chat' | 'template';
  readonly state: 'received' | 'seen';
  readonly messageIds: readonly string[];
  readonly trackingId: string | null;
  /** ISO 8601. */
  readonly happenedAt: string;
}

/** The answer to a rating template; it names nobody, so one of the ids has to tell whose it is. */
export interface Rating extends Arrival {
  readonly kind: 'rating';
  readonly messageId: string | null;
  readonly trackingId: string | null;
  readonly stars: 1 | 2 | 3 | 4 | 5;
  readonly reasons: readonly string[];
  readonly note: string | null;
}

/** Zalo has changed what the account may send: quotas and templates are to be read again. */
export interface AccountChange extends Arrival {
  readonly kind: 'account-change';
  readonly what: 'template-status' | 'template-quality' | 'template-quota' | 'daily-quota' | 'template-tags';
  readonly templateId: string | null;
}

export interface Ignored {
  readonly kind: 'ignored';
  readonly why: 'no-concern' | 'foreign-account' | 'malformed';
}

export type Accepted =
  { readonly kind: 'inbound'; readonly update: Inbound } | OptOut | Receipt | Rating | AccountChange;

export type Routed = Accepted | Ignored;
